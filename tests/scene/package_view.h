// Package view: one package, or a few, close up: for measuring what looks at single packages.
// Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <cstdint>
#include <optional>

#include "tests/scene/renderer.h"

namespace tidewaiter::scene {

struct PackageOptions {
    std::uint64_t seed = 1;
    CloseUp package;                 ///< what is left out is drawn from the seed
    double pxPerMm = 10;             ///< in [4, 40]; the picture's size follows from it and the package's
    std::optional<LightKind> light;  ///< else drawn from the seed
    CameraOptions camera;
};

/// The scene that is asked for. Throws as renderPackage() does.
[[nodiscard]] Scene sceneOf(const PackageOptions& options, const Typesetter& typesetter);

/// Size of a picture that shows the scene's view at `pxPerMm`. Throws as renderPackage() does.
[[nodiscard]] cv::Size pictureOf(const Scene& scene, double pxPerMm);

/// A photo of one package with its twins, and its truth: `truth.packages` holds quads, lines, surface,
/// ghosts. The package itself is the only one that may be doctored. Throws std::invalid_argument that names
/// the value and its range when an option is out of range or unknown, and when the picture would exceed 4000
/// pixels.
[[nodiscard]] Rendered renderPackage(const PackageOptions& options, const Typesetter& typesetter);

}  // namespace tidewaiter::scene
