// Packages: found at every turn and size with tight corners, and not in textures, text and plain pictures.
#include "vision/package_finder.h"
#include "tests/vision/picture_frame.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/vision/real_photos.h"
#include "vision/board_finder.h"
#include "vision/image_loader.h"

namespace tidewaiter::vision {
namespace {

using test::frameOf;

constexpr double kSure = 0.5;

std::vector<Region> surePackages(const Frame& frame) {
    auto packages = findPackages(frame, findBoards(frame));
    std::erase_if(packages, [](const Region& package) { return package.score < kSure; });
    return packages;
}

struct Chip {
    cv::Mat picture;
    Quad body{};
};

/// A black body with leads on its two long sides on a green board with traces, drawn eight times too large,
/// turned by `angle` degrees and made smaller, so that its edges are as soft as a lens makes them.
Chip chip(double angle, double length, const cv::Size& size = {640, 480}) {
    constexpr int kFiner = 4;
    const cv::Size fine = size * kFiner;
    cv::Mat picture(fine, CV_8UC3, cv::Scalar(60, 110, 45));
    const cv::Point2f middle(static_cast<float>(fine.width) / 2 - 0.5F,
                             static_cast<float>(fine.height) / 2 - 0.5F);
    const double half = length * kFiner / 2;
    const auto box = [&](double left, double top, double right, double bottom, const cv::Scalar& color) {
        std::vector<cv::Point2f> corners = {{static_cast<float>(left), static_cast<float>(top)},
                                            {static_cast<float>(right), static_cast<float>(top)},
                                            {static_cast<float>(right), static_cast<float>(bottom)},
                                            {static_cast<float>(left), static_cast<float>(bottom)}};
        cv::transform(corners, corners, cv::getRotationMatrix2D({0, 0}, angle, 1));
        std::vector<cv::Point> drawn;
        for (auto& corner : corners) drawn.emplace_back(corner + middle);
        cv::fillConvexPoly(picture, drawn, color);
        return corners;
    };
    for (int i = -3; i <= 3; ++i)
        box(-3 * half, 0.9 * half * i + 2, 3 * half, 0.9 * half * i + 10, {80, 140, 70});
    for (int i = 0; i < 10; ++i) {
        const double x = half * (-0.9 + 0.2 * i - 0.05);
        box(x, -0.62 * half, x + 0.1 * half, 0.62 * half, cv::Scalar::all(200));
    }
    const auto body = box(-half, -0.45 * half, half, 0.45 * half, cv::Scalar::all(38));
    for (int i = 0; i < 8; ++i)
        box((-0.6 + 0.15 * i) * half, -0.12 * half, (-0.52 + 0.15 * i) * half, 0.12 * half,
            cv::Scalar::all(120));
    Chip made;
    cv::resize(picture, made.picture, size, 0, 0, cv::INTER_AREA);
    cv::GaussianBlur(made.picture, made.picture, {}, 0.7);
    cv::Mat noise(size, CV_8UC3);
    cv::RNG random(4);
    random.fill(noise, cv::RNG::NORMAL, 8, 3);
    made.picture += noise;
    for (std::size_t i = 0; i < 4; ++i) {
        made.body[i] = (body[i] + middle + cv::Point2f(0.5F, 0.5F)) / static_cast<float>(kFiner) -
                       cv::Point2f(0.5F, 0.5F);
    }
    return made;
}

/// Largest distance from a corner of `a` to the nearest corner of `b`.
double farthest(const Quad& a, const Quad& b) {
    double most = 0;
    for (const auto& p : a) {
        double nearest = 1e9;
        for (const auto& q : b) nearest = std::min(nearest, cv::norm(p - q));
        most = std::max(most, nearest);
    }
    return most;
}

const Region* nearest(const std::vector<Region>& packages, const Quad& body) {
    const auto best = std::min_element(
        packages.begin(), packages.end(),
        [&](const Region& a, const Region& b) { return farthest(body, a.quad) < farthest(body, b.quad); });
    return best == packages.end() ? nullptr : &*best;
}

TEST(PackageFinder, FindsALeadedBodyAtEveryTurnWithTightCorners) {
    for (int angle = 0; angle < 180; angle += 10) {
        const auto drawn = chip(angle, 180);
        const auto packages = surePackages(frameOf(drawn.picture));
        const auto* package = nearest(packages, drawn.body);
        ASSERT_NE(package, nullptr) << angle;
        EXPECT_LE(farthest(drawn.body, package->quad), 1.5) << angle;
        EXPECT_EQ(package->kind, RegionKind::Package);
        EXPECT_EQ(package->frame, "f1");
        ASSERT_TRUE(package->surface);
        EXPECT_EQ(package->surface->state, SurfaceState::Unknown);
    }
}

/// Not every one: a piece that its marking cuts off can be surer than the whole body.
TEST(PackageFinder, FindsMostBodiesWhateverTheirSize) {
    int found = 0;
    std::string missed;
    const std::vector<double> lengths = {45, 55, 70, 90, 110, 130, 150, 190, 250, 300, 400, 540};
    for (const double length : lengths) {
        const auto drawn = chip(7, length);
        const auto packages = surePackages(frameOf(drawn.picture));
        const auto* package = nearest(packages, drawn.body);
        const bool tight =
            package != nullptr && farthest(drawn.body, package->quad) <= std::max(1.5, length / 100);
        found += tight ? 1 : 0;
        if (!tight) missed += " " + std::to_string(length);
    }
    EXPECT_GE(found, 10) << "missed:" << missed;
}

TEST(PackageFinder, CornersRunClockwiseFromTheTopLeft) {
    for (const double angle : {-25.0, 0.0, 20.0}) {
        const auto packages = surePackages(frameOf(chip(angle, 180).picture));
        ASSERT_FALSE(packages.empty());
        const auto& q = packages.front().quad;
        for (std::size_t i = 0; i < 4; ++i) {
            EXPECT_GE(q[i].x + q[i].y, q[0].x + q[0].y);
            EXPECT_GT((q[(i + 1) % 4] - q[i]).cross(q[(i + 2) % 4] - q[(i + 1) % 4]), 0);
        }
    }
}

TEST(PackageFinder, PlainAndTinyFramesHoldNothing) {
    for (const cv::Size size : {cv::Size(1, 1), cv::Size(1, 5000), cv::Size(5000, 1), cv::Size(11, 300),
                                cv::Size(12, 12), cv::Size(16, 4000), cv::Size(640, 480)}) {
        for (const int level : {0, 128, 255}) {
            EXPECT_TRUE(findPackages(frameOf({size, CV_8UC3, cv::Scalar::all(level)}), {}).empty())
                << size << level;
        }
    }
}

TEST(PackageFinder, TexturesAndTextHoldNoPackage) {
    cv::Mat noise(480, 640, CV_8UC3);
    cv::RNG random(1);
    random.fill(noise, cv::RNG::UNIFORM, 0, 256);
    EXPECT_TRUE(surePackages(frameOf(noise)).empty()) << "noise";
    cv::GaussianBlur(noise, noise, {}, 6);
    cv::normalize(noise, noise, 0, 255, cv::NORM_MINMAX);
    EXPECT_TRUE(surePackages(frameOf(noise)).empty()) << "clouds";

    cv::Mat slope(480, 640, CV_8UC3);
    for (int x = 0; x < slope.cols; ++x) slope.col(x).setTo(cv::Scalar::all(255.0 * x / slope.cols));
    EXPECT_TRUE(surePackages(frameOf(slope)).empty()) << "gradient";

    cv::Mat page(480, 640, CV_8UC3, cv::Scalar::all(250));
    for (int y = 30; y < 470; y += 24) {
        cv::putText(page, "consignment of basmati rice, 40 bags of 25 kg each", {10, y},
                    cv::FONT_HERSHEY_SIMPLEX, 0.7, cv::Scalar::all(20), 2, cv::LINE_AA);
    }
    EXPECT_TRUE(surePackages(frameOf(page)).empty()) << "text";

    cv::Mat stripes(480, 640, CV_8UC3);
    for (int y = 0; y < stripes.rows; ++y) stripes.row(y).setTo(cv::Scalar::all(y / 20 % 2 == 0 ? 30 : 220));
    EXPECT_TRUE(surePackages(frameOf(stripes)).empty()) << "stripes";
}

class PackagesInRealPhotos : public testing::Test {
  protected:
    void SetUp() override {
        initImageLoader();
        const auto board = loadImage(test::openCvPhoto("board.jpg"));
        if (!board) GTEST_SKIP() << board.error().message;
        board_ = *board;
    }

