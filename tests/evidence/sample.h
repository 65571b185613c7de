// A plausible inspection, as the pipeline would make it from a photo of a sound card declared as green tea.
#pragma once

#include <opencv2/core/mat.hpp>

#include "firmware/inspection/inspection.h"

namespace tidewaiter::evidence {

/// Places and readings fit Debian's opencv-doc photo board.jpg (640 x 480); `pixels` may be any picture of
/// that size.
[[nodiscard]] inspection::Inspection soundCardAsTea(const cv::Mat& pixels);

/// Nothing found, nothing declared, one frame.
[[nodiscard]] inspection::Inspection emptyInspection(const cv::Mat& pixels);

/// A picture with structure on it, for tests that need no real photo.
[[nodiscard]] cv::Mat testPicture(int width = 640, int height = 480);

}  // namespace tidewaiter::evidence
