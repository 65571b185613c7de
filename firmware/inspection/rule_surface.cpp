// package.surface: chip packages whose upper side was sanded, coated anew or never marked.
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "firmware/inspection/marked_package.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/shapes.h"

namespace tidewaiter::inspection {

namespace {

using vision::SurfaceState;

/// How the sentence calls the state; empty for those that are no finding.
std::string_view stateWord(SurfaceState state) {
    switch (state) {
        case SurfaceState::Sanded:
            return "sanded";
        case SurfaceState::Resurfaced:
            return "coated anew";
        case SurfaceState::Unmarked:
            return "unmarked";
        case SurfaceState::Intact:
        case SurfaceState::Unknown:
            break;
    }
    return {};
}

/// A reader that saw text on the package knows better than the eye for surfaces.
bool hasText(const Case& item, const vision::Region& package) {
    return std::any_of(item.readings.begin(), item.readings.end(), [&](const ocr::Reading& reading) {
        const auto region =
            std::find_if(item.regions.begin(), item.regions.end(),
                         [&](const vision::Region& other) { return other.id == reading.region; });
        return region != item.regions.end() && region->frame == package.frame &&
               holds(package.quad, middleOf(reading.quad));
    });
}

Severity severityOf(SurfaceState state) {
    return state == SurfaceState::Unmarked ? Severity::Info : Severity::Inspect;
}

/// Packages of one photo that are told of in one sentence.
struct Group {
    std::string frame;
    SurfaceState state;

    bool operator<(const Group& other) const {
        return std::tie(frame, state) < std::tie(other.frame, other.state);
    }
};

/// The odds, for doctored against honest, that a package's score was made from: one in ten was thought
/// doctored.
constexpr double kOddsBefore = 1.0 / 9;

std::size_t judgedOn(const std::string& frame, const Case& item) {
    return static_cast<std::size_t>(
        std::count_if(item.regions.begin(), item.regions.end(), [&](const vision::Region& region) {
            return region.frame == frame && region.surface && region.surface->likelihoodRatio;
        }));
}

/// How many ways there are to choose `few` of `all`.
double choices(std::size_t all, std::size_t few) {
    double ways = 1;
    for (std::size_t i = 0; i < few; ++i) ways *= static_cast<double>(all - i) / static_cast<double>(few - i);
    return ways;
}

/// How much of what a further top says is news: tops of one photo share its light, focus and lens.
constexpr double kNews = 0.6;

/// Ratio of the odds of `score` to those before looking.
double ratioOf(double score) {
    return score / std::max(1 - score, 1e-9) / kOddsBefore;
}

/// How sure it is that these are doctored packages. Who looks at forty honest tops finds one that looks odd:
/// the odds are divided by how many other sets of the same size there are (C. Bonferroni, 1936).
double scoreOf(const std::vector<const vision::Region*>& packages, std::size_t judged) {
    double surest = 0;
    double news = 1;
    for (const auto* one : packages) {
        surest = std::max(surest, one->surface->score);
        news *= std::pow(ratioOf(one->surface->score), kNews);
    }
    const double ratio = news * std::pow(ratioOf(surest), 1 - kNews);
    const double odds = kOddsBefore * ratio / choices(std::max(judged, packages.size()), packages.size());
    return std::min(surest, odds / (1 + odds));
}

Finding findingOf(const Group& group, const std::vector<const vision::Region*>& packages, const Case& item) {
    const auto& first = *packages.front();
    const auto count = packages.size();
    Finding finding;
    finding.severity = severityOf(group.state);
    finding.score = scoreOf(packages, judgedOn(group.frame, item));
    for (const auto* package : packages) finding.regions.push_back(package->id);
    finding.message = (count == 1 ? "A chip package" : std::to_string(count) + " chip packages") +
                      " on photo " + photoOf(first, item) + (count == 1 ? " looks " : " look ") +
                      std::string(stateWord(group.state)) + ": " + plainText(first.surface->reason) + ".";
    return finding;
}

}  // namespace

std::vector<Finding> checkSurfaces(const RuleInput& input) {
    std::map<Group, std::vector<const vision::Region*>> packages;
    for (const auto& region : input.item.regions) {
        if (region.kind != vision::RegionKind::Package || !region.surface) continue;
        const auto state = region.surface->state;
        if (stateWord(state).empty() || region.surface->score < input.settings.minScore) continue;
        if (state == SurfaceState::Unmarked && hasText(input.item, region)) continue;
        packages[{region.frame, state}].push_back(&region);
    }
    std::vector<Finding> findings;
    for (const auto& [group, members] : packages) {
        findings.push_back(findingOf(group, members, input.item));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
