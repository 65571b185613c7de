// Label outline: the four straight lines around an area of a picture.
// Thread rule: immutable value and pure function, safe to call from any thread. Internal to vision.
#pragma once

#include <opencv2/core/types.hpp>
#include <optional>
#include <vector>

#include "vision/quad.h"

namespace tidewaiter::vision {

/// An area and the four straight lines around it.
struct LabelCandidate {
    Quad quad{};      ///< pixels of the picture, clockwise
    double fill = 0;  ///< share of the quad that the area covers, in [0, 1]
};

/// The lines around `contour`, where they have the size and shape of a label in a picture of this size and
/// the area fills at least `leastFill` of them. Nothing where the area lies along more than one side of the
/// picture.
[[nodiscard]] std::optional<LabelCandidate> labelOutline(const std::vector<cv::Point>& contour,
                                                         cv::Size picture, double leastFill);

}  // namespace tidewaiter::vision
