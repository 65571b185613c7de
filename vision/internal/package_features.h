// Package features: what a candidate body looks like, as numbers that a turn by 90 degrees or a mirror does
// not change. Thread rule: pure functions, safe to call from any thread. Internal to vision.
//
// All classical: how even the top is and how its rim differs, how complete and straight the four edges are
// and whether they end at the corners, how the four strips of surroundings differ from the body, regular
// light and dark along the sides as leads make it (autocorrelation), size and shape.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "vision/internal/package_patch.h"

namespace tidewaiter::vision {

inline constexpr std::size_t kPackageLooks = 44;     ///< what the body itself looks like
inline constexpr std::size_t kPackageFeatures = 50;  ///< with the leads around it, which cost more
using PackageFeatures = std::array<double, kPackageFeatures>;

/// Name of each feature, for tables and reports.
[[nodiscard]] const std::array<std::string_view, kPackageFeatures>& packageFeatureNames();

/// A candidate whose corners were moved to its own edges, and what it looks like.
struct PackageBody {
    Quad quad{};  ///< frame pixels
    PackageFeatures features{};
};

/// Moves the corners of `candidate` (frame pixels) to the edges nearby. Nothing when there are none.
[[nodiscard]] std::optional<Quad> snappedToEdges(const std::vector<PackageLevel>& levels,
                                                 const Quad& candidate);

/// Describes `quad`, after moving its corners once more, by less. `boardScore`: of the frame, in [0, 1].
/// The features of the leads are left 0. Nothing when it has no body's shape.
[[nodiscard]] std::optional<PackageBody> packageBody(const std::vector<PackageLevel>& levels,
                                                     const Quad& quad, double boardScore);

/// Fills in the features of the leads.
void addLeads(PackageBody& body, const std::vector<PackageLevel>& levels);

/// The same quad with the corners moved to the edges as exactly as the frame allows.
[[nodiscard]] Quad finelySnapped(const cv::Mat& bgr, const Quad& quad);

}  // namespace tidewaiter::vision
