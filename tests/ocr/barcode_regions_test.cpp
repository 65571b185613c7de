#include <gtest/gtest.h>
#include <zint.h>

#include <opencv2/imgproc.hpp>

#include "ocr/barcode/place.h"
#include "tests/ocr/barcode_scene.h"
#include "vision/barcode_regions.h"

namespace tidewaiter::vision {
namespace {

using ocr::test::draw;
using ocr::test::page;
using ocr::test::paste;
using ocr::test::turned;

/// The best candidate of `pattern` whose centre is within `nearPx` of `at`.
const BarcodeRegion* candidateAt(const std::vector<BarcodeRegion>& regions, BarcodePattern pattern,
                                 cv::Point2f at, double nearPx) {
    for (const auto& found : regions) {
        if (found.pattern == pattern && cv::norm(ocr::centerOf(found.region.quad) - at) < nearPx)
            return &found;
    }
    return nullptr;
}

double angleOf(const Quad& quad) {
    const auto along = quad[1] - quad[0];
    return std::atan2(along.y, along.x) * 180 / CV_PI;
}

/// A symbol in the middle of a square page, turned.
cv::Mat sceneOf(const cv::Mat& symbol, double degrees) {
    auto scene = page({700, 700});
    paste(scene, symbol, {(700 - symbol.cols) / 2, (700 - symbol.rows) / 2});
    const cv::Mat all = turned(scene, degrees);
    return all(cv::Rect((all.cols - 700) / 2, (all.rows - 700) / 2, 700, 700)).clone();
}

TEST(BarcodeRegions, barsAreFoundAtAnyRotation) {
    const auto symbol = draw({BARCODE_CODE128, "CARTON-000123"});
    for (const double degrees : {0.0, 17.0, 45.0, 90.0, 133.0, 180.0, 270.0, 301.0}) {
        const auto regions = findBarcodeRegions(sceneOf(symbol, degrees));
        const auto* found = candidateAt(regions, BarcodePattern::Bars, {350, 350}, 12);
        ASSERT_NE(found, nullptr) << degrees;
        EXPECT_GT(found->region.score, 0.6) << degrees;
        EXPECT_EQ(found->region.kind, RegionKind::Barcode);
        EXPECT_NEAR(cv::norm(found->region.quad[1] - found->region.quad[0]), symbol.cols - 48, 40) << degrees;
        const double off = std::fmod(angleOf(found->region.quad) + degrees + 720, 180);
        EXPECT_LT(std::min(off, 180 - off), 3) << degrees;
    }
}

TEST(BarcodeRegions, modulesAreFoundAtAnyRotation) {
    const auto symbol = draw({BARCODE_DATAMATRIX, "[)>06 P445-175186-1-ND 1PTFM252012ALMA3R3MTAA K1234", 2});
    for (const double degrees : {0.0, 20.0, 45.0, 90.0, 250.0}) {
        const auto regions = findBarcodeRegions(sceneOf(symbol, degrees));
        const auto* found = candidateAt(regions, BarcodePattern::Modules, {350, 350}, 25);
        ASSERT_NE(found, nullptr) << degrees;
        EXPECT_GT(found->region.score, 0.4) << degrees;
    }
}

TEST(BarcodeRegions, aSmallCodeInALargeFrameIsFound) {
    auto scene = page({4000, 3000});
    const auto symbol = draw({BARCODE_CODE128, "A1B2C3"});
    paste(scene, symbol, {3100, 2200});
    const cv::Point2f center(3100 + static_cast<float>(symbol.cols) / 2,
                             2200 + static_cast<float>(symbol.rows) / 2);
    EXPECT_NE(candidateAt(findBarcodeRegions(scene), BarcodePattern::Bars, center, 30), nullptr);
}

TEST(BarcodeRegions, thingsThatAreNoCodesGiveNoConfidentCandidate) {
    cv::Mat gradient(480, 640, CV_8UC1);
    for (int x = 0; x < 640; ++x) gradient.col(x).setTo(x * 255 / 639);
    cv::Mat edge = page({640, 480});
    edge(cv::Rect(200, 100, 240, 260)).setTo(30);
    for (const auto& picture : {page({640, 480}), gradient, edge}) {
        EXPECT_TRUE(findBarcodeRegions(picture).empty());
    }
}

TEST(BarcodeRegions, noiseGivesNoBars) {
    cv::Mat noise(480, 640, CV_8UC1);
    cv::RNG(4711).fill(noise, cv::RNG::UNIFORM, 0, 256);
    for (const auto& found : findBarcodeRegions(noise)) EXPECT_EQ(found.pattern, BarcodePattern::Modules);
}

TEST(BarcodeRegions, oddSizesAreTaken) {
    for (const cv::Size size : {cv::Size(1, 1), cv::Size(1, 500), cv::Size(500, 1), cv::Size(3, 3),
                                cv::Size(17, 9), cv::Size(5000, 20)}) {
        EXPECT_TRUE(findBarcodeRegions(page(size)).empty()) << size;
    }
}

TEST(BarcodeRegions, theNumberIsLimitedAndTheBestComeFirst) {
    auto scene = page({1500, 1500});
    const auto symbol = draw({BARCODE_CODE128, "A1B2C3"});
    for (int y = 0; y < 10; ++y) {
        for (int x = 0; x < 4; ++x) paste(scene, symbol, {20 + x * 360, 20 + y * 145});
    }
    BarcodeRegionOptions options;
    options.maxRegions = 7;
    const auto regions = findBarcodeRegions(scene, options);
    ASSERT_EQ(regions.size(), 7U);
    for (std::size_t i = 1; i < regions.size(); ++i) {
        EXPECT_GE(regions[i - 1].region.score, regions[i].region.score);
    }
}

}  // namespace
}  // namespace tidewaiter::vision
