#include "tests/vision/rendered_tops.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <stdexcept>

#include "tests/scene/ring.h"
#include "vision/surface/relief.h"
#include "vision/surface/top_view.h"

namespace tidewaiter::test {

namespace {

constexpr float kCornerError = 0.015F;  ///< of the shorter side

scene::PackageOptions optionsFor(const TopRequest& request) {
    scene::PackageOptions options;
    options.seed = request.seed;
    options.package.defect = request.defect;
    options.package.twins = request.twins;
    options.pxPerMm = request.pxPerMm;
    options.camera.defocusPx = {request.defocusPx, request.defocusPx};
    options.camera.jpegQuality = {75, 97};
    return options;
}

/// The package that was asked for, among its twins.
const scene::TruthItem& asked(const std::vector<scene::TruthItem>& packages, const TopRequest& request) {
    const auto wanted = std::find_if(packages.begin(), packages.end(), [&](const scene::TruthItem& package) {
        return package.surface && package.surface->defect == scene::kDefects.nameOf(request.defect);
    });
    if (wanted == packages.end()) throw std::runtime_error("the truth names no such package");
    return *wanted;
}

}  // namespace

vision::Quad shaken(const vision::Quad& quad, std::uint64_t seed) {
    cv::RNG random(seed);
    const auto side = static_cast<float>(std::min(cv::norm(quad[1] - quad[0]), cv::norm(quad[2] - quad[1])));
    vision::Quad moved = quad;
    for (auto& corner : moved) {
        corner.x += side * random.uniform(-kCornerError, kCornerError);
        corner.y += side * random.uniform(-kCornerError, kCornerError);
    }
    return moved;
}

RenderedTop renderTop(const TopRequest& request, const scene::Typesetter& typesetter) {
    const auto rendered = scene::renderPackage(optionsFor(request), typesetter);
    RenderedTop top;
    top.pixels = rendered.pixels;
    const auto& packages = rendered.truth.packages;
    const auto& wanted = asked(packages, request);
    for (const auto& package : packages) {
        const auto at = static_cast<std::uint64_t>(&package - packages.data());
        const auto quad = shaken(package.quad, request.seed + at);
        if (&package == &wanted) {
            top.quad = quad;
        } else {
            top.twins.push_back(quad);
        }
    }
    top.pxPerMm = wanted.pxPerMm;
    top.strength = wanted.surface->strength;
    return top;
}

LitTop renderLitTop(const TopRequest& request, const scene::Typesetter& typesetter) {
    const scene::RingOptions lamps{.lights = 8, .elevationDeg = 25, .elevationSpreadDeg = 0};
    const auto ring = scene::renderRing(optionsFor(request), lamps, typesetter);
    std::vector<vision::Frame> frames;
    for (const auto& lit : ring.frames) {
        vision::Frame frame;
        frame.pixels = lit.pixels;
        frame.light = lit.light;
        frames.push_back(std::move(frame));
    }
    auto shape = vision::photometricStereo(frames);
    if (!shape) throw std::runtime_error(shape.error().message);
    const auto& wanted = asked(ring.truth.packages, request);
    return {std::move(*shape), shaken(wanted.quad, request.seed), wanted.surface->strength, wanted.pxPerMm};
}

TopRequest drawRequest(std::uint64_t seed, scene::Defect defect) {
    cv::RNG random(seed * 977 + 13);
    TopRequest request;
    request.seed = seed;
    request.defect = defect;
    request.pxPerMm = 5 * std::exp(random.uniform(0.0, std::log(6.0)));
    request.defocusPx = 0.2 * std::exp(random.uniform(0.0, std::log(12.5)));
    return request;
}

std::optional<vision::SurfaceMeasures> measuresOf(const cv::Mat& frame, const vision::Quad& quad) {
    const auto view = vision::makeTopView(frame, quad);
    if (!view) return std::nullopt;
    return vision::measureSurface(*view, vision::findPlainArea(*view));
}

std::optional<vision::LitMeasures> measuresOf(const LitTop& top) {
    const auto relief = measuresOf(vision::heightPicture(top.shape), top.quad);
    const auto albedo = measuresOf(vision::albedoPicture(top.shape), top.quad);
    if (!relief || !albedo) return std::nullopt;
    return vision::LitMeasures{*relief, *albedo};
}

}  // namespace tidewaiter::test
