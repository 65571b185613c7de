// Tops of packages: each state of them has in its relief what it should.
#include "tests/scene/relief.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "tests/scene/noise.h"
#include "tests/scene/package.h"
#include "tests/scene/relief_steps.h"

namespace tidewaiter::scene {
namespace {

constexpr double kPxPerMm = 20;
constexpr int kSeeds = 12;

const Typesetter& typesetter() {
    static const Expected<Typesetter> made = Typesetter::create();
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

Item packageOf(Defect defect, double strength, std::uint64_t seed, const char* shape = "qfp64") {
    PackagePlan plan;
    plan.shape = &packageShape(shape);
    plan.marking.lines = {"STM32F407", "GH26B", "2134"};
    plan.ink = {{Family::Sans, false}, 0.5, 0, Process::Laser};
    plan.typeSeed = seed;
    plan.ownSeed = seed + 100;
    plan.material = TopMaterial::MatteMold;
    plan.defect = defect;
    plan.strength = strength;
    return makePackage(plan, typesetter());
}

Relief reliefOf(const Item& item) {
    return buildRelief(item, kPxPerMm, typesetter());
}

/// The body without its rim, its recesses and the surroundings of its present marking.
cv::Mat1b plainPart(const Relief& relief, const Item& item) {
    std::vector<Text> texts;
    for (const Mark& mark : item.marks) {
        if (const auto* text = std::get_if<Text>(&mark)) texts.push_back(*text);
    }
    const cv::Mat1f covered = coverageOf(relief, {texts, item.top->logo}, typesetter());
    cv::Mat1b plain = cv::Mat((relief.inset > 0.6) & (covered < 0.01));
    for (const Dimple& dimple : item.top->dimples) {
        const Point at = (dimple.center - relief.area.tl()) * kPxPerMm;
        cv::circle(plain, at, static_cast<int>(dimple.radius * 1.5 * kPxPerMm), 0, cv::FILLED);
    }
    cv::erode(plain, plain, cv::Mat::ones(11, 11, CV_8U));
    return plain;
}

double deviation(const cv::Mat& map, const cv::Mat1b& mask) {
    cv::Scalar mean;
    cv::Scalar result;
    cv::meanStdDev(map, mean, result, mask);
    return result[0];
}

/// Direction that slopes lie along mostly, in degrees from x in [0, 180), and how much so in [0, 1], by the
/// structure tensor (Bigun and Granlund, ICCV 1987).
struct Orientation {
    double degrees, coherence;
};
Orientation orientationOf(const Relief& relief, const cv::Mat1b& mask) {
    const Slopes s = slopesOf(relief.heightUm, relief.pxPerMm);
    const double xx = cv::mean(s.x.mul(s.x), mask)[0];
    const double yy = cv::mean(s.y.mul(s.y), mask)[0];
    const double xy = cv::mean(s.x.mul(s.y), mask)[0];
    const double turn = std::atan2(2 * xy, xx - yy) / 2 * 180 / CV_PI;
    return {turn < 0 ? turn + 180 : turn, std::hypot(xx - yy, 2 * xy) / (xx + yy)};
}

double betweenDirections(double a, double b) {
    const double d = std::fmod(std::abs(a - b), 180);
    return std::min(d, 180 - d);
}

TEST(ReliefTest, SameItemGivesTheSameMaps) {
    for (const auto& row : kDefects.rows) {
        const Relief first = reliefOf(packageOf(row.value, 0.7, 3));
        const Relief second = reliefOf(packageOf(row.value, 0.7, 3));
        EXPECT_EQ(cv::norm(first.heightUm, second.heightUm, cv::NORM_INF), 0) << row.name;
        EXPECT_EQ(cv::norm(first.albedo, second.albedo, cv::NORM_INF), 0) << row.name;
        EXPECT_EQ(cv::norm(first.spread, second.spread, cv::NORM_INF), 0) << row.name;
    }
}

// Maps stay within what surfaces can be like, whatever is drawn.
TEST(ReliefTest, MapsArePhysical) {
    for (const PackageShape& shape : packageShapes()) {
        for (const auto& row : kDefects.rows) {
            PackagePlan plan;
            plan.shape = &shape;
            plan.marking.lines = {"A1"};
            plan.ink = {{Family::Dots, false}, 0.5, 0, Process::Laser};
            plan.typeSeed = plan.ownSeed = 7;
            plan.defect = row.value;
            plan.strength = 1;
            const Relief relief = buildRelief(makePackage(plan, typesetter()), 6, typesetter());
            EXPECT_TRUE(cv::checkRange(relief.heightUm, true, nullptr, -2000, 500)) << shape.name;
            EXPECT_TRUE(cv::checkRange(relief.albedo.reshape(1), true, nullptr, 0, 1.5)) << shape.name;
            EXPECT_TRUE(cv::checkRange(relief.f0, true, nullptr, 0, 1)) << shape.name;
            std::vector<cv::Mat> spread;
            cv::split(relief.spread, spread);
            EXPECT_TRUE(cv::checkRange(spread[0], true, nullptr, 1e-4, 4)) << shape.name << row.name;
            EXPECT_TRUE(cv::checkRange(spread[1], true, nullptr, 1e-4, 4)) << shape.name << row.name;
        }
    }
}

TEST(ReliefTest, SandingLeavesGroovesInItsDirection) {
    int single = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const Item item = packageOf(Defect::Sanded, 0.8, seed);
        const auto& grooves = item.top->sanding.at(0).grooves;
        if (grooves.size() != 1) continue;
        ++single;
        const Relief relief = reliefOf(item);
        const Orientation found = orientationOf(relief, plainPart(relief, item));
        EXPECT_LT(betweenDirections(found.degrees, grooves[0].directionDeg + 90), 18) << "seed " << seed;
        EXPECT_GT(found.coherence, 0.3) << "seed " << seed;
    }
    EXPECT_GE(single, 4);
}

TEST(ReliefTest, HonestTopsHaveNoDirection) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        Item item = packageOf(Defect::Honest, 0, seed);
        item.top->wear = {};
        const Relief relief = reliefOf(item);
        EXPECT_LT(orientationOf(relief, plainPart(relief, item)).coherence, 0.15) << "seed " << seed;
    }
}

