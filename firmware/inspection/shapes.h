// Shapes: where quads lie to one another, for rules that ask what stands on what.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <opencv2/core/types.hpp>

#include "vision/quad.h"

namespace tidewaiter::inspection {

[[nodiscard]] cv::Point2f middleOf(const vision::Quad& quad);
/// Whether `point` lies inside a convex quad of either winding.
[[nodiscard]] bool holds(const vision::Quad& quad, const cv::Point2f& point);
/// Square pixels.
[[nodiscard]] double areaOf(const vision::Quad& quad);
/// Whether neither quad holds the other's middle: two things, not one thing found twice.
[[nodiscard]] bool areApart(const vision::Quad& one, const vision::Quad& other);

}  // namespace tidewaiter::inspection
