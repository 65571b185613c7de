#include "models/phrase_finder.h"

#include <algorithm>

namespace tidewaiter::models {

namespace {

constexpr char kUnitEnd = '\x1f';
constexpr std::string_view kArticle =
    "\xD8\xA7\xD9\x84";                   // the Arabic article, written together with its noun
constexpr std::size_t kShortestNoun = 6;  // bytes: three Arabic letters

bool endsClause(char32_t c) {
    switch (c) {
        case ',':
        case ';':
        case ':':
        case '(':
        case ')':
        case '"':
        case '|':
        case '!':
        case '?':
        case '\n':
        case 0x3001:  // ideographic comma
        case 0x3002:
            return true;  // ideographic full stop
        default:
            return false;
    }
}

bool standsAlone(Script script) {
    return script == Script::Han || script == Script::Hangul || script == Script::Thai;
}

void stripArticle(TextUnit& unit) {
    if (unit.folded.starts_with(kArticle) && unit.folded.size() >= kArticle.size() + kShortestNoun) {
        unit.folded.erase(0, kArticle.size());
    }
}

/// Builds units code point by code point.
class Divider {
  public:
    void take(char32_t c, std::size_t begin, std::size_t end) {
        if (isMark(c)) return;
        const auto script = scriptOf(c);
        if (script == Script::None) {
            inWord_ = false;
            if (endsClause(c)) units.push_back({.begin = begin, .end = end});
            return;
        }
        if (!inWord_ || script != Script::Spaced) units.push_back({.begin = begin, .script = script});
        auto& unit = units.back();
        unit.folded += encode(unaccented(small(c)));
        unit.accented += encode(small(c));
        unit.end = end;
        inWord_ = script == Script::Spaced;
    }

    std::vector<TextUnit> units;

  private:
    bool inWord_ = false;
};

/// The same phrase as its letters stand, for phrases whose case matters.
std::string spellingOf(std::string_view text, const TextUnit* first, const TextUnit* last) {
    std::string spelling;
    for (const auto* unit = first; unit != last; ++unit) {
        spelling += text.substr(unit->begin, unit->end - unit->begin);
        spelling += kUnitEnd;
    }
    return spelling;
}

bool touches(const TextUnit& left, const TextUnit& right) {
    return left.end == right.begin && left.script == right.script && standsAlone(left.script);
}

}  // namespace

std::vector<TextUnit> unitsOf(std::string_view text) {
    Divider divider;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = decodeAt(text, at);
        divider.take(narrow(point.value), at, at + point.bytes);
        at += point.bytes;
    }
    for (auto& unit : divider.units) stripArticle(unit);
    return std::move(divider.units);
}

void PhraseFinder::add(std::string_view phrase, std::size_t value, PhraseRule rule) {
    const auto units = unitsOf(phrase);
    if (units.empty()) return;
    std::string key;
    std::string accented;
    for (const auto& unit : units) {
        if (!key.empty()) nodes_[key];
        key += unit.folded + kUnitEnd;
        accented += unit.accented + kUnitEnd;
    }
    nodes_[key].push_back(
        {value, rule, accented, spellingOf(phrase, units.data(), units.data() + units.size())});
}

const PhraseFinder::Node* PhraseFinder::nodeOf(const std::string& key) const {
    const auto found = nodes_.find(key);
    return found == nodes_.end() ? nullptr : &found->second;
}

std::vector<PhraseHit> PhraseFinder::find(std::string_view text, const std::vector<TextUnit>& units) const {
    std::vector<PhraseHit> hits;
    for (std::size_t first = 0; first < units.size(); ++first) {
        const auto here = static_cast<std::ptrdiff_t>(hits.size());
        findFrom(first, text, units, hits);
        std::stable_sort(hits.begin() + here, hits.end(), [](const PhraseHit& a, const PhraseHit& b) {
            return a.end != b.end ? a.end > b.end : a.sameAccents && !b.sameAccents;
        });
    }
    return hits;
}

void PhraseFinder::findFrom(std::size_t first, std::string_view text, const std::vector<TextUnit>& units,
                            std::vector<PhraseHit>& hits) const {
    std::string key;
    std::string accented;
    const bool starts = first == 0 || !touches(units[first - 1], units[first]);
    for (std::size_t last = first; last < units.size(); ++last) {
        key += units[last].folded + kUnitEnd;
        accented += units[last].accented + kUnitEnd;
        const auto* node = nodeOf(key);
        if (!node) return;
        const bool ends = last + 1 == units.size() || !touches(units[last], units[last + 1]);
        for (const auto& listed : *node) {
            const bool same = listed.accented == accented;
            if (listed.rule.exactAccents && !same) continue;
            if (listed.rule.exactCase && listed.spelling != spellingOf(text, &units[first], &units[last] + 1))
                continue;
            hits.push_back({listed.value, first, last + 1, starts, ends, same});
        }
    }
}

std::vector<PhraseHit> outermost(const std::vector<PhraseHit>& hits) {
    // The hits come in the order of the text, longer ones first: one that lies within another follows it.
    std::vector<PhraseHit> kept;
    std::size_t reach = 0;
    std::size_t reachBegin = 0;
    for (const auto& hit : hits) {
        const bool same = hit.begin == reachBegin && hit.end == reach;
        if (hit.end <= reach && !same) continue;
        kept.push_back(hit);
        reach = hit.end;
        reachBegin = hit.begin;
    }
    return kept;
}

}  // namespace tidewaiter::models
