#include "ocr/fields/component_label.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tidewaiter::ocr {

namespace {

using Identifiers = std::vector<std::string>;

/// Identifiers of which one must be there.
struct Requirement {
    std::string_view first;
    std::string_view second = {};
};

constexpr std::array kAlways = std::to_array<Requirement>({{"1P"}, {"Q"}, {"9D", "10D"}, {"1T"}, {"4L"}});
constexpr std::array kLogistic = std::to_array<Requirement>({{"K"}, {"4S", "5S"}});
constexpr std::array kPackingSlip = std::to_array<Requirement>({{"K"}, {"11K"}, {"4K"}});
constexpr std::ptrdiff_t kFewest = 3;  // of those that every label has

bool holds(const Identifiers& identifiers, std::string_view di) {
    return !di.empty() && std::find(identifiers.begin(), identifiers.end(), di) != identifiers.end();
}

bool isMet(const Requirement& requirement, const Identifiers& identifiers) {
    return holds(identifiers, requirement.first) || holds(identifiers, requirement.second);
}

template <std::size_t kCount>
void addMissing(const std::array<Requirement, kCount>& requirements, const Identifiers& identifiers,
                Identifiers& missing) {
    for (const auto& requirement : requirements) {
        if (isMet(requirement, identifiers)) continue;
        std::string name(requirement.first);
        if (!requirement.second.empty()) name.append(" or ").append(requirement.second);
        missing.push_back(std::move(name));
    }
}

LabelKind kindOf(const Identifiers& identifiers) {
    if (holds(identifiers, "11K")) return LabelKind::PackingSlip;
    if (holds(identifiers, "4S") || holds(identifiers, "5S")) return LabelKind::Logistic;
    return holds(identifiers, "3S") ? LabelKind::Intermediate : LabelKind::Product;
}

}  // namespace

std::optional<ComponentLabel> componentLabel(const Identifiers& identifiers) {
    const auto known = std::count_if(kAlways.begin(), kAlways.end(),
                                     [&](const Requirement& one) { return isMet(one, identifiers); });
    if (known < kFewest || !holds(identifiers, "1P")) return std::nullopt;
    ComponentLabel label{kindOf(identifiers), {}};
    addMissing(kAlways, identifiers, label.missing);
    if (label.kind == LabelKind::Logistic) addMissing(kLogistic, identifiers, label.missing);
    if (label.kind == LabelKind::PackingSlip) addMissing(kPackingSlip, identifiers, label.missing);
    return label;
}

}  // namespace tidewaiter::ocr
