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
constexpr int kLinesForOneTry = 40;  // so many need no second try to agree
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
    Symbol symbol;      ///< the best sighting, its quad around all of them when they are bars
    int lines = 0;      ///< at most kLinesPerTry of each try
    int mostLines = 0;  ///< of one try
    bool isPlaced = false;
    std::set<std::pair<Engine, int>> tries;

    [[nodiscard]] bool isSeenBy(Engine engine) const {
        return std::any_of(tries.begin(), tries.end(), [&](const auto& t) { return t.first == engine; });
    }
};

bool saysTheSame(const Group& group, const Symbol& symbol) {
    return group.symbol.symbology == symbol.symbology && group.symbol.bytes == symbol.bytes;
}

void count(Group& group, const Sighting& sighting) {
    const auto& symbol = sighting.symbol;
    const bool isNewTry = group.tries.emplace(symbol.engine, sighting.tryNumber).second;
    if (isNewTry) group.lines += std::min<int>(symbol.quality, kLinesPerTry);
    group.mostLines = std::max<int>(group.mostLines, symbol.quality);
}

void add(Group& group, const Sighting& sighting) {
    count(group, sighting);
    group.isPlaced |= sighting.isPlaced;
    const auto& symbol = sighting.symbol;
    const bool isBetter = symbol.engine == Engine::Zxing && group.symbol.engine == Engine::Zbar;
    const auto quad = isLinear(symbol.symbology) ? united(group.symbol.quad, symbol.quad)
                      : isBetter                 ? symbol.quad
                                                 : group.symbol.quad;
    if (isBetter) group.symbol = symbol;
    group.symbol.quad = quad;
}

void addPlaced(std::vector<Group>& groups, const Sighting& sighting) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& g) {
        return saysTheSame(g, sighting.symbol) &&
               isSamePlace(g.symbol.quad, sighting.symbol.quad, kAgreeingGrowth);
    });
    if (group == groups.end()) group = groups.insert(groups.end(), Group{sighting.symbol, 0, 0, false, {}});
    add(*group, sighting);
}

void addUnplaced(std::vector<Group>& groups, const Sighting& sighting) {
    const auto& quad = sighting.symbol.quad;
    const double margin = 2 + kAgreeingGrowth * lengthOf(quad);
    bool supports = false;
    for (auto& group : groups) {
        if (!saysTheSame(group, sighting.symbol) || !contains(quad, centerOf(group.symbol.quad), margin))
            continue;
        count(group, sighting);
        supports = true;
    }
    if (!supports) addPlaced(groups, sighting);
}

std::vector<Group> grouped(const std::vector<Sighting>& sightings) {
    std::vector<Group> groups;
    for (const auto& sighting : sightings) {
        if (sighting.isPlaced) addPlaced(groups, sighting);
    }
    for (const auto& sighting : sightings) {
        if (!sighting.isPlaced) addUnplaced(groups, sighting);
    }
    return groups;
}

/// Half of an EAN-13 looks like one of these, so both decoders must see it.
bool isShort(Symbology symbology) {
    return symbology == Symbology::UpcE || symbology == Symbology::Ean8;
}

bool isConvincing(const Group& group) {
    const auto& symbol = group.symbol;
    if (group.lines < ruleOf(symbol.symbology).minLines) return false;
    const bool agreed = group.tries.size() > 1;
    switch (protectionOf(symbol.symbology)) {
        case Protection::ErrorCorrection:
        case Protection::CheckCharacters:
            return true;
        case Protection::CheckDigit:
            if (isShort(symbol.symbology))
                return group.isSeenBy(Engine::Zxing) && group.isSeenBy(Engine::Zbar);
            return agreed || group.mostLines >= kLinesForOneTry;
        case Protection::None:
            break;
    }
    if (symbol.text.size() < kMinUnprotectedCharacters) return false;
    const bool isItf14 = symbol.symbology == Symbology::Itf && symbol.text.size() == kItf14Digits;
    return (isItf14 && hasGs1CheckDigit(symbol.text)) || agreed;
}

double confidenceOf(const Group& group) {
    const auto& rule = ruleOf(group.symbol.symbology);
    const double gained = rule.atMinimum + rule.gainPerLine * (group.lines - rule.minLines);
    return std::min(rule.atMost, gained);
}

/// Symbols that correct their errors are there when they are read: one inside the other, even.
bool corrects(const Group& group) {
    return protectionOf(group.symbol.symbology) == Protection::ErrorCorrection;
}

/// Whether `a` is to be believed rather than `b`.
bool isStronger(const Group& a, const Group& b) {
    if (corrects(a) != corrects(b)) return corrects(a);
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

/// Whether not both can be true.
bool contradicts(const Group& winner, const Group& group) {
    if (corrects(winner) && (corrects(group) || !winner.isPlaced)) return false;
    return isSamePlace(winner.symbol.quad, group.symbol.quad, kContradictingGrowth);
}

/// The loser of a contradiction, as an alternative of the winner; the winner loses half of what the loser
/// had.
void addAlternative(Reading& winner, const Group& loser, const Group& group) {
    const double share = static_cast<double>(loser.lines) / (loser.lines + group.lines);
    if (!corrects(group)) winner.confidence *= 1 - share / 2;
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
        const auto winner = std::find_if(winners.begin(), winners.end(),
                                         [&](const Group* w) { return contradicts(*w, group); });
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

std::vector<vision::Quad> doubtfulPlaces(const std::vector<Sighting>& sightings) {
    std::vector<vision::Quad> places;
    for (const auto& group : grouped(sightings)) {
        if (isLinear(group.symbol.symbology) && !isConvincing(group)) places.push_back(group.symbol.quad);
    }
    return places;
}

}  // namespace tidewaiter::ocr
