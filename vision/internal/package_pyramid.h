// Package pyramid: one picture at several sizes, and how a point moves between them.
// Thread rule: immutable value after making, safe to read from any thread. Internal to vision.
//
// Bodies from 16 pixels to most of the picture are looked for with tools that work at one size (some tens of
// pixels), so the picture comes in halves. The largest one has at most 0.8 megapixels: what is below 10
// pixels there cannot be told from a capacitor anyway, and the time stays bounded for pictures of any size.
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "vision/quad.h"

namespace tidewaiter::vision {

struct PackageLevel {
    cv::Mat bgr;
    cv::Mat grey;
    double across = 1;  ///< columns of this level over columns of the frame
    double down = 1;    ///< rows ...
};

/// The picture at sizes that halve, largest first; at least one. Precondition: `bgr` is not empty.
[[nodiscard]] std::vector<PackageLevel> packagePyramid(const cv::Mat& bgr);

/// Frame pixels to pixels of the level and back; pixel centers are at whole numbers in both.
[[nodiscard]] cv::Point2f toLevel(cv::Point2f point, const PackageLevel& level);
[[nodiscard]] cv::Point2f toFrame(cv::Point2f point, const PackageLevel& level);
[[nodiscard]] Quad toLevel(const Quad& quad, const PackageLevel& level);
[[nodiscard]] Quad toFrame(const Quad& quad, const PackageLevel& level);

/// Mean lengths of the quad's two pairs of sides: top and bottom, left and right.
[[nodiscard]] cv::Size2f sidesOf(const Quad& quad);

/// The level in which the shorter side of `quad` (frame pixels) comes nearest to `side` pixels from above, or
/// the largest level.
[[nodiscard]] const PackageLevel& levelFor(const std::vector<PackageLevel>& levels, const Quad& quad,
                                           double side);

}  // namespace tidewaiter::vision
