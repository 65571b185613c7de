#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "ocr/barcode/patch.h"
#include "ocr/barcode/place.h"

namespace tidewaiter::ocr {
namespace {

constexpr Enhancement kEnhancements[] = {Enhancement::None,      Enhancement::Equalized,
                                         Enhancement::Sharpened, Enhancement::Smoothed,
                                         Enhancement::Averaged,  Enhancement::Inverted};

cv::Mat spotAt(cv::Point at) {
    cv::Mat picture(200, 300, CV_8UC1, cv::Scalar(0));
    picture.at<std::uint8_t>(at) = 255;
    return picture;
}

cv::Point2f brightestInFrame(const Patch& patch) {
    cv::Point brightest;
    cv::minMaxLoc(patch.pixels, nullptr, nullptr, nullptr, &brightest);
    const cv::Point2f at = brightest;
    return toFrame(patch, {at, at, at, at})[0];
}

TEST(BarcodePatch, positionsComeBackToTheFrame) {
    const cv::Point spot(150, 90);
    const auto picture = spotAt(spot);
    for (const double degrees : {0.0, 30.0, 90.0, 200.0}) {
        for (const double scale : {1.0, 2.0, 3.0}) {
            const double radians = degrees * CV_PI / 180;
            const cv::Point2f right(static_cast<float>(std::cos(radians)),
                                    static_cast<float>(std::sin(radians)));
            const cv::Point2f down(-right.y, right.x);
            const cv::Point2f corner = cv::Point2f(spot) - right * 40 - down * 15;
            const vision::Quad quad = {corner, corner + right * 90, corner + right * 90 + down * 40,
                                       corner + down * 40};
            const auto patch = cutPatch(picture, quad, 5, {scale, scale});
            EXPECT_LT(cv::norm(brightestInFrame(patch) - cv::Point2f(spot)), 1.0)
                << degrees << " degrees, " << scale;
        }
    }
}

TEST(BarcodePatch, widthAndHeightAreScaledApart) {
    const auto patch = cutPatch(spotAt({10, 10}), vision::quadOf({20, 20, 100, 60}), 10, {3, 0.5});
    EXPECT_EQ(patch.pixels.size(), cv::Size(360, 40));
    EXPECT_EQ(toFrame(patch, {})[0], cv::Point2f(10, 10));
}

TEST(BarcodePatch, aPatchMayReachBeyondThePicture) {
    const auto patch = cutPatch(spotAt({0, 0}), vision::quadOf({-50, -50, 500, 400}), 30, {1, 1});
    EXPECT_EQ(patch.pixels.size(), cv::Size(560, 460));
    EXPECT_EQ(cutPatch(spotAt({0, 0}), {}, 0, {1, 1}).pixels.size(), cv::Size(1, 1)) << "a quad without area";
}

TEST(BarcodePatch, theWholePictureIsScaledAboutPixelCenters) {
    const auto picture = spotAt({101, 51});
    EXPECT_LT(cv::norm(brightestInFrame(scaledPatch(picture, 3)) - cv::Point2f(101, 51)), 0.5);
    EXPECT_LT(cv::norm(brightestInFrame(scaledPatch(picture, 0.5)) - cv::Point2f(101, 51)), 1.0);
    EXPECT_EQ(scaledPatch(picture, 1).pixels.data, picture.data) << "no copy";
}

TEST(BarcodePatch, enhancementsKeepSizeAndPlaceAndTheOriginal) {
    const auto original = cutPatch(spotAt({150, 90}), vision::quadOf({100, 50, 100, 80}), 0, {1, 1});
    const auto before = original.pixels.clone();
    for (const auto enhancement : kEnhancements) {
        const auto patch = enhanced(original, enhancement);
        EXPECT_EQ(patch.pixels.size(), original.pixels.size());
        EXPECT_EQ(patch.pixels.type(), CV_8UC1);
        EXPECT_EQ(patch.toFrame, original.toFrame);
    }
    EXPECT_EQ(cv::norm(before, original.pixels, cv::NORM_INF), 0);
    EXPECT_EQ(cv::norm(255 - before, enhanced(original, Enhancement::Inverted).pixels, cv::NORM_INF), 0);
}

TEST(BarcodePatch, enhancementsTakeTheSmallestPictures) {
    for (const auto enhancement : kEnhancements) {
        for (const cv::Size size : {cv::Size(1, 1), cv::Size(1, 100), cv::Size(100, 1), cv::Size(3, 2)}) {
            const Patch patch{cv::Mat(size, CV_8UC1, cv::Scalar(7)), {1, 0, 0, 0, 1, 0}};
            EXPECT_EQ(enhanced(patch, enhancement).pixels.size(), size);
        }
    }
}

TEST(BarcodePlace, placesAreComparedByCenterAndGrowth) {
    const auto band = [](float x, float y) { return vision::quadOf({x, y, 100, 10}); };
    EXPECT_TRUE(isSamePlace(band(0, 0), band(3, 4), 0));
    EXPECT_FALSE(isSamePlace(band(0, 0), band(0, 20), 0));
    EXPECT_TRUE(isSamePlace(band(0, 0), band(0, 20), 0.2));
    EXPECT_FALSE(isSamePlace(band(0, 0), band(120, 0), 0.2));
    EXPECT_TRUE(isSamePlace(vision::quadOf({0, 0, 100, 100}), vision::quadOf({10, 10, 5, 5}), 0)) << "inside";
    const vision::Quad line = {cv::Point2f{0, 5}, {100, 5}, {100, 5}, {0, 5}};
    EXPECT_TRUE(isSamePlace(line, band(0, 0), 0)) << "a single scan line";
    EXPECT_FALSE(isSamePlace(line, band(0, 40), 0));
}

TEST(BarcodePlace, unitedCoversBothAlongTheFirst) {
    const auto both = united(vision::quadOf({0, 0, 100, 10}), vision::quadOf({10, 30, 100, 10}));
    EXPECT_EQ(both, vision::quadOf({0, 0, 110, 40}));
    const vision::Quad upsideDown = {cv::Point2f{100, 10}, {0, 10}, {0, 0}, {100, 0}};
    EXPECT_EQ(united(upsideDown, upsideDown), upsideDown) << "the content's direction is kept";
    EXPECT_EQ(united({}, upsideDown), upsideDown);
}

}  // namespace
}  // namespace tidewaiter::ocr