double depthAt(const Relief& relief, const Dimple& dimple) {
    const auto meanWithin = [&](double from, double to) {
        cv::Mat1b mask(relief.size(), static_cast<unsigned char>(0));
        for (int y = 0; y < mask.rows; ++y) {
            for (int x = 0; x < mask.cols; ++x) {
                const double r = cv::norm(relief.at(x, y) - dimple.center);
                if (r >= from && r < to) mask(y, x) = 255;
            }
        }
        return cv::mean(relief.heightUm, mask)[0];
    };
    const double around = meanWithin(dimple.radius * 1.4, dimple.radius * 1.9);
    return around - meanWithin(0, dimple.radius * 0.5);
}

TEST(ReliefTest, DoctoringMakesThePinOneMarkShallower) {
    for (const Defect defect : {Defect::Sanded, Defect::Blacktopped}) {
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
            const Item honest = packageOf(Defect::Honest, 0, seed);
            const Item doctored = packageOf(defect, 1, seed);
            const Dimple& dimple = honest.top->dimples.at(0);
            EXPECT_NEAR(depthAt(reliefOf(honest), dimple), dimple.depthUm, dimple.depthUm * 0.25 + 8);
            EXPECT_LT(depthAt(reliefOf(doctored), dimple), 0.85 * dimple.depthUm)
                << kDefects.nameOf(defect) << " seed " << seed;
        }
    }
}

TEST(ReliefTest, SandingTakesTheGrainAndTheOldLetters) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        Item item = packageOf(Defect::Sanded, 1, seed);
        for (Sanding& sanding : item.top->sanding) sanding.grooves.clear();
        item.top->wear = {};
        const Relief relief = reliefOf(item);
        const cv::Mat1b plain = plainPart(relief, item);
        cv::Mat1f fine;
        cv::GaussianBlur(relief.heightUm, fine, {}, 3);
        EXPECT_LT(deviation(relief.heightUm - fine, plain), 0.2 * item.top->finish.grainUm) << seed;
        const cv::Mat1f former = coverageOf(relief, {item.top->old.at(0).texts, {}}, typesetter());
        const double there = cv::mean(relief.albedo, plain & (former > 0.9))[0];
        const double elsewhere = cv::mean(relief.albedo, plain & (former < 0.01))[0];
        EXPECT_NEAR(there, elsewhere, 0.25 * elsewhere) << "seed " << seed;
    }
}

