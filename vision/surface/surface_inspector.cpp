#include "vision/surface/surface_inspector.h"

#include <algorithm>
#include <cmath>

#include "vision/surface/plain_area.h"
#include "vision/surface/relief.h"
#include "vision/surface/top_view.h"

namespace tidewaiter::vision {

namespace {

constexpr auto kJudgedElsewhere = "all lights are judged together, on the first photo of the ring";
/// Odds that a score assumes before looking: one doctored package in ten. Nobody knows the true share at a
/// border; even odds would call every weak sign nearly certain.
constexpr double kOddsBefore = 1.0 / 9;
constexpr double kMostSure = 1000;  ///< likelihood ratios beyond, either way, are not calibrated

SurfaceState stateOf(Tampering tampering) {
    switch (tampering) {
        case Tampering::Sanded:
            return SurfaceState::Sanded;
        case Tampering::Resurfaced:
        case Tampering::Remarked:
            return SurfaceState::Resurfaced;
        case Tampering::Unmarked:
            return SurfaceState::Unmarked;
    }
    return SurfaceState::Unknown;
}

std::string reasonFor(Tampering tampering) {
    switch (tampering) {
        case Tampering::Sanded:
            return "fine parallel scratches run across the top, as sanding leaves them";
        case Tampering::Resurfaced:
            return "the texture of the top is that of a coat, not of the mold";
        case Tampering::Remarked:
            return "the top was rubbed and marked anew";
        case Tampering::Unmarked:
            return "no marking is to be seen on the top";
    }
    return {};
}

Surface unknown(std::string reason) {
    return {SurfaceState::Unknown, 0, std::nullopt, std::move(reason)};
}

/// A package with its measures, or the reason why there are none.
struct Look {
    MeasuredPackage package;
    std::string obstacle;
};

Look lookAt(const cv::Mat& frame, const Quad& quad, double leastSidePx) {
    Look look{{quad, std::nullopt}, {}};
    TopViewOptions options;
    options.shortestPx = std::max(options.shortestPx, leastSidePx);
    const auto view = makeTopView(frame, quad, options);
    if (!view) {
        look.obstacle = view.error().message;
        return look;
    }
    look.package.measures = measureSurface(*view, findPlainArea(*view));
    if (!look.package.measures) look.obstacle = "marking and glare leave too little of the top to judge";
    return look;
}

double valueOf(const SurfaceMeasures& measures, Measure measure) {
    return measures[indexOf(measure)];
}

}  // namespace

Expected<SurfaceInspector> SurfaceInspector::load(const models::Store& store) {
    auto model = SurfaceModel::load(store);
    if (!model) return tl::unexpected(model.error());
    return SurfaceInspector(std::move(*model));
}

/// Why a picture with these measures allows no statement; empty when it does.
std::string SurfaceInspector::obstacleIn(const SurfaceMeasures& measures) const {
    const auto& limits = model_.limits();
    if (valueOf(measures, Measure::Sharpness) < limits.leastSharpness) {
        return "blurred: focus on the package and hold the camera still";
    }
    if (valueOf(measures, Measure::Brightness) < limits.darkest)
        return "the top is too dark to show its texture: add light";
    if (valueOf(measures, Measure::Highlights) > limits.mostHighlights) {
        return "glare covers the top: move the light";
    }
    if (valueOf(measures, Measure::Brightness) > limits.lightest) {
        return "the top is as light as a metal lid, on which brush lines and wear are usual";
    }
    return {};
}

struct SurfaceInspector::Weights {
    std::array<double, kTamperingCount> ratio{};
    std::array<double, kTamperingCount> toState{};  ///< logarithms, too
    std::string nextStep;                           ///< what to do where signs are weak
};

SurfaceInspector::Weights SurfaceInspector::weigh(const SurfaceMeasures& measures,
                                                  const std::optional<SurfaceMeasures>& fromTwins) const {
    Weights weights{{}, {}, "look under raking light"};
    for (const auto& [tampering, name] : kTamperings.rows) {
        const auto i = static_cast<std::size_t>(tampering);
        weights.ratio[i] = model_.logRatio(tampering, measures);
        if (fromTwins) weights.ratio[i] += model_.logRatioOfTwins(tampering, *fromTwins);
        weights.toState[i] = std::log(model_.ratioToState(tampering));
    }
    return weights;
}

SurfaceInspector::Weights SurfaceInspector::weigh(const LitMeasures& measures) const {
    Weights weights{{}, {}, "look through a microscope"};
    for (const auto& [tampering, name] : kTamperings.rows) {
        const auto i = static_cast<std::size_t>(tampering);
        weights.ratio[i] = model_.logRatio(tampering, measures);
        weights.toState[i] = std::log(model_.ratioToStateLit(tampering));
    }
    return weights;
}

Surface SurfaceInspector::judged(const Weights& weights) {
    double highest = -kMostSure;
    double margin = -kMostSure;  // how far the ratio lies above what states it
    Tampering likeliest = Tampering::Sanded;
    for (const auto& [tampering, name] : kTamperings.rows) {
        const auto i = static_cast<std::size_t>(tampering);
        highest = std::max(highest, weights.ratio[i]);
        const double above = weights.ratio[i] - weights.toState[i];
        if (above > margin) {
            margin = above;
            likeliest = tampering;
        }
    }
    const double ratio = std::clamp(std::exp(highest), 1 / kMostSure, kMostSure);
    const double doctored = ratio * kOddsBefore / (1 + ratio * kOddsBefore);
    if (margin >= 0) return {stateOf(likeliest), doctored, ratio, reasonFor(likeliest)};
    if (ratio < 1) return {SurfaceState::Intact, 1 - doctored, ratio, "the top looks as the mold leaves it"};
    auto undecided = unknown("signs that the top was worked on are too weak to say so: " + weights.nextStep);
    undecided.likelihoodRatio = ratio;
    return undecided;
}

std::vector<Surface> SurfaceInspector::inspect(const cv::Mat& frame,
                                               const std::vector<Quad>& packages) const {
    std::vector<Look> looks;
    std::vector<MeasuredPackage> measured;
    for (const auto& quad : packages) {
        auto look = lookAt(frame, quad, model_.limits().leastSidePx);
        if (look.package.measures && look.obstacle.empty())
            look.obstacle = obstacleIn(*look.package.measures);
        if (!look.obstacle.empty()) look.package.measures.reset();
        measured.push_back(look.package);
        looks.push_back(std::move(look));
    }
    const auto differences = differencesFromTwins(measured);
    std::vector<Surface> surfaces;
    for (std::size_t i = 0; i < looks.size(); ++i) {
        surfaces.push_back(measured[i].measures ? judged(weigh(*measured[i].measures, differences[i]))
                                                : unknown(looks[i].obstacle));
    }
    return surfaces;
}

std::vector<Surface> SurfaceInspector::inspect(const LitSet& set, const std::vector<Quad>& packages) const {
    const cv::Mat heights = heightPicture(set.shape);
    std::vector<Surface> surfaces;
    for (const auto& quad : packages) {
        const auto relief = lookAt(heights, quad, model_.limits().leastSidePx);
        const auto albedo = lookAt(set.albedo.pixels, quad, model_.limits().leastSidePx);
        const auto& obstacle = relief.obstacle.empty() ? albedo.obstacle : relief.obstacle;
        if (!obstacle.empty()) {
            surfaces.push_back(unknown(obstacle));
        } else {
            surfaces.push_back(
                judged(weigh(LitMeasures{*relief.package.measures, *albedo.package.measures})));
        }
    }
    return surfaces;
}

std::vector<Region> SurfaceInspector::withSurfaces(const std::vector<Frame>& frames,
                                                   const std::vector<LitSet>& sets,
                                                   std::vector<Region> regions) const {
    for (const auto& frame : frames) {
        std::vector<Region*> packages;
        std::vector<Quad> quads;
        for (auto& region : regions) {
            if (region.kind != RegionKind::Package || region.frame != frame.id) continue;
            packages.push_back(&region);
            quads.push_back(region.quad);
        }
        const auto* set = setOf(sets, frame);
        const bool elsewhere = set == nullptr && isIn(sets, frame);
        const auto surfaces = elsewhere        ? std::vector(quads.size(), unknown(kJudgedElsewhere))
                              : set != nullptr ? inspect(*set, quads)
                                               : inspect(frame.pixels, quads);
        for (std::size_t i = 0; i < packages.size(); ++i) packages[i]->surface = surfaces[i];
    }
    return regions;
}

}  // namespace tidewaiter::vision
