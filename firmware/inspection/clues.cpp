#include "firmware/inspection/clues.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "firmware/inspection/marked_package.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/silkscreen.h"

namespace tidewaiter::inspection {

using models::GoodsFamily;
using ocr::Field;
using ocr::FieldType;

namespace {

/// From this score on a region is called a board in a sentence and counts as one.
constexpr double kSeen = 0.35;
/// Of what the package finder gives this much, 98 in 100 are packages (ctest blackbox.packages_held).
constexpr double kSurelyPackage = 0.9;
/// A certain chip package by itself shows electronics with this probability: boxes and labels look alike.
constexpr double kPackageSpeaks = 0.6;

Clue clueOf(const Field& field, ClueKind kind, double probability, std::string phrase, const Case& item) {
    return {.kind = kind,
            .probability = probability,
            .exact = false,
            .phrase = std::move(phrase),
            .readings = field.readings,
            .fields = {field.id},
            .regions = regionsOf(field.readings, item)};
}

/// A name as it is said: what the lists add in brackets is left out ("NXP (Philips)").
std::string spokenName(const std::string& name) {
    return plainText(name.substr(0, name.find(" (")));
}

std::string withMaker(const std::string& value, const std::string& maker) {
    return plainText(value) + (maker.empty() ? "" : " (" + spokenName(maker) + ")");
}

/// "FCC approval mark", but `the words "Tested To Comply ..."`.
std::string spokenMark(const std::string& mark) {
    const bool isPhrase = mark.find(' ') != std::string::npos;
    return isPhrase ? "the words " + inQuotes(mark) : plainText(mark) + " approval mark";
}

Clue catalogClue(const Field& field, const EntryMatch& match, const Case& item, const Policy& policy) {
    auto clue = clueOf(
        field, ClueKind::Catalog, policy.weightOf(ClueKind::Catalog) * match.probability,
        plainText(field.value) + ", known as " + withMaker(match.entry->name, match.entry->vendor), item);
    clue.exact = match.exact;
    return clue;
}

/// How sure it is that the field is a maker's part number; 0 for numbers of no known shape, since shoes have
/// part numbers too.
Clue partNumberClue(const Field& field, const Case& item) {
    const auto matches = item.markings.partNumbers(field.value);
    if (matches.empty()) return {};
    const auto& maker = field.maker.empty() ? matches.front().maker : field.maker;
    return clueOf(field, ClueKind::PartNumber, std::min(field.confidence, matches.front().strength),
                  "part number " + withMaker(field.value, maker), item);
}

bool isElectronicsBrand(const Field& field, const Case& item) {
    const auto brands = item.markings.brands(field.value);
    return std::any_of(brands.begin(), brands.end(), [](const auto& brand) { return brand.electronics; });
}

bool isElectronicsMark(const Field& field, const Case& item) {
    const auto marks = item.markings.compliance(field.value);
    return std::any_of(marks.begin(), marks.end(), [](const auto& mark) { return mark.electronics; });
}

bool isElectronics(const models::GoodsClass* goods) {
    return goods != nullptr && goods->family == GoodsFamily::Electronics;
}

/// The clue in a field that names no catalogue entry, before its weight; probability 0 when there is none.
Clue unweightedClue(const Field& field, const Case& item) {
    const auto value = plainText(field.value);
    const auto certain = [&](ClueKind kind, const std::string& phrase) {
        return clueOf(field, kind, field.confidence, phrase, item);
    };
    switch (field.type) {
        case FieldType::PartNumber:
        case FieldType::Model:
            return partNumberClue(field, item);
        case FieldType::Brand:
            if (isElectronicsBrand(field, item))
                return certain(ClueKind::Brand, "the brand " + spokenName(field.value));
            break;
        case FieldType::Compliance:
            if (isElectronicsMark(field, item)) return certain(ClueKind::Compliance, spokenMark(field.value));
            break;
        case FieldType::Goods:
            if (const auto* goods = item.lexicon.byId(field.value); isElectronics(goods))
                return certain(ClueKind::Goods, "words for " + plainText(goods->name));
            break;
        case FieldType::HsCode:
            if (const auto* goods = item.lexicon.byHsCode(field.value); isElectronics(goods))
                return certain(ClueKind::HsCode, "HS code " + value + " (" + plainText(goods->name) + ")");
            break;
        case FieldType::MacAddress:
            return certain(ClueKind::MacAddress, "network address " + value);
        default:
            break;
    }
    return {};
}

std::vector<std::string> idsOf(const std::vector<const vision::Region*>& regions) {
    std::vector<std::string> ids;
    for (const auto* region : regions) ids.push_back(region->id);
    return ids;
}

std::vector<const vision::Region*> seenOf(vision::RegionKind kind, double from, const Case& item) {
    std::vector<const vision::Region*> seen;
    for (const auto& region : item.regions) {
        if (region.kind == kind && region.score >= from) seen.push_back(&region);
    }
    return seen;
}

/// Letters and digits in one word: a part number, a lot, a date; "DARK 70" is none.
bool isCode(const std::string& text) {
    const auto is = [&text](auto test) {
        return std::any_of(text.begin(), text.end(), [test](unsigned char c) { return test(c) != 0; });
    };
    return text.find(' ') == std::string::npos && is([](int c) { return std::isalpha(c); }) &&
           is([](int c) { return std::isdigit(c); });
}

/// Packages that are marked as chips are: two sure lines or more, one of them a code.
std::vector<const vision::Region*> markedChips(const Case& item) {
    std::vector<const vision::Region*> chips;
    for (const auto& package : markedPackages(item)) {
        const auto lines = package.sureLines();
        const bool marked = lines.size() >= 2 && std::any_of(lines.begin(), lines.end(), isCode);
        if (marked && package.body->score >= kSurelyPackage) chips.push_back(package.body);
    }
    return chips;
}

Clue markedChipClue(const std::vector<const vision::Region*>& chips, const Policy& policy) {
    Clue clue;
    clue.kind = ClueKind::Appearance;
    for (const auto* chip : chips) clue.probability = std::max(clue.probability, chip->score);
    clue.probability *= policy.weightOf(clue.kind);
    clue.regions = idsOf(chips);
    clue.phrase = chips.size() == 1 ? "a body that looks like a chip and is marked like one"
                                    : std::to_string(chips.size()) +
                                          " bodies that look like chips and are marked like them";
    return clue;
}

std::string spokenAppearance(bool board, std::size_t packages) {
    std::string chips = packages == 1 ? "a body that looks like a chip"
                                      : std::to_string(packages) + " bodies that look like chips";
    if (!board) return chips;
    return "what looks like a populated circuit board" + (packages > 0 ? ", with " + chips : "");
}

/// Boards and packages are found by different signs: they count together as one clue. Of 300 photos of other
/// goods ten show what might be a board and three what might be a package, none both.
Clue appearanceClue(const Case& item, const Policy& policy) {
    const auto boards = seenOf(vision::RegionKind::Board, kSeen, item);
    const auto packages = seenOf(vision::RegionKind::Package, kSurePackage, item);
    double board = 0;
    for (const auto* region : boards) board = std::max(board, region->score);
    double none = 1 - board;
    for (const auto* region : packages) none *= 1 - kPackageSpeaks * region->score;
    Clue clue;
    clue.kind = ClueKind::Appearance;
    clue.probability = policy.weightOf(ClueKind::Appearance) * (1 - none);
    clue.regions = idsOf(boards.empty() ? packages : boards);
    clue.phrase = spokenAppearance(!boards.empty(), packages.size());
    auto marked = markedChipClue(markedChips(item), policy);
    return marked.probability > clue.probability ? marked : clue;
}

/// Few designators are none, eight are as good as any number.
Clue silkscreenClue(const Case& item, const Policy& policy) {
    constexpr std::size_t kFewest = 3;
    constexpr std::size_t kMany = 8;
    const auto seen = designators(item.readings);
    if (seen.size() < kFewest) return {};
    Clue clue;
    clue.kind = ClueKind::Silkscreen;
    for (const auto* reading : seen) clue.readings.push_back(reading->id);
    clue.regions = regionsOf(clue.readings, item);
    const auto count = std::min(seen.size(), kMany);
    clue.probability = policy.weightOf(clue.kind) * static_cast<double>(count) / static_cast<double>(kMany);
    clue.phrase = "board print such as " + seen[0]->text + ", " + seen[1]->text + " and " + seen[2]->text;
    return clue;
}

}  // namespace

EntryMatch entryOf(const Field& field, const Case& item) {
    const auto& entries = item.catalog.entries();
    const auto entry =
        std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.id == field.entry; });
    if (field.entry.empty() || entry == entries.end()) return {};
    EntryMatch best{&*entry};
    const auto look = [&](const std::string& line) {
        for (const auto& match : item.catalog.match(line)) {
            if (match.entry->id != field.entry || match.strength <= best.probability) continue;
            best.probability = match.strength;
            best.exact = match.by != models::MatchedBy::ProductName;
            best.by = match.by;
        }
    };
    look(field.value);
    for (const auto& reading : item.readings) {
        const bool supports =
            std::find(field.readings.begin(), field.readings.end(), reading.id) != field.readings.end();
        if (supports) look(reading.text);
    }
    best.probability = std::min(best.probability, field.confidence);
    return best;
}

