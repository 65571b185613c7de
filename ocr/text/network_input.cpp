#include "ocr/text/network_input.h"

#include <cassert>

namespace tidewaiter::ocr {

void writePlanes(const cv::Mat& picture, const Normalization& normalization, int width, int height,
                 float* planes) {
    assert(picture.type() == CV_8UC3 && picture.cols <= width && picture.rows <= height);
    const std::size_t planeSize = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    for (std::size_t c = 0; c < 3; ++c) {
        const float gain = 1.0F / (255.0F * normalization.deviation[c]);
        const float offset = -normalization.mean[c] / normalization.deviation[c];
        for (int y = 0; y < picture.rows; ++y) {
            const auto* in = picture.ptr<cv::Vec3b>(y);
            float* out =
                planes + c * planeSize + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
            for (int x = 0; x < picture.cols; ++x)
                out[x] = static_cast<float>(in[x][static_cast<int>(c)]) * gain + offset;
        }
    }
}

}  // namespace tidewaiter::ocr
