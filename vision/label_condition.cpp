#include "vision/label_condition.h"

#include "vision/internal/label_sheet.h"

namespace tidewaiter::vision {

namespace {

LabelCondition conditionOf(const Frame& frame, const Region& label) {
    const auto sheet = labelSheet(frame.pixels, label.quad);
    if (!sheet) return {LabelState::Unknown, 0, "too small in the picture: move closer"};
    if (!sheet->whole) return {LabelState::Unknown, 0, "cut off by the edge of the picture: show all of it"};
    if (auto covered = coveredSheet(*sheet)) return *covered;
    if (auto torn = tornSheet(*sheet)) return *torn;
    return {LabelState::Intact, label.score, {}};
}

}  // namespace

std::vector<Region> withConditions(const Frame& frame, std::vector<Region> labels) {
    for (auto& label : labels) {
        if (label.kind == RegionKind::Label) label.label = conditionOf(frame, label);
    }
    return labels;
}

}  // namespace tidewaiter::vision
