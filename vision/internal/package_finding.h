// Package finding: the steps between a picture and scored bodies, apart so that tools for training and
// measuring see what the finder sees. Thread rule: pure function, safe to call from any thread. Internal to
// vision.
#pragma once

#include <vector>

#include "vision/internal/package_features.h"

namespace tidewaiter::vision {

/// Every candidate that has a body's shape, with its features, unscored. `boardScore` in [0, 1].
[[nodiscard]] std::vector<PackageBody> packageBodies(const std::vector<PackageLevel>& levels,
                                                     double boardScore);

}  // namespace tidewaiter::vision
