// Top view: the upper side of one package, upright and at its own resolution.
// Thread rule: immutable value after makeTopView(), a pure function; safe from any thread.
#pragma once

#include <opencv2/core/mat.hpp>
#include <opencv2/core/matx.hpp>

#include "models/error.h"
#include "vision/quad.h"

namespace tidewaiter::vision {

struct TopView {
    cv::Mat bgr;            ///< 8 bit, the body with a margin of its surroundings
    cv::Rect body;          ///< in pixels of `bgr`
    cv::Matx33d toFrame;    ///< from pixels of `bgr` to pixels of the frame
    double pixelScale = 1;  ///< pixels of `bgr` per pixel of the frame, at most 1
};

struct TopViewOptions {
    double margin = 0.06;  ///< of the shorter side, shown around the body
    double shortestPx =
        40;  ///< a smaller shorter side is refused: a marking's stroke has less than two pixels
    double longestPx = 1200;  ///< larger bodies are shrunk: finer structure than this is noise of the sensor
    double longestAspect = 12;  ///< longer over shorter side; beyond, it is no package
};

/// Fails with a sentence for the officer when the corners are no numbers, do not go round a convex body, lie
/// outside the picture, or the body is too small. `frame` is BGR of 8 bit.
[[nodiscard]] Expected<TopView> makeTopView(const cv::Mat& frame, const Quad& quad,
                                            const TopViewOptions& options = {});

}  // namespace tidewaiter::vision
