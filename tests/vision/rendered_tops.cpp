#include "tests/vision/rendered_tops.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <stdexcept>

#include "vision/surface/top_view.h"

namespace tidewaiter::test {

namespace {

constexpr float kCornerError = 0.015F;  ///< of the shorter side

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
    scene::PackageOptions options;
    options.seed = request.seed;
    options.package.defect = request.defect;
    options.package.twins = request.twins;
    options.pxPerMm = request.pxPerMm;
    options.camera.defocusPx = {request.defocusPx, request.defocusPx};
    options.camera.jpegQuality = {75, 97};
    const auto rendered = scene::renderPackage(options, typesetter);
    RenderedTop top;
    top.pixels = rendered.pixels;
    const auto& packages = rendered.truth.packages;
    const auto wanted = std::find_if(packages.begin(), packages.end(), [&](const scene::TruthItem& package) {
        return package.surface && package.surface->defect == scene::kDefects.nameOf(request.defect);
    });
    if (wanted == packages.end()) throw std::runtime_error("the truth names no such package");
    for (auto package = packages.begin(); package != packages.end(); ++package) {
        const auto quad =
            shaken(package->quad, request.seed + static_cast<std::uint64_t>(package - packages.begin()));
        if (package == wanted) {
            top.quad = quad;
        } else {
            top.twins.push_back(quad);
        }
    }
    top.pxPerMm = wanted->pxPerMm;
    top.strength = wanted->surface->strength;
    return top;
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

}  // namespace tidewaiter::test
