// Rendered tops: packages of known state from the scene renderer, for fitting and measuring the surface
// model. Thread rule: one thread; the typesetter's rule applies.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "tests/scene/package_view.h"
#include "vision/surface/photometric_stereo.h"
#include "vision/surface/surface_model.h"

namespace tidewaiter::test {

/// What is asked of one picture.
struct TopRequest {
    std::uint64_t seed = 1;
    scene::Defect defect = scene::Defect::Honest;
    double pxPerMm = 12;
    double defocusPx = 0.5;
    int twins = 0;
};

/// What the picture of one package gave.
struct RenderedTop {
    cv::Mat pixels;
    vision::Quad quad{};  ///< of the package itself, its corners off by up to 1.5 % as a finder's are
    std::vector<vision::Quad> twins;
    double strength = 0;
    double pxPerMm = 0;
};

[[nodiscard]] RenderedTop renderTop(const TopRequest& request, const scene::Typesetter& typesetter);

/// The same package under a ring of eight lamps, 25 degrees high.
struct LitTop {
    vision::SurfaceShape shape;
    vision::Quad quad{};
    double strength = 0;
    double pxPerMm = 0;
};
[[nodiscard]] LitTop renderLitTop(const TopRequest& request, const scene::Typesetter& typesetter);

/// Resolution and blur of the seed's picture in a training set: 5 to 30 pixels per millimeter, 0.2 to 2.5
/// pixels.
[[nodiscard]] TopRequest drawRequest(std::uint64_t seed, scene::Defect defect);

/// `quad` with each corner off by up to 1.5 % of the shorter side, otherwise for each seed.
[[nodiscard]] vision::Quad shaken(const vision::Quad& quad, std::uint64_t seed);

/// Measures of the top, or nothing where it is refused.
[[nodiscard]] std::optional<vision::SurfaceMeasures> measuresOf(const cv::Mat& frame,
                                                                const vision::Quad& quad);

/// Measures of what the ring shows, or nothing where it is refused.
[[nodiscard]] std::optional<vision::LitMeasures> measuresOf(const LitTop& top);

}  // namespace tidewaiter::test
