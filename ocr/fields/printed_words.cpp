#include "ocr/fields/printed_words.h"

#include <algorithm>

#include "ocr/fields/ascii.h"
#include "ocr/fields/candidate.h"
#include "ocr/fields/confusables.h"

namespace tidewaiter::ocr {

namespace {

constexpr std::size_t kShortestCode = 4;
constexpr std::size_t kMostWords = 12;  // lines of more words are sentences

/// Words parted at colons too: "S/N:1234" is a caption and a word.
std::vector<std::string_view> piecesOf(std::string_view word) {
    std::vector<std::string_view> pieces{word};
    const auto colon = word.find_first_of(":#=");
    if (colon != std::string_view::npos && colon + 1 < word.size()) pieces.push_back(word.substr(colon + 1));
    return pieces;
}

}  // namespace

PrintedWords::PrintedWords(const std::vector<Reading>& readings) {
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (readings[i].kind != ReadingKind::Text || !isLine(readings[i])) continue;
        const std::string_view text = readings[i].text;
        const auto all = words(text);
        add(text, i);
        if (all.size() > kMostWords) continue;
        for (const auto word : all) {
            const auto begin = static_cast<std::size_t>(word.data() - text.data());
            for (const auto piece : piecesOf(word)) add(piece, i);
            add(text.substr(begin), i);
        }
    }
}

void PrintedWords::add(std::string_view text, std::size_t reading) {
    auto plain = joinedKey(text);
    if (plain.size() < kShortestCode) return;
    auto& prints = byKey_[confusableKey(plain)];
    const bool known = std::any_of(prints.begin(), prints.end(), [&](const Print& print) {
        return print.reading == reading && print.squashed == plain;
    });
    if (!known) prints.push_back({std::move(plain), reading});
}

std::vector<std::size_t> PrintedWords::find(std::string_view code) const {
    std::vector<std::size_t> found;
    const auto prints = byKey_.find(confusableKey(code));
    if (prints == byKey_.end()) return found;
    for (const auto& print : prints->second) {
        if (found.empty() || found.back() != print.reading) found.push_back(print.reading);
    }
    return found;
}

bool PrintedWords::holdsExactly(std::string_view code) const {
    const auto prints = byKey_.find(confusableKey(code));
    if (prints == byKey_.end()) return false;
    const auto plain = joinedKey(code);
    return std::any_of(prints->second.begin(), prints->second.end(),
                       [&](const Print& print) { return print.squashed == plain; });
}

}  // namespace tidewaiter::ocr
