#include "tests/vision/scene_tops.h"

#include <algorithm>
#include <opencv2/core.hpp>

#include "tests/blackbox/package_truth.h"
#include "tests/vision/picture_frame.h"
#include "tests/vision/rendered_tops.h"
#include "vision/board_finder.h"
#include "vision/package_finder.h"
#include "vision/surface/twins.h"

namespace tidewaiter::test {

namespace {

constexpr double kSameOverlap = 0.5;

/// The truth's package that `quad` outlines.
const scene::TruthItem* packageAt(const vision::Quad& quad, const std::vector<scene::TruthItem>& packages) {
    const auto best = std::max_element(packages.begin(), packages.end(), [&](const auto& a, const auto& b) {
        return blackbox::overlapOf(quad, a.quad) < blackbox::overlapOf(quad, b.quad);
    });
    const bool found = best != packages.end() && blackbox::overlapOf(quad, best->quad) >= kSameOverlap;
    return found ? &*best : nullptr;
}

SceneTop described(const scene::TruthItem* package) {
    if (package == nullptr || !package->surface) return {"", "honest", 0, 0, std::nullopt, std::nullopt};
    return {
        package->what, package->surface->defect, package->surface->strength, package->pxPerMm, std::nullopt,
        std::nullopt};
}

}  // namespace

scene::Request drawScene(std::uint64_t seed) {
    cv::RNG random(seed * 977 + 13);
    scene::Request request;
    request.seed = seed;
    request.kind = random.uniform(0, 3) == 0 ? scene::SceneKind::Tray : scene::SceneKind::Board;
    request.goods = random.uniform(0, 5) == 0 ? scene::Goods::Accelerator : scene::Goods::Electronics;
    request.width = random.uniform(3, 9) * 400;
    request.height = request.width * 3 / 4;
    request.doctored = seed % 2 == 0 ? 0.0 : 0.5;
    return request;
}

std::vector<SceneTop> topsOf(const scene::Rendered& photo) {
    const auto frame = frameOf(photo.pixels);
    std::vector<vision::MeasuredPackage> measured;
    for (const auto& region : vision::findPackages(frame, vision::findBoards(frame)))
        measured.push_back({region.quad, measuresOf(photo.pixels, region.quad)});
    const auto differences = vision::differencesFromTwins(measured);
    std::vector<SceneTop> tops;
    for (std::size_t i = 0; i < measured.size(); ++i) {
        auto top = described(packageAt(measured[i].quad, photo.truth.packages));
        top.measures = measured[i].measures;
        top.differences = differences[i];
        tops.push_back(std::move(top));
    }
    return tops;
}

}  // namespace tidewaiter::test
