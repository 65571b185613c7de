// Quality: degradations are called by name, good pictures are not, whatever their background.
#include "vision/quality.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/vision/real_photos.h"
#include "vision/image_loader.h"

namespace tidewaiter::vision {
namespace {

/// A printed label: dark lines of text on light ground.
cv::Mat label(int ground = 225, int ink = 30) {
    cv::Mat picture(480, 640, CV_8UC3, cv::Scalar::all(ground));
    for (int line = 0; line < 8; ++line) {
        cv::putText(picture, "S/N 4711-0815 QTY 25", {30, 60 + 52 * line}, cv::FONT_HERSHEY_SIMPLEX, 1.4,
                    cv::Scalar::all(ink), 3, cv::LINE_AA);
    }
    return picture;
}

cv::Mat blurred(const cv::Mat& picture, double sigma) {
    cv::Mat soft;
    cv::GaussianBlur(picture, soft, {}, sigma);
    return soft;
}

cv::Mat noisy(const cv::Mat& picture, double deviation) {
    cv::RNG random(3);
    cv::Mat noise(picture.size(), CV_32FC3);
    random.fill(noise, cv::RNG::NORMAL, 0, deviation);
    cv::Mat sum;
    picture.convertTo(sum, CV_32FC3);
    sum += noise;
    sum.convertTo(sum, CV_8U);
    return sum;
}

cv::Mat exposed(const cv::Mat& picture, double gain) {
    cv::Mat result;
    picture.convertTo(result, CV_8U, gain);
    return result;
}

/// A lamp's reflection: adds light that falls off like a bell around `at`.
cv::Mat withReflection(const cv::Mat& picture, cv::Point at, double sigma) {
    cv::Mat lit;
    picture.convertTo(lit, CV_32FC3);
    for (int y = 0; y < lit.rows; ++y) {
        for (int x = 0; x < lit.cols; ++x) {
            const double squared = std::pow(x - at.x, 2) + std::pow(y - at.y, 2);
            lit.at<cv::Vec3f>(y, x) += cv::Vec3f::all(float(600 * std::exp(-squared / (2 * sigma * sigma))));
        }
    }
    lit.convertTo(lit, CV_8U);
    return lit;
}

TEST(Quality, AGoodPictureHasNoHint) {
    for (const auto& picture :
         {label(), label(255, 0), label(30, 225), noisy(label(), 8), blurred(label(), 1.5)}) {
        const auto quality = measureQuality(picture);
        EXPECT_TRUE(quality.readable) << quality.hint;
        EXPECT_EQ(quality.hint, "");
    }
}

TEST(Quality, NumbersAreInTheirRanges) {
    const auto quality = measureQuality(label(200, 50));
    EXPECT_GT(quality.sharpness, 0.8);
    EXPECT_LE(quality.sharpness, 1);
    EXPECT_NEAR(quality.exposure, 200 / 255.0, 0.12);
    EXPECT_NEAR(quality.contrast, 150 / 255.0, 0.01);
    EXPECT_EQ(quality.glare, 0);
}

TEST(Quality, SharpnessFallsWithBlurAndHardlyWithNoiseOrContrast) {
    double last = 1.01;
    for (const double sigma : {0.5, 1.0, 2.0, 4.0, 8.0}) {
        const double sharpness = measureQuality(blurred(label(), sigma)).sharpness;
        EXPECT_LT(sharpness, last) << sigma;
        last = sharpness;
    }
    const double plain = measureQuality(label()).sharpness;
    EXPECT_NEAR(measureQuality(noisy(label(), 10)).sharpness, plain, 0.1);
    EXPECT_NEAR(measureQuality(label(140, 110)).sharpness, plain, 0.1);
    EXPECT_LT(measureQuality(noisy(blurred(label(), 8), 8)).sharpness, 0.28)
        << "noise must not pass for detail";
}

TEST(Quality, EveryHopelessPictureIsCalledByItsCause) {
    struct Case {
        cv::Mat picture;
        const char* hint;
    };
    const Case cases[] = {
        {exposed(label(), 0.05), "Too dark to read: add light or open the aperture."},
        {cv::Mat(480, 640, CV_8UC3, cv::Scalar::all(0)), "Too dark to read: add light or open the aperture."},
        {exposed(label(225, 90), 6), "Too bright to read: take away light or close the aperture."},
        {cv::Mat(480, 640, CV_8UC3, cv::Scalar::all(255)),
         "Too bright to read: take away light or close the aperture."},
        {cv::Mat(480, 640, CV_8UC3, cv::Scalar::all(128)),
         "Nothing stands out: point the camera at the item and light it from the side."},
        {blurred(label(), 8), "Blurred: hold still or move back until it is sharp."},
        {blurred(label(), 20), "Blurred: hold still or move back until it is sharp."},
        {label()(cv::Rect(0, 0, 50, 50)), "Too small to read: move closer."},
        {cv::Mat(1, 1, CV_8UC3, cv::Scalar::all(90)), "Too small to read: move closer."},
    };
    for (const auto& [picture, hint] : cases) {
        const auto quality = measureQuality(picture);
        EXPECT_FALSE(quality.readable) << hint;
        EXPECT_EQ(quality.hint, hint);
    }
}

TEST(Quality, DarkAndWhiteGroundsAreNoFault) {
    for (const int ground : {0, 255}) {
        cv::Mat picture(480, 640, CV_8UC3, cv::Scalar::all(ground));
        cv::resize(label(), picture(cv::Rect(250, 200, 90, 70)), {90, 70}, 0, 0, cv::INTER_AREA);
        EXPECT_EQ(measureQuality(picture).hint, "") << ground;
    }
}

TEST(Quality, GlareIsTheReflectionNotThePaper) {
    const cv::Mat board = label(70, 140);
    cv::Mat withLabel = board.clone();
    withLabel(cv::Rect(200, 150, 200, 150)) = cv::Scalar::all(255);
    EXPECT_EQ(measureQuality(withLabel).glare, 0) << "a white label";
    cv::Mat softLabel = blurred(withLabel, 1.5);
    EXPECT_EQ(measureQuality(softLabel).glare, 0) << "a white label, a little soft";
    EXPECT_EQ(measureQuality(label(255, 0)).glare, 0) << "white paper";

    const auto lit = measureQuality(withReflection(board, {320, 240}, 60));
    EXPECT_GT(lit.glare, 0.03);
    EXPECT_LT(lit.glare, 0.2);
    EXPECT_EQ(lit.hint, "Glare hides part of the picture: tilt the item or move the light.");
    EXPECT_TRUE(lit.readable);
    EXPECT_GT(measureQuality(withReflection(board, {320, 240}, 72)).glare, lit.glare);
}

TEST(Quality, TakesGreyAsWellAsBgr) {
    cv::Mat grey;
    cv::cvtColor(label(), grey, cv::COLOR_BGR2GRAY);
    const auto fromGrey = measureQuality(grey);
    const auto fromColor = measureQuality(label());
    EXPECT_NEAR(fromGrey.sharpness, fromColor.sharpness, 0.01);
    EXPECT_NEAR(fromGrey.exposure, fromColor.exposure, 0.01);
}

/// None of the real photos that a person can read may be called unreadable, beyond one in fifty.
TEST(QualityOnRealPhotos, FewReadablePhotosAreRefused) {
    initImageLoader();
    for (const char* folder : {"chips", "boards", "labels", "benign"}) {
        const auto photos = test::photosBelow(std::string("real/") + folder, 40);
        if (photos.empty()) GTEST_SKIP() << "no real photos: ../shared/real/" << folder << " is not there";
        std::size_t refused = 0;
        for (const auto& photo : photos) {
            const auto frame = loadImage(photo);
            ASSERT_TRUE(frame) << frame.error().message;
            refused += frame->quality.readable ? 0 : 1;
        }
        EXPECT_LE(refused * 50, photos.size()) << folder;
    }
}

TEST(QualityOnRealPhotos, DegradedPhotosAreRefused) {
    initImageLoader();
    const auto photo = loadImage(test::openCvPhoto("board.jpg"));
    if (!photo) GTEST_SKIP() << photo.error().message;
    EXPECT_EQ(measureQuality(photo->pixels).hint, "");
    EXPECT_FALSE(measureQuality(blurred(photo->pixels, 8)).readable);
    EXPECT_FALSE(measureQuality(exposed(photo->pixels, 0.05)).readable);
    EXPECT_FALSE(measureQuality(noisy(blurred(photo->pixels, 8), 5)).readable);
    EXPECT_TRUE(measureQuality(blurred(photo->pixels, 2)).readable);
    EXPECT_GT(measureQuality(withReflection(photo->pixels, {320, 240}, 60)).glare, 0.03);
}

}  // namespace
}  // namespace tidewaiter::vision
