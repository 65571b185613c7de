#include "ocr/fields/element_format.h"

#include <algorithm>

#include "ocr/fields/ascii.h"
#include "ocr/fields/element_checks.h"

namespace tidewaiter::ocr {

namespace {

/// One component of a format: "N13,csum", "[X..17]".
struct Component {
    char set = 'X';
    std::size_t shortest = 0;
    std::size_t longest = 0;
    bool optional = false;
    std::string_view check;
};

std::size_t lengthIn(std::string_view digits) {
    return digits.empty() ? 1 : static_cast<std::size_t>(numberOf(digits));
}

Component componentOf(std::string_view part) {
    Component component;
    component.optional = part[0] == '[';
    if (component.optional) part = part.substr(1, part.size() - 2);
    const auto comma = std::min(part.find(','), part.size());
    component.set = part[0];
    component.check = part.substr(std::min(comma + 1, part.size()));
    const auto length = part.substr(1, comma - 1);
    const auto dots = length.find("..");
    component.shortest = lengthIn(length.substr(0, dots));
    component.longest =
        dots == std::string_view::npos ? component.shortest : lengthIn(length.substr(dots + 2));
    return component;
}

bool isOf(char set, std::string_view piece) {
    return std::all_of(piece.begin(), piece.end(), [set](char c) {
        switch (set) {
            case 'N':
                return isDigit(c);
            case 'A':
                return isUpper(c);
            case 'C':
                return isDigit(c) || isUpper(c);
            default:
                return isPrintable(c);
        }
    });
}

}  // namespace

bool hasFormat(std::string_view value, std::string_view format) {
    for (const auto part : words(format)) {
        const auto component = componentOf(part);
        const auto piece = value.substr(0, std::min(component.longest, value.size()));
        if (piece.empty() && component.optional) continue;
        if (piece.size() < component.shortest || !isOf(component.set, piece)) return false;
        if (!passesCheck(component.check, piece)) return false;
        value.remove_prefix(piece.size());
    }
    return value.empty();
}

std::size_t longestFirst(std::string_view format) {
    return componentOf(words(format).front()).longest;
}

bool isKnownCheck(std::string_view name) {
    return name.empty() || findCheck(name) != nullptr;
}

}  // namespace tidewaiter::ocr
