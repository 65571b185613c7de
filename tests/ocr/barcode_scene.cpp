#include "tests/ocr/barcode_scene.h"

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <zint.h>

#include <cmath>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <stdexcept>
#include <utility>

namespace tidewaiter::ocr::test {

cv::Mat draw(const DrawnSymbol& wanted) {
    const std::unique_ptr<zint_symbol, decltype(&ZBarcode_Delete)> symbol(ZBarcode_Create(),
                                                                          &ZBarcode_Delete);
    symbol->symbology = wanted.symbology;
    symbol->scale = wanted.scale;
    symbol->option_1 = wanted.option1;
    symbol->show_hrt = 0;
    symbol->height = 40;
    symbol->whitespace_width = 12;
    symbol->whitespace_height = 6;
    symbol->input_mode = wanted.gs1 ? GS1_MODE : DATA_MODE;
    const auto* content = reinterpret_cast<const unsigned char*>(wanted.content.data());
    const int error =
        ZBarcode_Encode_and_Buffer(symbol.get(), content, static_cast<int>(wanted.content.size()), 0);
    if (error >= ZINT_ERROR) throw std::runtime_error(symbol->errtxt);
    const cv::Mat bitmap(symbol->bitmap_height, symbol->bitmap_width, CV_8UC3, symbol->bitmap);
    cv::Mat grey;
    cv::cvtColor(bitmap, grey, cv::COLOR_BGR2GRAY);
    return grey;
}

cv::Mat drawByZxing(ZXing::BarcodeFormat format, const std::string& content, int sidePx) {
    const auto bits = ZXing::MultiFormatWriter(format).setMargin(4).encode(content, sidePx, sidePx);
    cv::Mat grey(bits.height(), bits.width(), CV_8UC1);
    for (int y = 0; y < grey.rows; ++y) {
        for (int x = 0; x < grey.cols; ++x) grey.at<std::uint8_t>(y, x) = bits.get(x, y) ? 0 : 255;
    }
    return grey;
}

cv::Mat page(cv::Size size) {
    return {size, CV_8UC1, cv::Scalar(235)};
}

void paste(cv::Mat& page, const cv::Mat& symbol, cv::Point at) {
    symbol.copyTo(page(cv::Rect(at, symbol.size())));
}

cv::Mat turned(const cv::Mat& picture, double degrees) {
    cv::Mat result;
    for (const auto& [quarter, code] : {std::pair{90.0, cv::ROTATE_90_COUNTERCLOCKWISE},
                                        {180.0, cv::ROTATE_180},
                                        {270.0, cv::ROTATE_90_CLOCKWISE}}) {
        if (degrees != quarter) continue;
        cv::rotate(picture, result, code);  // without a loss
        return result;
    }
    const double radians = degrees * CV_PI / 180;
    const double cosine = std::abs(std::cos(radians));
    const double sine = std::abs(std::sin(radians));
    const cv::Size size(static_cast<int>(std::ceil(picture.cols * cosine + picture.rows * sine)),
                        static_cast<int>(std::ceil(picture.cols * sine + picture.rows * cosine)));
    cv::Mat turn = cv::getRotationMatrix2D(
        {static_cast<float>(picture.cols - 1) / 2, static_cast<float>(picture.rows - 1) / 2}, degrees, 1);
    turn.at<double>(0, 2) += (size.width - picture.cols) / 2.0;
    turn.at<double>(1, 2) += (size.height - picture.rows) / 2.0;
    cv::warpAffine(picture, result, turn, size, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(235));
    return result;
}

vision::Frame frameOf(const cv::Mat& grey) {
    vision::Frame frame;
    frame.id = "f1";
    cv::cvtColor(grey, frame.pixels, cv::COLOR_GRAY2BGR);
    frame.width = grey.cols;
    frame.height = grey.rows;
    return frame;
}

BarcodeReader makeReader() {
    BarcodeOptions options;
    options.helper = TIDEWAITER_HELPER;
    auto reader = BarcodeReader::create(options);
    if (!reader) throw std::runtime_error(reader.error().message);
    return std::move(*reader);
}

}  // namespace tidewaiter::ocr::test
