#define ZX_USE_UTF8
#include <ZXing/ReadBarcode.h>
#include <gtest/gtest.h>
#include <zint.h>

#include <cstdlib>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "tests/ocr/barcode_scene.h"
#include "tests/ocr/shared_photos.h"

namespace tidewaiter::ocr {
namespace {

/// ZXing as its own defaults would have it: several symbols, its own scaling and turning.
std::size_t readByDefaults(const cv::Mat& grey) {
    return ZXing::ReadBarcodes({grey.data, grey.cols, grey.rows, ZXing::ImageFormat::Lum}).size();
}

/// A linear symbol on a page large enough that ZXing scales it down and sees the symbol a second time.
cv::Mat poison() {
    auto page = test::page({1600, 1000});
    test::paste(page, test::draw({BARCODE_CODE128, "TIDE-4711", 4}), {100, 300});
    return page;
}

TEST(BarcodeAbortDeathTest, zxingsDefaultsEndTheProcess) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_DEATH({ std::exit(static_cast<int>(readByDefaults(poison()))); }, "lineCount")
        << "ZXing no longer aborts here: its scaling may be used again";
}

TEST(BarcodeAbort, theSamePictureIsReadWithoutADeath) {
    auto reader = test::makeReader();
    const auto result = reader.read(test::frameOf(poison()));
    ASSERT_EQ(result.readings.size(), 1U);
    EXPECT_EQ(result.readings[0].text, "TIDE-4711");
    EXPECT_EQ(result.helperRestarts, 0);
}

/// A photo that ends ZXing 1.4 at three times its size.
TEST(BarcodeAbortDeathTest, aRealPhotoIsReadThatEndsZxing) {
    const auto file = test::sharedBarcodes() / "code128-2" / "10.webp";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: " << test::kNoSharedPhotos;
    cv::Mat grey = cv::imread(file.string(), cv::IMREAD_GRAYSCALE);
    cv::resize(grey, grey, {}, 3, 3, cv::INTER_CUBIC);
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_DEATH({ std::exit(static_cast<int>(readByDefaults(grey))); }, "lineCount");
    auto reader = test::makeReader();
    const auto result = reader.read(test::frameOf(grey));
    ASSERT_EQ(result.readings.size(), 1U);
    EXPECT_EQ(result.readings[0].text, test::truthOf(file));
    EXPECT_EQ(result.helperRestarts, 0);
}

}  // namespace
}  // namespace tidewaiter::ocr
