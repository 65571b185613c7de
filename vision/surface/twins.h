// Twins: packages of one frame that look like the same part, which should then have the same surface.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <optional>
#include <vector>

#include "vision/quad.h"
#include "vision/surface/measures.h"

namespace tidewaiter::vision {

/// One package of a frame: its outline and, where it could be measured, its measures.
struct MeasuredPackage {
    Quad quad{};
    std::optional<SurfaceMeasures> measures;
};

inline constexpr std::size_t kLeastTwins = 2;  ///< with two others, their median is not one part's accident

/// For each package, its measures minus the median of its twins'; nothing for a package with fewer than
/// kLeastTwins measured twins. Twins have the same two sides within 8 %, as far as perspective and the finder
/// allow, in either turn.
[[nodiscard]] std::vector<std::optional<SurfaceMeasures>> differencesFromTwins(
    const std::vector<MeasuredPackage>& packages);

}  // namespace tidewaiter::vision
