// The light ring: frames, truth, files; and that a plain fit to the frames finds the true normals.
#include "tests/scene/ring.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <sstream>
#include <stdexcept>

#include "tests/scene/lit_scene.h"

namespace tidewaiter::scene {
namespace {

namespace fs = std::filesystem;

const Typesetter& typesetter() {
    static const Expected<Typesetter> made = Typesetter::create();
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

PackageOptions soic(std::uint64_t seed) {
    PackageOptions options;
    options.seed = seed;
    options.package.shape = "soic16w";
    options.package.defect = Defect::Honest;
    options.package.material = TopMaterial::MatteMold;
    options.pxPerMm = 12;
    return options;
}

/// Least squares over all frames but the darkest and the two brightest (Woodham 1980, trimmed).
cv::Vec3d normalAt(const std::vector<cv::Mat3f>& frames, const Ring& ring, const cv::Point& p) {
    std::vector<std::pair<double, std::size_t>> levels;
    for (std::size_t i = 0; i < frames.size(); ++i) levels.emplace_back(cv::sum(frames[i](p))[0], i);
    std::sort(levels.begin(), levels.end());
    cv::Matx33d matrix = cv::Matx33d::zeros();
    cv::Vec3d right(0, 0, 0);
    for (std::size_t k = 1; k + 2 < levels.size(); ++k) {
        const cv::Vec3d down = pointingTo(ring.frames[levels[k].second].light);
        const cv::Vec3d l(down[0], -down[1], down[2]);
        matrix += l * l.t();
        right += l * levels[k].first;
    }
    return cv::normalize(matrix.solve(right, cv::DECOMP_SVD));
}

/// Angles between fitted and true normals on the first package's middle, in degrees, sorted.
std::vector<double> errorsOf(const Ring& ring) {
    std::vector<cv::Mat3f> frames;
    for (const RingFrame& frame : ring.frames) {
        frames.push_back(cv::Mat(decoded(frame.pixels) - decoded(ring.dark)));
    }
    const vision::Quad& quad = ring.truth.packages.at(0).quad;
    const cv::Point2f middle = (quad[0] + quad[2]) / 2;
    std::vector<double> errors;
    for (int y = -30; y <= 30; y += 2) {
        for (int x = -30; x <= 30; x += 2) {
            const cv::Point p(cvRound(middle.x) + x, cvRound(middle.y) + y);
            const cv::Vec3d truth(ring.normals(p));
            errors.push_back(std::acos(std::min(1.0, truth.dot(normalAt(frames, ring, p)))) * 180 / CV_PI);
        }
    }
    std::sort(errors.begin(), errors.end());
    return errors;
}

TEST(RingTest, NormalsCanBeFoundAgain) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        PackageOptions package = soic(seed);
        package.camera.readNoise = {0.2, 0.2};
        package.camera.fullWellElectrons = {50000, 50000};
        package.camera.defocusPx = {0.3, 0.3};
        const std::vector<double> errors = errorsOf(renderRing(package, {}, typesetter()));
        // Dark compound mirrors about as much as it scatters, which a fit of Lambert's law alone takes for
        // slope.
        EXPECT_LT(errors[errors.size() / 2], 4.5) << "seed " << seed;
    }
}

TEST(RingTest, LampsGoAroundEvenly) {
    RingOptions options;
    options.lights = 6;
    options.elevationDeg = 30;
    options.elevationSpreadDeg = 10;
    const Ring ring = renderRing(soic(1), options, typesetter());
    ASSERT_EQ(ring.frames.size(), 6U);
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_DOUBLE_EQ(ring.frames[i].light.azimuthDeg, 60.0 * static_cast<double>(i));
        EXPECT_DOUBLE_EQ(ring.frames[i].light.elevationDeg, i % 2 == 0 ? 30 : 40);
        EXPECT_EQ(ring.frames[i].pixels.size(), ring.dark.size());
    }
}

TEST(RingTest, DarkIsDarkAndTogetherIsBright) {
    const Ring ring = renderRing(soic(2), {}, typesetter());
    const double one = cv::mean(ring.frames[0].pixels)[1];
    EXPECT_LT(cv::mean(ring.dark)[1], 0.5 * one);
    EXPECT_GT(cv::mean(ring.all)[1], 0.6 * one);
    EXPECT_EQ(ring.truth.light.lamps.size(), 8U);
    for (const cv::Vec3f& normal : ring.normals) EXPECT_NEAR(normal.dot(normal), 1, 1e-4);
}

