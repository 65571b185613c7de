// Label candidates: four-sided areas of a picture that may be sheets of paper.
// Thread rule: pure function, safe to call from any thread. Internal to vision.
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "vision/internal/label_outline.h"

namespace tidewaiter::vision {

/// Candidates in `bgr`, each once, those that fill their quad best first. None of them lies along more than
/// one side of the picture. Precondition: BGR of 8 bit.
[[nodiscard]] std::vector<LabelCandidate> labelCandidates(const cv::Mat& bgr);

/// The corners of light areas in `bgr` whose upper and lower, or left and right sides may be arcs: sheets
/// around drums and rolls that stand or lie. Clockwise from the top left.
[[nodiscard]] std::vector<Quad> bentCandidates(const cv::Mat& bgr);

}  // namespace tidewaiter::vision