std::vector<std::string> regionsOf(const std::vector<std::string>& ids, const Case& item) {
    std::vector<std::string> regions;
    for (const auto& reading : item.readings) {
        if (reading.region.empty() || std::find(ids.begin(), ids.end(), reading.id) == ids.end()) continue;
        if (std::find(regions.begin(), regions.end(), reading.region) == regions.end())
            regions.push_back(reading.region);
    }
    return regions;
}

std::vector<Clue> electronicsClues(const Case& item, const Policy& policy) {
    std::vector<Clue> clues;
    for (const auto& field : item.fields) {
        if (const auto match = entryOf(field, item); match.entry != nullptr) {
            clues.push_back(catalogClue(field, match, item, policy));
            continue;
        }
        auto clue = unweightedClue(field, item);
        clue.probability *= policy.weightOf(clue.kind);
        clues.push_back(std::move(clue));
    }
    clues.push_back(appearanceClue(item, policy));
    clues.push_back(silkscreenClue(item, policy));
    std::erase_if(clues, [](const Clue& clue) { return clue.probability <= 0; });
    std::stable_sort(clues.begin(), clues.end(),
                     [](const Clue& a, const Clue& b) { return a.probability > b.probability; });
    return clues;
}

Support combine(const std::vector<Clue>& clues, const std::vector<ClueKind>& ignored, double kindLimit) {
    Support support;
    std::map<ClueKind, double> silent;  // probability that no clue of the kind shows it
    std::set<std::string> spoken;
    for (const auto& clue : clues) {
        if (std::find(ignored.begin(), ignored.end(), clue.kind) != ignored.end()) continue;
        const bool heard = !clue.readings.empty() &&
                           std::all_of(clue.readings.begin(), clue.readings.end(),
                                       [&](const auto& reading) { return spoken.count(reading) > 0; });
        if (heard) continue;
        spoken.insert(clue.readings.begin(), clue.readings.end());
        silent.try_emplace(clue.kind, 1.0).first->second *= 1 - clue.probability;
        support.exact = support.exact || clue.exact;
        support.named = support.named || clue.kind == ClueKind::Catalog || clue.kind == ClueKind::Goods ||
                        clue.kind == ClueKind::HsCode;
        support.clues.push_back(clue);
    }
    double nothing = 1;
    for (const auto& [kind, probability] : silent) {
        const bool oneExact = kind == ClueKind::Catalog && support.exact;
        const double shown = oneExact ? 1 - probability : std::min(1 - probability, kindLimit);
        nothing *= 1 - shown;
        if (shown >= kWeakClue) ++support.kinds;
    }
    support.score = 1 - nothing;
    return support;
}

}  // namespace tidewaiter::inspection
