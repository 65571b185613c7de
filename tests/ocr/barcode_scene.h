// Pictures with known symbols, drawn by zint or by ZXing's writer, and readers for them.
#pragma once

#include <ZXing/BarcodeFormat.h>

#include <opencv2/core/mat.hpp>
#include <string>

#include "ocr/barcode/barcode_reader.h"

namespace tidewaiter::ocr::test {

/// A symbol by zint: black on white with a quiet zone, `scale` as zint counts (1 is two pixels a bar).
/// `symbology` is one of zint's numbers, `options` are its option_1 and option_2 (0 is its own choice).
struct DrawnSymbol {
    int symbology = 0;
    std::string content;
    float scale = 1;
    bool gs1 = false;
    int option1 = -1;
};
[[nodiscard]] cv::Mat draw(const DrawnSymbol& symbol);

/// A symbol by ZXing's writer, whose Data Matrix encoder knows the macro codewords.
[[nodiscard]] cv::Mat drawByZxing(ZXing::BarcodeFormat format, const std::string& content, int sidePx);

/// A light grey page of `size` with `symbol` at `at`.
[[nodiscard]] cv::Mat page(cv::Size size);
void paste(cv::Mat& page, const cv::Mat& symbol, cv::Point at);

/// Turned counter-clockwise about its middle, on a page that holds it whole.
[[nodiscard]] cv::Mat turned(const cv::Mat& picture, double degrees);

[[nodiscard]] vision::Frame frameOf(const cv::Mat& grey);

/// A reader over the real helper program; fails the test where it cannot be made.
[[nodiscard]] BarcodeReader makeReader();

}  // namespace tidewaiter::ocr::test
