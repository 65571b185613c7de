// Surface inspector: the shipped model on rendered tops of known state, its answers where a picture allows no
// statement, and the heat it shows.
#include "vision/surface/surface_inspector.h"

#include <gtest/gtest.h>

#include <limits>
#include <opencv2/imgproc.hpp>

#include "models/store.h"
#include "tests/scene/typesetter.h"
#include "tests/vision/rendered_tops.h"
#include "tests/vision/roc.h"
#include "vision/surface/relief.h"
#include "vision/surface/surface_heat.h"

namespace tidewaiter::vision {
namespace {

const SurfaceInspector& inspector() {
    static const auto loaded = [] {
        const auto store = models::Store::open(TIDEWAITER_STAGED_DATA);
        if (!store) throw std::runtime_error(store.error().message);
        auto made = SurfaceInspector::load(*store);
        if (!made) throw std::runtime_error(made.error().message);
        return std::move(*made);
    }();
    return loaded;
}

const scene::Typesetter& typesetter() {
    static const auto made = scene::Typesetter::create();
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

Surface surfaceOf(const cv::Mat& frame, const Quad& quad) {
    return inspector().inspect(frame, {quad}).front();
}

/// Large, sharp pictures of crude work: what an officer must be told of.
test::RenderedTop clearTop(std::uint64_t seed, scene::Defect defect) {
    return test::renderTop({seed, defect, 20, 0.3}, typesetter());
}

TEST(SurfaceInspector, TellsSandedFromIntactTops) {
    int sanded = 0;
    int falseAlarms = 0;
    for (std::uint64_t seed = 200'001; seed < 200'013; ++seed) {
        const auto bad = clearTop(seed, scene::Defect::Sanded);
        const auto good = clearTop(seed, scene::Defect::Honest);
        const auto badSurface = surfaceOf(bad.pixels, bad.quad);
        const auto goodSurface = surfaceOf(good.pixels, good.quad);
        sanded +=
            badSurface.state != SurfaceState::Intact && badSurface.state != SurfaceState::Unknown ? 1 : 0;
        falseAlarms +=
            goodSurface.state == SurfaceState::Sanded || goodSurface.state == SurfaceState::Resurfaced ? 1
                                                                                                       : 0;
    }
    EXPECT_GE(sanded, 5);
    EXPECT_LE(falseAlarms, 0);
}

TEST(SurfaceInspector, SaysHowSureItIsAndWhy) {
    const auto top = clearTop(200'001, scene::Defect::Honest);
    const auto surface = surfaceOf(top.pixels, top.quad);
    ASSERT_TRUE(surface.likelihoodRatio);
    EXPECT_GE(*surface.likelihoodRatio, 1e-3);
    EXPECT_LE(*surface.likelihoodRatio, 1e3);
    EXPECT_GE(surface.score, 0);
    EXPECT_LE(surface.score, 1);
    EXPECT_FALSE(surface.reason.empty());
}

struct Obstacle {
    const char* name;
    cv::Mat frame;
    Quad quad;
    const char* reason;
};

TEST(SurfaceInspector, SaysWhyItCannotTell) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const auto top = clearTop(200'001, scene::Defect::Honest);
    cv::Mat blurred;
    cv::GaussianBlur(top.pixels, blurred, {}, 7);
    cv::Mat small;
    cv::resize(top.pixels, small, {}, 0.1, 0.1, cv::INTER_AREA);
    Quad smallQuad = top.quad;
    for (auto& corner : smallQuad) corner *= 0.1F;
    Quad lost = top.quad;
    lost[2].x = nan;
    Quad outside = top.quad;
    for (auto& corner : outside) corner.x += 10'000;
    const cv::Mat plain(400, 400, CV_8UC3, cv::Scalar::all(230));
    const cv::Mat white(400, 400, CV_8UC3, cv::Scalar::all(255));
    const cv::Mat black(400, 400, CV_8UC3, cv::Scalar::all(0));
    const Quad whole = quadOf({50, 50, 300, 300});
    for (const auto& [name, frame, quad, reason] :
         {Obstacle{"small", small, smallQuad, "move closer"},
          Obstacle{"blurred", blurred, top.quad, "blurred"},
          Obstacle{"no number", top.pixels, lost, "outline"},
          Obstacle{"outside", top.pixels, outside, "cut off"}, Obstacle{"burnt out", white, whole, "glare"},
          Obstacle{"no light", black, whole, "blurred"}, Obstacle{"light", plain, whole, "blurred"},
          Obstacle{"empty", {}, whole, "no pixels"}}) {
        const auto surface = surfaceOf(frame, quad);
        EXPECT_EQ(surface.state, SurfaceState::Unknown) << name;
        EXPECT_EQ(surface.score, 0) << name;
        EXPECT_FALSE(surface.likelihoodRatio) << name;
        EXPECT_NE(surface.reason.find(reason), std::string::npos) << name << ": " << surface.reason;
    }
}

Frame frameOf(const cv::Mat& pixels, const std::string& id) {
    Frame frame;
    frame.id = id;
    frame.pixels = pixels;
    return frame;
}

Region regionOf(RegionKind kind, const Quad& quad, const std::string& frame) {
    Region region;
    region.kind = kind;
    region.quad = quad;
    region.frame = frame;
    return region;
}

TEST(SurfaceInspector, FillsInPackagesOnly) {
    const auto top = clearTop(200'002, scene::Defect::Honest);
    const auto package = regionOf(RegionKind::Package, top.quad, "f2");
    const auto board = regionOf(RegionKind::Board, top.quad, "f2");
    const auto elsewhere = regionOf(RegionKind::Package, top.quad, "f9");
    const std::vector<Frame> frames = {frameOf(cv::Mat(), "f1"), frameOf(top.pixels, "f2")};
    const auto filled = inspector().withSurfaces(frames, {}, {board, package, elsewhere});
    ASSERT_EQ(filled.size(), 3U);
    EXPECT_FALSE(filled[0].surface);
    ASSERT_TRUE(filled[1].surface);
    EXPECT_EQ(*filled[1].surface, surfaceOf(top.pixels, top.quad));
    EXPECT_FALSE(filled[2].surface);
    EXPECT_TRUE(inspector().withSurfaces(frames, {}, {}).empty());
}

LitSet litSetOf(const test::LitTop& top) {
    LitSet set;
    set.frames = {"f1", "f2", "f3", "f4"};
    set.shape = top.shape;
    set.albedo = frameOf(albedoPicture(top.shape), "f1");
    return set;
}

test::LitTop clearLitTop(std::uint64_t seed, scene::Defect defect) {
    return test::renderLitTop({seed, defect, 16, 0.3}, typesetter());
}

TEST(SurfaceInspector, JudgesWhatSeveralLightsShowInTheFirstFrame) {
    const auto top = clearLitTop(200'003, scene::Defect::Honest);
    const auto set = litSetOf(top);
    const auto first = regionOf(RegionKind::Package, top.quad, "f1");
    const auto second = regionOf(RegionKind::Package, top.quad, "f2");
    const std::vector<Frame> frames = {frameOf(set.albedo.pixels, "f1"), frameOf(set.albedo.pixels, "f2")};
    const auto filled = inspector().withSurfaces(frames, {set}, {first, second});
    ASSERT_TRUE(filled[0].surface);
    EXPECT_EQ(*filled[0].surface, inspector().inspect(set, {top.quad}).front());
    ASSERT_TRUE(filled[1].surface);
    EXPECT_EQ(filled[1].surface->state, SurfaceState::Unknown);
    EXPECT_NE(filled[1].surface->reason.find("first photo"), std::string::npos);
}

TEST(SurfaceInspector, TellsDoctoredFromIntactTopsUnderSeveralLights) {
    int doctored = 0;
    int falseAlarms = 0;
    const auto isDoctored = [](const test::LitTop& top) {
        const auto state = inspector().inspect(litSetOf(top), {top.quad}).front().state;
        return state == SurfaceState::Sanded || state == SurfaceState::Resurfaced;
    };
    for (std::uint64_t seed = 200'101; seed < 200'107; ++seed) {
        doctored += isDoctored(clearLitTop(seed, scene::Defect::Sanded)) ? 1 : 0;
        doctored += isDoctored(clearLitTop(seed, scene::Defect::Blacktopped)) ? 1 : 0;
        falseAlarms += isDoctored(clearLitTop(seed, scene::Defect::Honest)) ? 1 : 0;
    }
    EXPECT_GE(doctored, 6);
    EXPECT_LE(falseAlarms, 0);
}

TEST(SurfaceInspector, SaysWhySeveralLightsDoNotTell) {
    auto top = clearLitTop(200'004, scene::Defect::Honest);
    top.quad[2].x = std::numeric_limits<float>::quiet_NaN();
    const auto lost = inspector().inspect(litSetOf(top), {top.quad, quadOf({3, 3, 20, 20})});
    EXPECT_EQ(lost[0].state, SurfaceState::Unknown);
    EXPECT_NE(lost[0].reason.find("outline"), std::string::npos) << lost[0].reason;
    EXPECT_EQ(lost[1].state, SurfaceState::Unknown);
    EXPECT_NE(lost[1].reason.find("move closer"), std::string::npos) << lost[1].reason;
}

TEST(SurfaceHeat, LiesOnTheBodyAndMapsToTheFrame) {
    const auto top = clearTop(200'003, scene::Defect::Sanded);
    for (const auto& [state, name] : kSurfaceStates.rows) {
        const auto heat = surfaceHeat(top.pixels, top.quad, state, 120);
        ASSERT_TRUE(heat) << heat.error().message;
        EXPECT_EQ(heat->values.type(), CV_8U);
        EXPECT_EQ(std::max(heat->values.cols, heat->values.rows), 120);
        const auto corner = heat->toFrame * cv::Vec3d(-0.5, -0.5, 1);
        EXPECT_NEAR(corner[0] / corner[2], static_cast<double>(top.quad[0].x), 1.5);
        EXPECT_NEAR(corner[1] / corner[2], static_cast<double>(top.quad[0].y), 1.5);
    }
    EXPECT_FALSE(surfaceHeat(top.pixels, Quad{}, SurfaceState::Sanded));
}

TEST(SurfaceHeat, IsHotWhereGroovesAre) {
    cv::Mat frame(300, 500, CV_32F, cv::Scalar(60));
    cv::Mat noise(frame.size(), CV_32F);
    cv::RNG(4).fill(noise, cv::RNG::NORMAL, 0, 4);
    frame += noise;
    cv::Mat grooves(frame.rows, frame.cols, CV_32F);
    cv::RNG(5).fill(grooves, cv::RNG::NORMAL, 0, 40);
    cv::GaussianBlur(grooves, grooves, {}, 15, 0.8);
    cv::Mat left = frame.colRange(0, 250);
    left += grooves.colRange(0, 250) * 1.3;
    cv::Mat grey;
    frame.convertTo(grey, CV_8U);
    cv::Mat bgr;
    cv::cvtColor(grey, bgr, cv::COLOR_GRAY2BGR);
    const auto heat = surfaceHeat(bgr, quadOf({10, 10, 480, 280}), SurfaceState::Sanded);
    ASSERT_TRUE(heat) << heat.error().message;
    const int half = heat->values.cols / 2;
    EXPECT_GT(cv::mean(heat->values.colRange(20, half - 20))[0],
              cv::mean(heat->values.colRange(half + 20, 2 * half - 20))[0] + 50);
}

TEST(Roc, CountsPairs) {
    EXPECT_EQ(test::areaUnderCurve({{1, 2, 3}, {4, 5}}), 1);
    EXPECT_EQ(test::areaUnderCurve({{4, 5}, {1, 2}}), 0);
    EXPECT_EQ(test::areaUnderCurve({{1, 2}, {1, 2}}), 0.5);
    EXPECT_EQ(test::areaUnderCurve({{0, 2}, {1}}), 0.5);
    EXPECT_EQ(test::areaUnderCurve({{}, {1}}), 0.5);
    EXPECT_EQ(test::detectedAt({{1, 2, 3, 4}, {3.5, 5}}, 0), 0.5);
    EXPECT_EQ(test::detectedAt({{1, 2, 3, 4}, {3.5, 5}}, 0.25), 1);
    EXPECT_EQ(test::detectedAt({{1}, {}}, 0.1), 0);
}

}  // namespace
}  // namespace tidewaiter::vision
