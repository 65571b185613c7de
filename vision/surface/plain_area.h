// Plain area: which part of a package's upper side is bare material, and what the rest is.
// Thread rule: immutable value after findPlainArea(), a pure function; safe from any thread.
#pragma once

#include <opencv2/core/mat.hpp>

#include "vision/surface/top_view.h"

namespace tidewaiter::vision {

/// All planes have the size of the body alone.
struct PlainArea {
    cv::Mat grey;         ///< CV_32F, brightness in [0, 1]
    cv::Mat background;   ///< CV_32F, brightness without marking and texture
    cv::Mat strokes;      ///< CV_8U mask: what stands out, marking or dimple
    cv::Mat ink;          ///< CV_8U mask: strokes with a little around them
    cv::Mat rim;          ///< CV_8U mask: the outermost part, where bevels, leads and shadows are
    cv::Mat highlights;   ///< CV_8U mask: burnt out
    cv::Mat plain;        ///< CV_8U mask: none of these
    double contrast = 0;  ///< of the ink against its ground, in [0, 1]
};

/// Finds marking, rim and highlights of `view`.
[[nodiscard]] PlainArea findPlainArea(const TopView& view);

}  // namespace tidewaiter::vision
