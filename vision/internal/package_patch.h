// Package patch: a body turned upright and brought to one size, with a rim of its surroundings.
// Thread rule: immutable value after making, safe to read from any thread. Internal to vision.
#pragma once

#include <array>
#include <opencv2/core/mat.hpp>
#include <opencv2/core/matx.hpp>

#include "vision/internal/package_pyramid.h"

namespace tidewaiter::vision {

struct PackagePatch {
    cv::Mat pixels;         ///< square, BGR or grey
    int body = 0;           ///< side of the body in pixels of the patch
    int rim = 0;            ///< pixels around it
    cv::Matx33d toPicture;  ///< pixels of the patch to pixels of the picture it was cut from
};

/// Cuts `quad` (pixels of `picture`) out. The quad's sides come to lie at rim - 0.5 and rim + body - 0.5.
[[nodiscard]] PackagePatch patchOf(const cv::Mat& picture, const Quad& quad, int body, int rim);

/// The side of a body as it lies in a patch turned so that the side is on top: where its line crosses the
/// first and the last column of the body, in rows, and how good an edge it is.
struct BodySide {
    double first = 0;
    double last = 0;
    double strength = 0;  ///< mean step across the line, in [0, 1]; steps above a limit count as the limit
    double complete = 0;  ///< share of the columns with a clear step of the same sign, in [0, 1]
    double rough = 0;     ///< mean distance of the columns' own steps from the line, pixels of the patch
    double beyond = 0;    ///< mean step where the line leaves the body, in [0, 1]: it should end there
};

/// Top, right, bottom, left.
using BodySides = std::array<BodySide, 4>;

/// The best line for each side: the signed steps across it, of one color channel, add up to the most. Steps
/// of alternating sign, as of text or of leads seen lengthwise, cancel out. `outward` and `inward`: how many
/// rows are searched from the nominal side.
[[nodiscard]] BodySides sidesIn(const PackagePatch& patch, int outward, int inward);

/// The quad in which the sides meet, in pixels of the picture.
[[nodiscard]] Quad quadOf(const BodySides& sides, const PackagePatch& patch);

}  // namespace tidewaiter::vision
