#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/scene/decode_for_test.h"

namespace tidewaiter::scene {

Decoded decodeSymbol(const cv::Mat1b& picture, const vision::Quad& quad) {
    constexpr float kEnlarge = 3;
    constexpr float kQuiet = 40;  // pixels on each side after enlarging
    const cv::Point2f along = quad[1] - quad[0];
    const cv::Point2f down = quad[3] - quad[0];
    const float width = kEnlarge * std::hypot(along.x, along.y);
    const float height = kEnlarge * std::hypot(down.x, down.y);
    const vision::Quad target = vision::quadOf({kQuiet, kQuiet, width, height});
    const cv::Mat mapping = cv::getPerspectiveTransform(quad.data(), target.data());
    cv::Mat1b upright;
    cv::warpPerspective(picture, upright, mapping,
                        {static_cast<int>(width + 2 * kQuiet), static_cast<int>(height + 2 * kQuiet)},
                        cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    // What lies around the symbol (text, a frame) is no business of this reader.
    cv::Mat1b page(upright.size(), 235);
    const cv::Rect inside(static_cast<int>(kQuiet) - 2, static_cast<int>(kQuiet) - 2,
                          static_cast<int>(width) + 4, static_cast<int>(height) + 4);
    upright(inside).copyTo(page(inside));
    const ZXing::ImageView view(page.data, page.cols, page.rows, ZXing::ImageFormat::Lum,
                                static_cast<int>(page.step));
    const ZXing::Result result =
        ZXing::ReadBarcode(view, ZXing::DecodeHints().setTryHarder(true).setMaxNumberOfSymbols(1));
    if (!result.isValid()) return {};
    return {ZXing::ToString(result.format()), result.text()};
}

}  // namespace tidewaiter::scene
