// Package score: how sure a candidate is a package, from its features.
// Thread rule: pure functions, safe to call from any thread. Internal to vision.
#pragma once

#include "vision/internal/package_features.h"

namespace tidewaiter::vision {

/// Whether the body is worth a closer look, from the features without those of the leads.
[[nodiscard]] bool mayBePackage(const PackageFeatures& features);

/// In [0, 1], calibrated: of bodies with 0.9 that no better one overlaps, about nine in ten are packages.
[[nodiscard]] double packageScore(const PackageFeatures& features);

}  // namespace tidewaiter::vision
