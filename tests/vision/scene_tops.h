// Scene tops: the packages of rendered boards and trays as the finder outlines them, for fitting the surface
// model on what it meets in use. Thread rule: one thread; the typesetter's rule applies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/scene/renderer.h"
#include "vision/surface/measures.h"

namespace tidewaiter::test {

/// A region that the finder took for a package.
struct SceneTop {
    std::string what;    ///< as the truth names it; empty where no package lies
    std::string defect;  ///< "honest" where no package lies, too
    double strength = 0;
    double pxPerMm = 0;
    std::optional<vision::SurfaceMeasures> measures;     ///< nothing where it is refused
    std::optional<vision::SurfaceMeasures> differences;  ///< from its twins, where it has enough
};

/// A board or tray drawn from the seed, of 1200 to 3200 pixels: honest for even seeds; of odd ones half of
/// the packages are doctored.
[[nodiscard]] scene::Request drawScene(std::uint64_t seed);

/// All that the finder takes for packages in the scene's photo.
[[nodiscard]] std::vector<SceneTop> topsOf(const scene::Rendered& photo);

}  // namespace tidewaiter::test
