#include "ocr/fields/envelope_notation.h"

#include <algorithm>
#include <array>

namespace tidewaiter::ocr {

namespace {

/// How one notation writes the separators of ISO/IEC 15434, clause 5.2. Empty for those that it cannot write.
struct Notation {
    std::string_view name;
    std::string_view gs;
    std::string_view rs;
    std::string_view eot;
};

// The wedges' own first: "|" is a character that values may hold.
constexpr std::array kNotations = std::to_array<Notation>({
    {"caret notation", "^]", "^^", "^D"},
    {"names in braces", "{GS}", "{RS}", "{EOT}"},
    {"names in angle brackets", "<GS>", "<RS>", "<EOT>"},
    {"names in square brackets", "[GS]", "[RS]", "[EOT]"},
    {"hexadecimal escapes", "\\x1d", "\\x1e", "\\x04"},
    {"hexadecimal escapes", "\\x1D", "\\x1E", "\\x04"},
    {"Unicode escapes", "\\u001d", "\\u001e", "\\u0004"},
    {"Unicode escapes", "\\u001D", "\\u001E", "\\u0004"},
    {"decimal escapes", "\\029", "\\030", "\\004"},
    {"decimal escapes", "~029", "~030", "~004"},
    {"decimal escapes", "^029", "^030", "^004"},
    {"pictures of controls", "\xE2\x90\x9D", "\xE2\x90\x9E", "\xE2\x90\x84"},
    {"line ends", "\r\n", "", ""},
    {"line ends", "\n", "", ""},
    {"line ends", "\r", "", ""},
    {"tabs", "\t", "", ""},
    {"vertical bars", "|", "", ""},
});

bool holds(std::string_view data, std::string_view text) {
    return !text.empty() && data.find(text) != std::string_view::npos;
}

std::string replaced(std::string_view data, const Notation& notation) {
    const std::array<std::pair<std::string_view, char>, 3> marks = {
        {{notation.gs, '\x1D'}, {notation.rs, '\x1E'}, {notation.eot, '\x04'}}};
    std::string all;
    while (!data.empty()) {
        const auto* const mark = std::find_if(marks.begin(), marks.end(), [&](const auto& candidate) {
            return !candidate.first.empty() && data.substr(0, candidate.first.size()) == candidate.first;
        });
        all += mark == marks.end() ? data[0] : mark->second;
        data.remove_prefix(mark == marks.end() ? 1 : mark->first.size());
    }
    return all;
}

}  // namespace

std::optional<Rewritten> withSeparators(std::string_view data) {
    constexpr std::string_view kSeparators("\x1D\x1E\0", 3);
    if (data.find_first_of(kSeparators) != std::string_view::npos) return std::nullopt;
    for (const auto& notation : kNotations) {
        if (holds(data, notation.gs) || holds(data, notation.rs))
            return Rewritten{replaced(data, notation), std::string(notation.name)};
    }
    return std::nullopt;
}

}  // namespace tidewaiter::ocr
