// Quad: four corners of something upright in the world, in pixels of the original frame.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <array>
#include <opencv2/core/types.hpp>

namespace tidewaiter::vision {

/// Corners in the order top-left, top-right, bottom-right, bottom-left *of the content*: of a line of text
/// read upside down, the first corner is the one at the beginning of the line. Pixel centres are at whole
/// numbers.
using Quad = std::array<cv::Point2f, 4>;

/// The corners of an axis-parallel rectangle.
[[nodiscard]] inline Quad quadOf(const cv::Rect2f& r) {
    return {cv::Point2f{r.x, r.y}, cv::Point2f{r.x + r.width, r.y},
            cv::Point2f{r.x + r.width, r.y + r.height}, cv::Point2f{r.x, r.y + r.height}};
}

}  // namespace tidewaiter::vision
