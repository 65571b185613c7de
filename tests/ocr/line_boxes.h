// Line boxes: boxes of lines for tests of how lines lie to each other.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <cmath>
#include <opencv2/core/types.hpp>

#include "vision/quad.h"

namespace tidewaiter::ocr {

inline vision::Quad lineBox(float x, float y, float width = 100, float height = 20) {
    return {cv::Point2f{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
}

/// Turned around the picture's corner, as a picture that lies so shows it.
inline vision::Quad slanted(const vision::Quad& quad, double degrees) {
    const auto c = static_cast<float>(std::cos(degrees * CV_PI / 180));
    const auto s = static_cast<float>(std::sin(degrees * CV_PI / 180));
    vision::Quad result;
    for (std::size_t i = 0; i < quad.size(); ++i)
        result[i] = {c * quad[i].x - s * quad[i].y, s * quad[i].x + c * quad[i].y};
    return result;
}

}  // namespace tidewaiter::ocr