// Body and rim throw shadows, and the side of the rim that faces the lamp is the lighter one.
TEST(RingTest, RimFacesItsLamp) {
    PackageOptions package = soic(4);
    package.package.turnDeg = 0;
    package.package.shape = "dip14";
    package.pxPerMm = 20;
    const Ring ring = renderRing(package, {}, typesetter());
    const auto nx = [&](double share) {  // on the left or right rim, at half height
        const vision::Quad& q = ring.truth.packages.at(0).quad;
        const double y = (q[0].y + q[2].y) / 2 + 0.3 * (q[2].y - q[0].y);
        return ring.normals(cvRound(y), cvRound(share));
    };
    const vision::Quad& q = ring.truth.packages.at(0).quad;
    EXPECT_LT(nx(q[0].x + 2)[0], -0.5);
    EXPECT_GT(nx(q[1].x - 2)[0], 0.5);
}

TEST(RingTest, SameOptionsGiveTheSameFrames) {
    const Ring first = renderRing(soic(3), {}, typesetter());
    const Ring second = renderRing(soic(3), {}, typesetter());
    for (std::size_t i = 0; i < first.frames.size(); ++i) {
        EXPECT_EQ(cv::norm(first.frames[i].pixels, second.frames[i].pixels, cv::NORM_INF), 0);
    }
}

TEST(RingTest, TakesWholeTrays) {
    Request request;
    request.kind = SceneKind::Tray;
    request.goods = Goods::Electronics;
    request.seed = 4;
    request.width = 640;
    request.height = 480;
    const Ring ring = renderRing(request, {}, typesetter());
    EXPECT_EQ(ring.frames[0].pixels.size(), cv::Size(640, 480));
    EXPECT_GT(ring.truth.packages.size(), 1U);
}

TEST(RingTest, RefusesWhatIsOutOfRange) {
    const auto refused = [](const auto& change) {
        RingOptions options;
        change(options);
        EXPECT_THROW((void)renderRing(soic(1), options, typesetter()), std::invalid_argument);
    };
    refused([](auto& o) { o.lights = 3; });
    refused([](auto& o) { o.lights = 65; });
    refused([](auto& o) { o.elevationDeg = 4; });
    refused([](auto& o) { o.elevationDeg = 86; });
    refused([](auto& o) { o.elevationDeg = 80; });  // the spread would lead over the top
    refused([](auto& o) { o.distanceMm = 50; });
    refused([](auto& o) { o.sizeDeg = 0; });
    refused([](auto& o) { o.stray = -1; });
    Request carton;
    EXPECT_THROW((void)renderRing(carton, {}, typesetter()), std::invalid_argument);
}

TEST(RingFilesTest, HoldWhatFormatSays) {
    std::string pattern = (fs::path(testing::TempDir()) / "ring-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    const fs::path folder = pattern;
    RingOptions options;
    options.lights = 4;
    const Ring ring = renderRing(soic(1), options, typesetter());
    writeRing(ring, folder);
    for (const char* name : {"light-01.png", "light-04.png", "dark.png", "all.png", "truth/albedo.png"}) {
        EXPECT_EQ(cv::imread((folder / name).string()).size(), ring.dark.size()) << name;
    }
    const cv::Mat stored = cv::imread((folder / "truth/normals.png").string(), cv::IMREAD_UNCHANGED);
    ASSERT_EQ(stored.type(), CV_16UC3);
    const auto& at = stored.at<cv::Vec3w>(50, 60);
    const cv::Vec3f normal = ring.normals(50, 60);
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(at[2 - c] / 32767.5 - 1, normal[c], 1e-4);
    std::ostringstream toml;
    toml << std::ifstream(folder / "lights.toml").rdbuf();
    EXPECT_NE(toml.str().find("image = \"light-02.png\"\nazimuth_deg = 90\nelevation_deg = 52"),
              std::string::npos)
        << toml.str();
    fs::remove_all(folder);
    EXPECT_THROW(writeRing(ring, "/dev/null/ring"), std::exception);
}

}  // namespace
}  // namespace tidewaiter::scene
