// Ink: what of a line is print and what is ground, whatever their colours.
// Thread rule: pure functions, safe to call from any thread.
//
// A marking is lighter or darker than its ground, seldom both. The colour channel in which the two differ
// most is taken, and whatever lies on the other side of the ground (a dark trace that crosses white
// silkscreen, a shadow) is ground.
#pragma once

#include <opencv2/core/mat.hpp>

#include "vision/quad.h"

namespace tidewaiter::ocr {

struct Ink {
    int channel = 0;      ///< of BGR, where print and ground differ most
    bool light = true;    ///< the print is lighter than its ground
    double ground = 0;    ///< brightness of the ground in that channel, in [0, 255]
    double contrast = 0;  ///< between print and ground in that channel, in [0, 255]
};

/// Measures the part `core` of an upright line (BGR, 8 bit). Precondition: `core` is not empty and lies
/// inside.
[[nodiscard]] Ink measureInk(const cv::Mat& line, const cv::Rect& core);

/// How much ink there is at each pixel: CV_32F, 0 is ground, 1 is print, capped at 1.2.
[[nodiscard]] cv::Mat inkMap(const cv::Mat& line, const Ink& ink);

/// The ink alone as a BGR picture: light print on an even dark ground, as recognisers like it.
[[nodiscard]] cv::Mat inkPicture(const cv::Mat& map);

/// Grows the ends of `quad` to where the line's ink ends, and cuts neither end. The detector often stops
/// short where a line crosses a trace or an edge. A gap wider than `gap` line heights ends the line; each end
/// grows by at most `most`.
[[nodiscard]] vision::Quad grownToInk(const cv::Mat& picture, const vision::Quad& quad, double gap = 0.45,
                                      double most = 2.5);

/// The quad with its ends moved out by `along` and its edges by `across` line heights.
[[nodiscard]] vision::Quad widened(const vision::Quad& quad, double left, double right, double across);

}  // namespace tidewaiter::ocr
