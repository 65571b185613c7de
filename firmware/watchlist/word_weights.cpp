#include "firmware/watchlist/word_weights.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tidewaiter::watchlist {

namespace {

constexpr double kFewestNames = 1000;
constexpr double kLeast = 0.15;

/// By the word alone.
double weightOf(const PartyToken& word) {
    constexpr double kCommon = 0.25;
    constexpr double kSyllable = 0.5;
    constexpr double kNumber = 0.6;
    constexpr double kTwoLetters = 0.5;
    constexpr double kThreeLetters = 0.75;
    if (word.kind != WordKind::Own) return kCommon;
    if (word.isNumber()) return kNumber;
    if (word.script == WordScript::Chinese) return kSyllable;
    if (word.text.size() <= 2) return kTwoLetters;
    return word.text.size() == 3 ? kThreeLetters : 1;
}

}  // namespace

void WordWeights::add(const PartyName& name) {
    std::set<std::string_view> seen;
    for (const auto& word : name.words) {
        if (seen.insert(word.text).second) ++names_[word.text];
    }
    ++count_;
}

double WordWeights::of(const PartyToken& word) const {
    const auto found = names_.find(word.text);
    const double names = found == names_.end() ? 1 : found->second;
    const double rarity = 1 - std::log(names) / std::log(std::max(kFewestNames, static_cast<double>(count_)));
    return std::max(kLeast, std::min(weightOf(word), rarity));
}

}  // namespace tidewaiter::watchlist
