// Surface heat: where on a package's top the signs lie that its surface was judged by, as a small picture.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <opencv2/core/mat.hpp>
#include <opencv2/core/matx.hpp>

#include "models/error.h"
#include "vision/region.h"

namespace tidewaiter::vision {

struct SurfaceHeat {
    cv::Mat values;  ///< CV_8U, the body alone, 0 nothing to 255 strong; marking, rim and highlights are 0
    cv::Matx33d toFrame;  ///< from pixels of `values` to pixels of the frame
};

/// For sanded, intact and unknown tops: how much of the texture runs in its strongest direction, from half
/// (as by chance) to all of it. For resurfaced ones: how little texture there is, from a grain of 6 % of the
/// brightness down to 0.4 %. For unmarked ones: faint strokes, in deviations above the usual. At most
/// `longestPx` a side. Fails with the reason when the package cannot be looked at (makeTopView()).
[[nodiscard]] Expected<SurfaceHeat> surfaceHeat(const cv::Mat& frame, const Quad& quad, SurfaceState state,
                                                int longestPx = 240);

}  // namespace tidewaiter::vision
