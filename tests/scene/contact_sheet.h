// Contact sheet: many close-ups beside each other, for people to look at.
// Thread rule: pure function; the typesetter's rule applies.
#pragma once

#include <opencv2/core/mat.hpp>

#include "tests/scene/package_view.h"

namespace tidewaiter::scene {

/// A row for each of ten seeds from `options.seed` on, a column for each defect (honest first); the first
/// row's defects are the weakest, the last row's the strongest, unless a strength is given. BGR, 8 bit.
[[nodiscard]] cv::Mat contactSheet(const PackageOptions& options, const Typesetter& typesetter);

}  // namespace tidewaiter::scene
