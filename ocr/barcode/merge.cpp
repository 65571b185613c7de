#include "ocr/barcode/merge.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "ocr/barcode/content.h"
#include "ocr/barcode/place.h"

namespace tidewaiter::ocr {

namespace {

constexpr int kLinesPerTry = 10;
constexpr std::size_t kMinUnprotectedCharacters = 6;
constexpr std::size_t kItf14Digits = 14;

// How far apart two bands may be, as a share of their length, to be one symbol: bands that say the same may
// be the top and the bottom of a high symbol; bands that differ may be two codes printed close together.
constexpr double kAgreeingGrowth = 0.2;
constexpr double kContradictingGrowth = 0.02;

/// What one protection asks for and what it earns.
struct ProtectionRule {
    Protection protection;
    int minLines;
    double atMinimum;    ///< confidence with just enough evidence
    double atMost;       ///< with any amount of it
    double gainPerLine;  ///< in between
};

constexpr std::array kRules = {
    ProtectionRule{Protection::None, 10, 0.60, 0.90, 0.010},
    ProtectionRule{Protection::CheckDigit, 6, 0.75, 0.97, 0.015},
    ProtectionRule{Protection::CheckCharacters, 2, 0.85, 0.99, 0.015},
    ProtectionRule{Protection::ErrorCorrection, 1, 0.98, 0.99, 0.005},
};

const ProtectionRule& ruleOf(Symbology symbology) {
    return *std::find_if(kRules.begin(), kRules.end(), [&](const ProtectionRule& rule) {
        return rule.protection == protectionOf(symbology);
    });
}

/// All sightings of one content at one place.
struct Group {
    Symbol symbol;  ///< the best sighting, its quad around all of them when they are bars
    int lines = 0;
    std::set<std::pair<Engine, int>> tries;

    [[nodiscard]] bool isSeenBy(Engine engine) const {
        return std::any_of(tries.begin(), tries.end(), [&](const auto& t) { return t.first == engine; });
    }
};

bool belongs(const Group& group, const Symbol& symbol) {
    return group.symbol.symbology == symbol.symbology && group.symbol.bytes == symbol.bytes &&
           isSamePlace(group.symbol.quad, symbol.quad, kAgreeingGrowth);
}

void add(Group& group, const Sighting& sighting) {
    const auto& symbol = sighting.symbol;
    const bool isNewTry = group.tries.emplace(symbol.engine, sighting.tryNumber).second;
    if (isNewTry) group.lines += std::min<int>(symbol.quality, kLinesPerTry);
    const bool isBetter = symbol.engine == Engine::Zxing && group.symbol.engine == Engine::Zbar;
    const auto quad = isLinear(symbol.symbology) ? united(group.symbol.quad, symbol.quad)
                      : isBetter                 ? symbol.quad
                                                 : group.symbol.quad;
    if (isBetter) group.symbol = symbol;
    group.symbol.quad = quad;
}

std::vector<Group> grouped(const std::vector<Sighting>& sightings) {
    std::vector<Group> groups;
    for (const auto& sighting : sightings) {
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const Group& g) { return belongs(g, sighting.symbol); });
        if (group == groups.end()) group = groups.insert(groups.end(), Group{sighting.symbol, 0, {}});
        add(*group, sighting);
    }
    return groups;
}

bool isConvincing(const Group& group) {
    const auto& symbol = group.symbol;
    if (group.lines < ruleOf(symbol.symbology).minLines) return false;
    if (protectionOf(symbol.symbology) != Protection::None) return true;
    if (symbol.text.size() < kMinUnprotectedCharacters) return false;
    const bool isItf14 = symbol.symbology == Symbology::Itf && symbol.text.size() == kItf14Digits;
    return (isItf14 && hasGs1CheckDigit(symbol.text)) || group.tries.size() > 1;
}

double confidenceOf(const Group& group) {
    const auto& rule = ruleOf(group.symbol.symbology);
    const double gained = rule.atMinimum + rule.gainPerLine * (group.lines - rule.minLines);
    return std::min(rule.atMost, gained);
}

/// Whether `a` is to be believed rather than `b`.
bool isStronger(const Group& a, const Group& b) {
    const bool aCorrects = protectionOf(a.symbol.symbology) == Protection::ErrorCorrection;
    const bool bCorrects = protectionOf(b.symbol.symbology) == Protection::ErrorCorrection;
    if (aCorrects != bCorrects) return aCorrects;
    const bool aChecks = protectionOf(a.symbol.symbology) != Protection::None;
    const bool bChecks = protectionOf(b.symbol.symbology) != Protection::None;
    if (aChecks != bChecks) return aChecks;
    return a.lines > b.lines;
}

Reading readingOf(const Group& group) {
    Reading reading;
    reading.kind = ReadingKind::Barcode;
    reading.text = group.symbol.text;
    reading.bytes = group.symbol.bytes;
    reading.symbology = kSymbologies.nameOf(group.symbol.symbology);
    reading.quad = group.symbol.quad;
    reading.confidence = confidenceOf(group);
    for (const auto& row : kEngines.rows) {
        if (!group.isSeenBy(row.value)) continue;
        if (!reading.reader.empty()) reading.reader += '+';
        reading.reader += row.name;
    }
    return reading;
}

/// The loser of a contradiction, as an alternative of the winner; the winner loses half of what the loser had.
void addAlternative(Reading& winner, const Group& loser, const Group& group) {
    const double share = static_cast<double>(loser.lines) / (loser.lines + group.lines);
    const bool corrects = protectionOf(group.symbol.symbology) == Protection::ErrorCorrection;
    if (!corrects) winner.confidence *= 1 - share / 2;
    if (loser.symbol.text == winner.text) return;
    winner.alternatives.push_back({loser.symbol.text, confidenceOf(loser) * share});
}

void sortInReadingOrder(std::vector<Reading>& readings) {
    std::stable_sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) {
        return centerOf(a.quad).y < centerOf(b.quad).y;
    });
    for (auto first = readings.begin(); first != readings.end();) {
        const float rowEnd = centerOf(first->quad).y + static_cast<float>(0.1 * lengthOf(first->quad));
        const auto last = std::find_if(first, readings.end(),
                                       [&](const Reading& r) { return centerOf(r.quad).y > rowEnd; });
        std::stable_sort(first, last, [](const Reading& a, const Reading& b) {
            return centerOf(a.quad).x < centerOf(b.quad).x;
        });
        first = last;
    }
}

}  // namespace

std::vector<Reading> mergeSightings(const std::vector<Sighting>& sightings) {
    auto groups = grouped(sightings);
    std::stable_sort(groups.begin(), groups.end(), isStronger);
    std::vector<Reading> readings;
    std::vector<const Group*> winners;
    for (const auto& group : groups) {
        const auto winner = std::find_if(winners.begin(), winners.end(), [&](const Group* w) {
            return isSamePlace(w->symbol.quad, group.symbol.quad, kContradictingGrowth);
        });
        if (winner != winners.end()) {
            addAlternative(readings[static_cast<std::size_t>(winner - winners.begin())], group, **winner);
        } else if (isConvincing(group)) {
            winners.push_back(&group);
            readings.push_back(readingOf(group));
        }
    }
    sortInReadingOrder(readings);
    return readings;
}

}  // namespace tidewaiter::ocr
