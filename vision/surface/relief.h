// Relief: the maps of photometric_stereo.h as pictures for the reader, the surface measures and the report.
// Thread rule: pure functions, safe to call from any thread.
//
// Heights are integrated from slopes by projection onto integrable surfaces (R. Frankot and R. Chellappa, "A
// method for enforcing integrability in shape from shading algorithms", PAMI 10, 1988), with a high-pass that
// leaves out the warp of the body and what vignetting and near lights pretend.
#pragma once

#include <opencv2/core/mat.hpp>

#include "vision/surface/photometric_stereo.h"

namespace tidewaiter::vision {

struct ReliefOptions {
    double highPassPx = 24;  ///< waves longer than this are left out; at least twice a marking's stroke
    double steepest = 2;     ///< slopes beyond this (about 63 degrees) count as this: edges of the body
};

/// Height in pixels, CV_32F, without waves longer than the high-pass. Empty when there are no normals.
[[nodiscard]] cv::Mat heightOf(const cv::Mat& normals, const ReliefOptions& options = {});

/// heightOf() as an 8-bit BGR picture, grey 128 at the mean, engravings dark, stretched to the 1st and 99th
/// percentile of this surface: shows what color hides.
[[nodiscard]] cv::Mat reliefPicture(const SurfaceShape& shape, const ReliefOptions& options = {});

/// heightOf() as an 8-bit BGR picture of fixed gain, 254 levels for one pixel of height, grey 128 at the
/// mean: for measures, which compare surfaces.
[[nodiscard]] cv::Mat heightPicture(const SurfaceShape& shape, const ReliefOptions& options = {});

/// The albedo as an 8-bit BGR picture with the sRGB curve, stretched so that its 99th percentile is white:
/// shows color without shading, shadows and highlights.
[[nodiscard]] cv::Mat albedoPicture(const SurfaceShape& shape);

}  // namespace tidewaiter::vision
