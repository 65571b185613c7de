// Drawing regions on a picture of any scale; annotate() of report.h is this at scale 1.
// Thread rule: pure function, safe to call from any thread.
//
// Hold is a thick red line, inspect a dashed amber one, a note a thin blue one: told apart without colour
// too. Each line has a casing of the opposite brightness, so that it shows on bright and on dark ground.
#pragma once

#include <opencv2/core/mat.hpp>

#include "firmware/evidence/case_index.h"
#include "vision/frame.h"

namespace tidewaiter::evidence {

/// The regions of `frame` drawn on a copy of its pixels that is `scale` times as large. Line widths and tags
/// go by the size of the result. Empty when the frame has no pixels.
[[nodiscard]] cv::Mat drawRegions(const inspection::Inspection& inspection, const CaseIndex& index,
                                  const vision::Frame& frame, double scale);

}  // namespace tidewaiter::evidence