    Frame board_;
};

/// Corners read off by eye; part names as on the board.
TEST_F(PackagesInRealPhotos, ASoundCardHasItsChips) {
    const auto packages = surePackages(board_);
    const auto at = [](float x, float y, float right, float bottom) {
        return quadOf({x, y, right - x, bottom - y});
    };
    const std::vector<std::pair<const char*, Quad>> chips = {{"TDA1517P", at(41, 63, 182, 102)},
                                                             {"U3", at(309, 139, 353, 183)},
                                                             {"CREATIVE", at(357, 325, 487, 416)}};
    for (const auto& [name, body] : chips) {
        const auto* package = nearest(packages, body);
        ASSERT_NE(package, nullptr) << name;
        EXPECT_LE(farthest(body, package->quad), 10) << name;
    }
}

TEST_F(PackagesInRealPhotos, TurningThePictureTurnsThePackages) {
    cv::Mat turned;
    cv::rotate(board_.pixels, turned, cv::ROTATE_180);
    const auto upright = surePackages(board_);
    const auto others = surePackages(frameOf(turned));
    ASSERT_FALSE(upright.empty());
    std::size_t again = 0;
    for (const auto& package : upright) {
        Quad expected;
        for (std::size_t i = 0; i < 4; ++i) expected[i] = cv::Point2f(639, 479) - package.quad[i];
        const auto* other = nearest(others, expected);
        again += other != nullptr && farthest(expected, other->quad) < 4 ? 1 : 0;
    }
    EXPECT_GE(10 * again, 7 * upright.size());
}

TEST_F(PackagesInRealPhotos, OtherThingsHoldNone) {
    for (const char* name :
         {"box_in_scene.png", "fruits.jpg", "home.jpg", "messi5.jpg", "aloeL.jpg", "baboon.jpg",
          "building.jpg", "butterfly.jpg", "orange.jpg", "apple.jpg", "sudoku.png", "smarties.png",
          "chessboard.png", "graf1.png", "basketball1.png", "stuff.jpg"}) {
        const auto frame = loadImage(test::openCvPhoto(name));
        ASSERT_TRUE(frame) << frame.error().message;
        EXPECT_TRUE(surePackages(*frame).empty()) << name;
    }
}

}  // namespace
}  // namespace tidewaiter::vision