TEST(ReliefTest, CoatIsItsOwnSurfaceWithGhostsUnderIt) {
    int ghosts = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        Item item = packageOf(Defect::Blacktopped, 1, seed);
        item.top->wear = {};
        const Relief relief = reliefOf(item);
        const cv::Mat1b plain = plainPart(relief, item);
        const cv::Vec3f paint = linearOf(item.top->coats.at(0).finish.color);
        EXPECT_NEAR(cv::mean(relief.albedo, plain)[1], paint[1], 0.05 * paint[1]) << "seed " << seed;
        if (!item.top->sanding.empty()) continue;
        cv::Mat1f ground;
        cv::GaussianBlur(relief.heightUm, ground, {}, 12);
        const cv::Mat1f former = coverageOf(relief, {item.top->old.at(0).texts, {}}, typesetter());
        const cv::Mat1f rise = cv::Mat(relief.heightUm - ground);
        const double there = cv::mean(rise, plain & (former > 0.9))[0];
        const double elsewhere = cv::mean(rise, plain & (former < 0.01))[0];
        ghosts += (there - elsewhere) * item.top->old[0].finish.reliefUm > 0 ? 1 : -1;
    }
    EXPECT_GE(ghosts, 3);  // the old letters show with their own sign, seldom the other way around
}

// What remains of the letters before is weaker than letters are, and there.
TEST(ReliefTest, RemarkedTopsKeepAFaintGhost) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        Item item = packageOf(Defect::Remarked, 0.5, seed);
        item.top->wear = {};
        const OldMarking& old = item.top->old.at(0);
        EXPECT_GT(old.left, 0);
        EXPECT_LT(old.left, 0.3);
        const Relief relief = reliefOf(item);
        const cv::Mat1b plain = plainPart(relief, item);
        const cv::Mat1f former = coverageOf(relief, {old.texts, {}}, typesetter());
        const double there = cv::mean(relief.albedo, plain & (former > 0.9))[1];
        const double elsewhere = cv::mean(relief.albedo, plain & (former < 0.01))[1];
        const double letters = linearOf(old.finish.color)[1];
        EXPECT_GT(there, elsewhere) << "seed " << seed;
        EXPECT_LT(there - elsewhere, 0.4 * (letters - elsewhere)) << "seed " << seed;
    }
}

TEST(ReliefTest, UnmarkedTopsHaveNoLettersAndElseAreHonest) {
    const Item item = packageOf(Defect::Unmarked, 1, 5);
    EXPECT_TRUE(plainPart(reliefOf(item), item).size() == reliefOf(item).size());
    for (const Mark& mark : item.marks) EXPECT_FALSE(std::holds_alternative<Text>(mark));
    EXPECT_TRUE(item.top->old.empty() && item.top->sanding.empty() && item.top->coats.empty());
}

TEST(NoiseTest, HasTheDeviationAndGrainAskedFor) {
    Random random(5);
    for (const double sigma : {0.0, 0.5, 2.0, 15.0}) {
        const cv::Mat1f field = noiseField({300, 200}, sigma, random);
        EXPECT_EQ(field.size(), cv::Size(300, 200));
        cv::Scalar mean;
        cv::Scalar spread;
        cv::meanStdDev(field, mean, spread);
        EXPECT_NEAR(mean[0], 0, 1e-4);
        EXPECT_NEAR(spread[0], 1, 1e-3);
    }
    // The coarser the pixels, the less of a fine structure is left.
    EXPECT_GT(resolvedNoise({50, 50}, 0.03, 40, random).share, 0.95);
    EXPECT_LT(resolvedNoise({50, 50}, 0.03, 5, random).share, 0.6);
}

}  // namespace
}  // namespace tidewaiter::scene
