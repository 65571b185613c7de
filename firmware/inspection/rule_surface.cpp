// package.surface: chip packages whose upper side was sanded, coated anew or never marked.
#include <algorithm>
#include <map>
#include <tuple>

#include "firmware/inspection/marked_package.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/shapes.h"

namespace tidewaiter::inspection {

namespace {

using vision::SurfaceState;

/// What carries no text may be a heat sink, a screen or a lid, whose surfaces the model does not know: of 366
/// photos of honest boards, the finder's mistakes of this kind reached 0.81.
constexpr double kSureWithoutText = 0.9;

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

Severity severityOf(const Case& item, const vision::Region& package) {
    if (package.surface->state == SurfaceState::Unmarked) return Severity::Info;
    const bool sure = package.surface->score >= kSureWithoutText || hasText(item, package);
    return sure ? Severity::Inspect : Severity::Info;
}

/// Packages of one photo that are told of in one sentence.
struct Group {
    std::string frame;
    SurfaceState state;
    Severity severity;

    bool operator<(const Group& other) const {
        return std::tie(frame, state, severity) < std::tie(other.frame, other.state, other.severity);
    }
};

Finding findingOf(const Group& group, const std::vector<const vision::Region*>& packages, const Case& item) {
    const auto& first = *packages.front();
    const auto count = packages.size();
    Finding finding;
    finding.severity = group.severity;
    for (const auto* package : packages) {
        finding.score = std::max(finding.score, package->surface->score);
        finding.regions.push_back(package->id);
    }
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
        packages[{region.frame, state, severityOf(input.item, region)}].push_back(&region);
    }
    std::vector<Finding> findings;
    for (const auto& [group, members] : packages) {
        findings.push_back(findingOf(group, members, input.item));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
