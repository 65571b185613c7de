// Place: whether two quads are the same place on the object.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include "vision/quad.h"

namespace tidewaiter::ocr {

[[nodiscard]] cv::Point2f centerOf(const vision::Quad& quad);

/// Whether `point` lies in `quad`, or at most `marginPx` outside.
[[nodiscard]] bool contains(const vision::Quad& quad, const cv::Point2f& point, double marginPx = 0);

/// Whether one quad's centre lies in the other one, or outside by at most `growth` times the shorter length.
/// Decoders give a linear symbol as the band of the scan lines they used: two bands of one symbol may lie
/// apart.
[[nodiscard]] bool isSamePlace(const vision::Quad& a, const vision::Quad& b, double growth);

/// Length of the longer side.
[[nodiscard]] double lengthOf(const vision::Quad& quad);

/// The smallest rectangle around both, along the sides of `a`.
[[nodiscard]] vision::Quad united(const vision::Quad& a, const vision::Quad& b);

}  // namespace tidewaiter::ocr
