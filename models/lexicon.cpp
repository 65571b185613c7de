#include "models/lexicon.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "models/lexicon_index.h"
#include "models/tokens.h"

namespace tidewaiter::models {

namespace {

constexpr double kSure = 0.9;
constexpr double kUnsure = 0.3;

constexpr std::size_t kShortThai = 3;    // characters; shorter words are parts of too many others
constexpr std::size_t kShortHangul = 2;  // syllables that must begin a word

/// Where a script does not show word borders, a very short word is sure only when it stands by itself.
bool isCertain(const PhraseHit& hit, Script script) {
    const bool alone = hit.startsRun && hit.endsRun;
    switch (script) {
        case Script::Han:
            return alone || hit.size() > 1;
        case Script::Thai:
            return alone || hit.size() > kShortThai;
        case Script::Hangul:
            return alone || (hit.size() > 1 && hit.startsRun) || hit.size() > kShortHangul;
        case Script::Spaced:
        case Script::None:
            return true;
    }
    return true;
}

std::string digitsOf(std::string_view hs) {
    std::string digits;
    std::copy_if(hs.begin(), hs.end(), std::back_inserter(digits), isDigit);
    return digits;
}

}  // namespace

const HsHeading* Lexicon::Index::headingOf(std::string_view hs) const {
    const auto digits = digitsOf(hs);
    for (auto length = digits.size(); length >= 2; --length) {
        const auto found = headings.find(std::string_view(digits).substr(0, length));
        if (found != headings.end()) return &found->second;
    }
    return nullptr;
}

std::vector<GoodsMention> Lexicon::find(std::string_view text) const {
    const auto units = unitsOf(text);
    auto hits = outermost(index_->finder.find(text, units));
    const auto length = [&](const PhraseHit& hit) { return units[hit.end - 1].end - units[hit.begin].begin; };
    std::stable_sort(hits.begin(), hits.end(),
                     [&](const PhraseHit& a, const PhraseHit& b) { return length(a) > length(b); });
    std::vector<GoodsMention> mentions;
    std::set<std::pair<std::size_t, std::size_t>> seen;  // place in the text and class
    for (const auto& hit : hits) {
        const auto& word = index_->words[hit.value];
        if (!seen.insert({hit.begin, word.goods}).second) continue;
        const bool sure = !word.ambiguous && isCertain(hit, units[hit.begin].script);
        mentions.push_back({&index_->classes[word.goods], word.word, word.language, sure ? kSure : kUnsure});
    }
    return mentions;
}

const GoodsClass* Lexicon::byHsCode(std::string_view hs) const {
    const auto* heading = index_->headingOf(hs);
    return heading ? &index_->classes[heading->goods] : nullptr;
}

std::string Lexicon::hsDescription(std::string_view hs) const {
    const auto* heading = index_->headingOf(hs);
    return heading ? heading->description : std::string();
}

const GoodsClass* Lexicon::byId(std::string_view id) const {
    const auto same = [&](const GoodsClass& goods) { return goods.id == id; };
    const auto found = std::find_if(index_->classes.begin(), index_->classes.end(), same);
    return found == index_->classes.end() ? nullptr : &*found;
}

const std::vector<GoodsClass>& Lexicon::classes() const {
    return index_->classes;
}

}  // namespace tidewaiter::models
