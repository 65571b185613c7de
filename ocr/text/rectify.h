// Rectification: a line of text anywhere in a frame to an upright picture of its own.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <opencv2/core/mat.hpp>

#include "vision/quad.h"

namespace tidewaiter::ocr {

/// The content of `quad` as an upright picture: the quad's first edge becomes the top. `minHeightPx` enlarges
/// small lines with a cubic kernel. Empty when the quad has no area.
[[nodiscard]] cv::Mat rectified(const cv::Mat& picture, const vision::Quad& quad, int minHeightPx = 0);

/// The same four corners read the other way up: turned by half a turn.
[[nodiscard]] vision::Quad turnedHalf(const vision::Quad& quad);

/// The same four corners, turned by a quarter: the content's left becomes its top.
[[nodiscard]] vision::Quad turnedQuarter(const vision::Quad& quad);

}  // namespace tidewaiter::ocr
