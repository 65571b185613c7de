// Residue candidates: four-sided areas in which a label may have been.
// Thread rule: pure function, safe to call from any thread. Internal to vision.
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "vision/quad.h"

namespace tidewaiter::vision {

/// The outlines of pieces in `bgr` that are paler than what surrounds them, alone and in groups; clockwise,
/// in pixels of the picture, each once. Where `hidden` is not 0, nothing is looked for. Precondition: BGR of
/// 8 bit, `hidden` of the same size.
[[nodiscard]] std::vector<Quad> residueCandidates(const cv::Mat& bgr, const cv::Mat& hidden);

}  // namespace tidewaiter::vision
