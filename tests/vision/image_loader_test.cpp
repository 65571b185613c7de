// Loading: what cameras, phones and scanners write becomes an upright 8-bit BGR frame.
#include "vision/image_loader.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <opencv2/imgproc.hpp>

#include "models/sha256.h"
#include "tests/vision/encode.h"

namespace tidewaiter::vision {
namespace {

using test::encode;
using test::EncodeOptions;
using test::fourQuarters;

constexpr double kLossy = 12;  ///< grey levels by which a lossy format may miss

class ImageLoader : public testing::Test {
  protected:
    static void SetUpTestSuite() { initImageLoader(); }
};

Frame decoded(const std::string& bytes) {
    auto frame = decodeImage(bytes, "picture");
    EXPECT_TRUE(frame) << frame.error().message;
    return frame ? *frame : Frame{};
}

/// The middle color of each quarter, in the order of Quad.
std::array<cv::Vec3b, 4> quarterColors(const cv::Mat& bgr) {
    const int x = bgr.cols / 4;
    const int y = bgr.rows / 4;
    return {bgr.at<cv::Vec3b>(y, x), bgr.at<cv::Vec3b>(y, 3 * x), bgr.at<cv::Vec3b>(3 * y, 3 * x),
            bgr.at<cv::Vec3b>(3 * y, x)};
}

void expectLike(const cv::Mat& found, const cv::Mat& expected, double tolerance) {
    ASSERT_EQ(found.size(), expected.size());
    ASSERT_EQ(found.type(), CV_8UC3);
    const auto a = quarterColors(found);
    const auto b = quarterColors(expected);
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_LE(cv::norm(a[i], b[i], cv::NORM_INF), tolerance) << "quarter " << i;
}

/// How a camera that noted `orientation` stored the upright picture.
cv::Mat storedAs(const cv::Mat& upright, int orientation) {
    cv::Mat stored;
    switch (orientation) {
        case 2:
            cv::flip(upright, stored, 1);
            break;
        case 3:
            cv::flip(upright, stored, -1);
            break;
        case 4:
            cv::flip(upright, stored, 0);
            break;
        case 5:
            cv::transpose(upright, stored);
            break;
        case 6:
            cv::rotate(upright, stored, cv::ROTATE_90_COUNTERCLOCKWISE);
            break;
        case 7:
            cv::transpose(upright, stored);
            cv::flip(stored, stored, -1);
            break;
        case 8:
            cv::rotate(upright, stored, cv::ROTATE_90_CLOCKWISE);
            break;
        default:
            stored = upright;
    }
    return stored;
}

TEST_F(ImageLoader, TurnsEveryExifOrientationUpright) {
    const auto upright = fourQuarters(80, 48);
    for (const char* suffix : {".jpg[Q=98]", ".webp[lossless]", ".tif"}) {
        for (int orientation = 1; orientation <= 8; ++orientation) {
            SCOPED_TRACE(suffix + std::string(" ") + std::to_string(orientation));
            const auto bytes =
                encode(storedAs(upright, orientation), suffix, {.orientation = orientation, .texts = {}});
            expectLike(decoded(bytes).pixels, upright, kLossy);
        }
    }
}

TEST_F(ImageLoader, ReadsEveryFormatOfCameraPhoneAndScanner) {
    const auto picture = fourQuarters(64, 48);
    for (const char* suffix :
         {".jpg[Q=98]", ".jpg[Q=98,interlace]", ".png", ".png[interlace]", ".png[palette]", ".webp[lossless]",
          ".webp[Q=95]", ".tif", ".tif[compression=lzw]", ".tif[compression=jpeg,Q=95]", ".tif[tile]",
          ".gif"}) {
        SCOPED_TRACE(suffix);
        expectLike(decoded(encode(picture, suffix)).pixels, picture, kLossy);
    }
}

TEST_F(ImageLoader, ReadsHeif) {
    std::string bytes;
    try {
        bytes = encode(fourQuarters(64, 64), ".heic[Q=95]");
    } catch (const std::runtime_error&) {
        GTEST_SKIP() << "this libheif cannot write HEIF, so there is nothing to read";
    }
    expectLike(decoded(bytes).pixels, fourQuarters(64, 64), 24);
}

TEST_F(ImageLoader, ScalesSixteenBitsToEight) {
    cv::Mat deep;
    fourQuarters(64, 48).convertTo(deep, CV_16U, 257 * 0.5);
    cv::Mat half;
    fourQuarters(64, 48).convertTo(half, CV_8U, 0.5);
    for (const char* suffix : {".png", ".tif"}) expectLike(decoded(encode(deep, suffix)).pixels, half, 1);
}

TEST_F(ImageLoader, MakesGreyBgr) {
    const cv::Mat grey(48, 64, CV_8U, 77);
    const cv::Mat deepGrey(48, 64, CV_16U, cv::Scalar(77 * 257));
    const cv::Mat expected(48, 64, CV_8UC3, cv::Scalar::all(77));
    expectLike(decoded(encode(grey, ".png")).pixels, expected, 0);
    expectLike(decoded(encode(grey, ".jpg")).pixels, expected, 2);
    expectLike(decoded(encode(deepGrey, ".png")).pixels, expected, 1);
    expectLike(decoded(encode(deepGrey, ".tif")).pixels, expected, 1);
}

TEST_F(ImageLoader, ReadsOneBitPerPixel) {
    cv::Mat stripes(48, 64, CV_8U, cv::Scalar(0));
    stripes.colRange(32, 64) = 255;
    cv::Mat expected;
    cv::cvtColor(stripes, expected, cv::COLOR_GRAY2BGR);
    expectLike(decoded(encode(stripes, ".png[bitdepth=1]")).pixels, expected, 0);
    expectLike(decoded(encode(stripes, ".tif[bitdepth=1]")).pixels, expected, 0);
}

TEST_F(ImageLoader, LaysTransparencyOverWhite) {
    const cv::Mat clear(48, 64, CV_8UC4, cv::Scalar(10, 20, 30, 0));
    const cv::Mat half(48, 64, CV_8UC4, cv::Scalar(0, 0, 0, 128));
    const cv::Mat deepClear(48, 64, CV_16UC4, cv::Scalar(0, 0, 0, 0));
    const cv::Mat white(48, 64, CV_8UC3, cv::Scalar::all(255));
    expectLike(decoded(encode(clear, ".png")).pixels, white, 0);
    expectLike(decoded(encode(clear, ".webp[lossless]")).pixels, white, 0);
    expectLike(decoded(encode(deepClear, ".png")).pixels, white, 0);
    expectLike(decoded(encode(half, ".png")).pixels, cv::Mat(48, 64, CV_8UC3, cv::Scalar::all(127)), 2);
}

TEST_F(ImageLoader, ConvertsCmykWithAndWithoutProfile) {
    cv::Mat soft = fourQuarters(64, 48) * 0.3 + cv::Scalar::all(90);  // colors that ink can show
    for (const char* suffix : {".jpg[Q=98]", ".jpg[Q=98,strip]", ".tif", ".tif[strip]"}) {
        SCOPED_TRACE(suffix);
        expectLike(decoded(test::encodeCmyk(soft, suffix)).pixels, soft, 40);
    }
}

TEST_F(ImageLoader, TakesTheFirstPictureOfSeveral) {
    const auto first = fourQuarters(64, 48);
    const cv::Mat second(48, 64, CV_8UC3, cv::Scalar::all(9));
    for (const char* suffix : {".gif", ".webp[lossless]", ".tif"}) {
        SCOPED_TRACE(suffix);
        expectLike(decoded(test::encodePages({first, second}, suffix)).pixels, first, kLossy);
    }
}

TEST_F(ImageLoader, FillsInTheFrame) {
    const auto bytes = encode(fourQuarters(64, 48), ".jpg");
    const auto frame = decoded(bytes);
    EXPECT_EQ(frame.id, "");
    EXPECT_EQ(frame.source, "picture");
    EXPECT_EQ(frame.width, 64);
    EXPECT_EQ(frame.height, 48);
    EXPECT_EQ(frame.sha256, models::sha256(bytes));
    EXPECT_EQ(frame.time, "");
    EXPECT_EQ(frame.quality, measureQuality(frame.pixels));
}

TEST_F(ImageLoader, TakesTheTimeFromExifOnlyWithItsOffset) {
    EncodeOptions options;
    options.texts["exif-ifd2-DateTimeOriginal"] = "2023:05:17 09:30:12";
    EXPECT_EQ(decoded(encode(fourQuarters(64, 48), ".jpg", options)).time, "");
    options.texts["exif-ifd2-OffsetTimeOriginal"] = "+02:00";
    EXPECT_EQ(decoded(encode(fourQuarters(64, 48), ".jpg", options)).time, "2023-05-17T09:30:12+02:00");
}

TEST_F(ImageLoader, GivesTheSameFrameEveryTime) {
    const auto bytes = encode(fourQuarters(64, 48), ".webp[Q=70]");
    EXPECT_EQ(cv::norm(decoded(bytes).pixels, decoded(bytes).pixels, cv::NORM_INF), 0);
}

TEST_F(ImageLoader, MakesFileNamesValidUtf8) {
    const auto frame = decodeImage(encode(fourQuarters(64, 48), ".png"), "caf\xE9.png");
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->source, "caf\xEF\xBF\xBD.png");
}

}  // namespace
}  // namespace tidewaiter::vision
