// Boards by their appearance: found in real photos of boards, not in photos of other things, at every turn.
#include "vision/board_finder.h"
#include "tests/vision/picture_frame.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/vision/real_photos.h"
#include "vision/image_loader.h"

namespace tidewaiter::vision {
namespace {

using test::frameOf;

constexpr double kSure = 0.5;

double boardScoreIn(const Frame& frame) {
    double best = 0;
    for (const auto& region : findBoards(frame)) {
        if (region.kind == RegionKind::Board) best = std::max(best, region.score);
    }
    return best;
}

/// The point of the picture turned a quarter clockwise that shows what `p` shows in a picture `height` high.
cv::Point2f turnedClockwise(cv::Point2f p, int height) {
    return {static_cast<float>(height) - p.y, p.x};
}

/// The same corners, whichever of them comes first.
void expectSameCorners(Quad a, Quad b, double tolerance) {
    const auto order = [](cv::Point2f p, cv::Point2f q) { return p.y + 3 * p.x < q.y + 3 * q.x; };
    std::sort(a.begin(), a.end(), order);
    std::sort(b.begin(), b.end(), order);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_LE(cv::norm(a[i] - b[i]), tolerance) << "corner " << i;
}

TEST(BoardFinder, PlainPicturesHoldNothing) {
    for (const cv::Size size : {cv::Size(1, 1), cv::Size(15, 400), cv::Size(47, 48), cv::Size(48, 48),
                                cv::Size(640, 480), cv::Size(3000, 20)}) {
        for (const int level : {0, 128, 255}) {
            EXPECT_TRUE(findBoards(frameOf({size, CV_8UC3, cv::Scalar::all(level)})).empty())
                << size << level;
        }
    }
}

TEST(BoardFinder, NoiseTextAndChequersAreNoBoard) {
    cv::Mat noise(480, 640, CV_8UC3);
    cv::RNG random(1);
    random.fill(noise, cv::RNG::UNIFORM, 0, 256);
    EXPECT_LT(boardScoreIn(frameOf(noise)), kSure);

    cv::Mat page(480, 640, CV_8UC3, cv::Scalar::all(250));
    for (int y = 30; y < 470; y += 24) {
        cv::putText(page, "consignment of basmati rice, 40 bags of 25 kg each", {10, y},
                    cv::FONT_HERSHEY_SIMPLEX, 0.7, cv::Scalar::all(20), 2, cv::LINE_AA);
    }
    EXPECT_LT(boardScoreIn(frameOf(page)), kSure);

    cv::Mat chequers(480, 640, CV_8UC3);
    for (int y = 0; y < 480; ++y) {
        for (int x = 0; x < 640; ++x)
            chequers.at<cv::Vec3b>(y, x) = cv::Vec3b::all((x / 16 + y / 16) % 2 ? 255 : 0);
    }
    EXPECT_LT(boardScoreIn(frameOf(chequers)), kSure);
}

class BoardsInRealPhotos : public testing::Test {
  protected:
    void SetUp() override {
        initImageLoader();
        const auto board = loadImage(test::openCvPhoto("board.jpg"));
        if (!board) GTEST_SKIP() << board.error().message;
        board_ = *board;
    }

    Frame board_;
};

TEST_F(BoardsInRealPhotos, ASoundCardIsABoard) {
    const auto regions = findBoards(board_);
    ASSERT_FALSE(regions.empty());
    EXPECT_EQ(regions.front().kind, RegionKind::Board);
    EXPECT_GE(regions.front().score, kSure);
    const std::vector<cv::Point2f> corners(regions.front().quad.begin(), regions.front().quad.end());
    EXPECT_GT(cv::contourArea(corners), 0.8 * 640 * 480) << "it fills the picture";
}

TEST_F(BoardsInRealPhotos, OtherThingsAreNot) {
    for (const char* name :
         {"box_in_scene.png", "fruits.jpg", "home.jpg", "messi5.jpg", "aloeL.jpg", "baboon.jpg",
          "building.jpg", "butterfly.jpg", "orange.jpg", "apple.jpg", "sudoku.png", "smarties.png",
          "chessboard.png", "graf1.png", "basketball1.png", "stuff.jpg"}) {
        const auto frame = loadImage(test::openCvPhoto(name));
        ASSERT_TRUE(frame) << frame.error().message;
        EXPECT_LT(boardScoreIn(*frame), kSure) << name;
    }
}

TEST_F(BoardsInRealPhotos, TurningThePictureTurnsTheRegionsAndLittleElse) {
    const auto upright = findBoards(board_);
    cv::Mat quarter;
    cv::Mat half;
    cv::rotate(board_.pixels, quarter, cv::ROTATE_90_CLOCKWISE);
    cv::rotate(board_.pixels, half, cv::ROTATE_180);
    for (const auto& turned : {quarter, half}) {
        const auto regions = findBoards(frameOf(turned));
        ASSERT_FALSE(regions.empty());
        EXPECT_NEAR(regions.front().score, upright.front().score, 0.08);
        Quad expected = upright.front().quad;
        for (auto& corner : expected) {
            corner = turnedClockwise(corner, 480);
            if (turned.cols == 640) corner = turnedClockwise(corner, 640);
        }
        expectSameCorners(regions.front().quad, expected, 33);  // one cell of the working picture
    }
}

/// The shared photos are a larger sample. The bounds are loose: they catch a model that broke, not one that
/// is a little worse.
TEST_F(BoardsInRealPhotos, SeparatesTheSharedPhotos) {
    const auto shareAbove = [](const std::vector<std::filesystem::path>& photos) {
        double above = 0;
        for (const auto& photo : photos) {
            const auto frame = loadImage(photo);
            if (frame && boardScoreIn(*frame) >= kSure) above += 1;
        }
        return above / static_cast<double>(photos.size());
    };
    const auto boards = test::photosBelow("appearance/motherboard", 40);
    const auto food = test::photosBelow("appearance/food_packaged", 40);
    const auto toys = test::photosBelow("appearance/toys", 40);
    if (boards.empty() || food.empty() || toys.empty())
        GTEST_SKIP() << "no shared photos: ../shared/appearance is not there";
    EXPECT_GE(shareAbove(boards), 0.3);
    EXPECT_LE(shareAbove(food), 0.05);
    EXPECT_LE(shareAbove(toys), 0.05);
}

}  // namespace
}  // namespace tidewaiter::vision
