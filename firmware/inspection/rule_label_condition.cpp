// label.covered, label.removed: a label that lies over most of another one; one of which a part is torn off,
// or that was taken off and left its remains.
//
// Photos that show a board or chip packages are left out: stickers lie on chips, screws and each other there,
// metal lids look like labels, and neither tells anything about what was declared.
#include <algorithm>

#include "firmware/inspection/marked_package.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"

namespace tidewaiter::inspection {

namespace {

using vision::LabelState;

constexpr double kSeen = 0.5;

bool showsElectronics(const Case& item, const std::string& frame) {
    return std::any_of(item.regions.begin(), item.regions.end(), [&](const vision::Region& region) {
        const bool electronic =
            region.kind == vision::RegionKind::Board || region.kind == vision::RegionKind::Package;
        return electronic && region.frame == frame && region.score >= kSeen;
    });
}

bool isMeant(std::string_view rule, LabelState state) {
    if (rule == "label.covered") return state == LabelState::Covered;
    return state == LabelState::Torn || state == LabelState::Residue;
}

std::string told(LabelState state) {
    switch (state) {
        case LabelState::Covered:
            return "A label lies over another one";
        case LabelState::Torn:
            return "A label is torn";
        case LabelState::Residue:
            return "A label was taken off";
        case LabelState::Intact:
        case LabelState::Unknown:
            break;
    }
    return {};
}

}  // namespace

std::vector<Finding> checkLabelConditions(const RuleInput& input) {
    std::vector<Finding> findings;
    for (const auto& region : input.item.regions) {
        if (!region.label || !isMeant(input.rule, region.label->state)) continue;
        if (showsElectronics(input.item, region.frame)) continue;
        Finding finding;
        finding.severity = Severity::Inspect;
        finding.score = region.label->score;
        finding.regions = {region.id};
        finding.message = told(region.label->state) + " on photo " + photoOf(region, input.item) + ": " +
                          plainText(region.label->reason) + ".";
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
