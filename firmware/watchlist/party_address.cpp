#include "firmware/watchlist/party_address.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "firmware/watchlist/latin_text.h"
#include "firmware/watchlist/party_tokens.h"
#include "ocr/fields/ascii.h"

namespace tidewaiter::watchlist {

namespace {

using Words = std::vector<PartyToken>;

template <std::size_t N>
bool isOne(const std::array<std::string_view, N>& table, const std::string& word) {
    return std::find(table.begin(), table.end(), word) != table.end();
}

bool isStreetType(const PartyToken& word) {
    constexpr auto kTypes = std::to_array<std::string_view>(
        {"road",   "rd",       "street", "st",     "avenue", "ave",     "av",       "boulevard",
         "blvd",   "lane",     "ln",     "drive",  "dr",     "highway", "hwy",      "way",
         "lu",     "jie",      "dadao",  "ulitsa", "ul",     "ulica",   "prospekt", "prospect",
         "shosse", "pereulok", "rue",    "via",    "calle",  "jalan",   "jln",      "strasse",
         "路",     "街",       "道",     "巷",     "弄"});
    return isOne(kTypes, word.script == WordScript::Chinese ? word.written : word.text);
}

/// "Hauptstrasse" is name and kind in one.
bool isWholeStreet(const std::string& word) {
    constexpr auto kEndings = std::to_array<std::string_view>({"strasse", "straat", "gatan", "gasse"});
    return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
        return word.size() > ending.size() && word.ends_with(ending);
    });
}

bool isUnit(const PartyToken& word) {
    constexpr auto kUnits = std::to_array<std::string_view>(
        {"room",   "rm",  "suite",     "ste",   "unit", "floor",    "fl",   "f",
         "flat",   "apt", "apartment", "block", "blk",  "building", "bldg", "tower",
         "office", "kv",  "室",        "楼",    "栋",   "座",       "层",   "幢"});
    return isOne(kUnits, word.script == WordScript::Chinese ? word.written : word.text);
}

bool isNumbered(const PartyToken& word) {
    return !word.text.empty() && ocr::isDigit(word.text[0]);
}

bool isPostcode(const PartyToken& word) {
    constexpr std::size_t kShort = 5;
    constexpr std::size_t kLong = 6;
    return word.isNumber() && (word.text.size() == kShort || word.text.size() == kLong);
}

/// "No" and its Chinese twin stand between a street and its number.
bool isNumberWord(const PartyToken& word) {
    return word.text == "no" || word.text == "nr" || word.text == "d" || word.written == "号";
}

/// In names of streets, as in Chinese ones.
std::string directionOf(const std::string& word) {
    constexpr auto kDirections = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"east", "dong"}, {"west", "xi"}, {"south", "nan"}, {"north", "bei"}, {"middle", "zhong"}});
    for (const auto& [english, pinyin] : kDirections) {
        if (word == english) return std::string(pinyin);
    }
    return word;
}

/// Parts between commas; of Chinese addresses also behind province, city and district.
std::vector<Words> partsOf(std::string_view text) {
    std::vector<Words> parts(1);
    std::string part;
    const auto close = [&] {
        for (auto& word : partyTokens(part)) {
            const bool ends = word.written == "省" || word.written == "市" || word.written == "区" ||
                              word.written == "县" || word.written == "镇";
            if (!ends) parts.back().push_back(std::move(word));
            if (ends && !parts.back().empty()) parts.emplace_back();
        }
        if (!parts.back().empty()) parts.emplace_back();
        part.clear();
    };
    for (const char c : plainForm(text)) {
        if (c == ',' || c == ';' || c == '\n')
            close();
        else
            part += c;
    }
    close();
    parts.pop_back();
    return parts;
}

/// A street in a part: its words [begin, end) with its kind, those of its name in between.
struct Street {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string name;
};

bool canBeName(const PartyToken& word) {
    return !isNumbered(word) && !isUnit(word) && !isNumberWord(word) && word.kind != WordKind::Filler;
}

/// The name before the kind, "Ring Road".
Street nameBefore(const Words& words, std::size_t type) {
    constexpr std::size_t kLongest = 4;
    const bool chinese = words[type].script == WordScript::Chinese;
    Street street{type, type + 1, ""};
    while (street.begin > 0 && type - street.begin < kLongest && canBeName(words[street.begin - 1])) {
        const auto& word = words[--street.begin];
        const bool avenue = chinese && word.written == "大" && street.begin + 1 == type;
        if (!avenue) street.name.insert(0, directionOf(word.text));
    }
    return street;
}

/// The name behind the kind, "ulitsa Lenina".
Street nameBehind(const Words& words, std::size_t type) {
    constexpr std::size_t kLongest = 3;
    Street street{type, type + 1, ""};
    while (street.end < words.size() && street.end - type <= kLongest && !isNumbered(words[street.end]) &&
           !isUnit(words[street.end])) {
        const auto& word = words[street.end++];
        if (!isNumberWord(word) && word.kind != WordKind::Filler) street.name += word.text;
    }
    return street;
}

std::optional<Street> streetIn(const Words& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (isWholeStreet(words[i].text)) return Street{i, i + 1, words[i].text};
        if (!isStreetType(words[i])) continue;
        auto street = nameBefore(words, i);
        if (street.name.empty()) street = nameBehind(words, i);
        if (!street.name.empty()) return street;
    }
    return std::nullopt;
}

/// The number of the house at a street: before its name, behind it, or in the parts beside it.
std::string numberAt(const Street& street, std::size_t part, const std::vector<Words>& parts) {
    const auto& words = parts[part];
    const auto isHouse = [](const PartyToken& word) { return isNumbered(word) && !isPostcode(word); };
    if (street.begin > 0 && isHouse(words[street.begin - 1])) return words[street.begin - 1].text;
    for (auto i = street.end; i < words.size(); ++i) {
        if (isHouse(words[i])) return words[i].text;
        if (!isNumberWord(words[i])) break;
    }
    if (part + 1 < parts.size()) {
        for (const auto& word : parts[part + 1]) {
            if (isHouse(word)) return word.text;
            if (!isNumberWord(word)) break;
        }
    }
    if (part > 0 && street.begin == 0 && isHouse(parts[part - 1].back())) {
        const auto& before = parts[part - 1];
        const bool alone = std::all_of(before.begin(), before.end() - 1, isNumberWord);
        if (alone) return before.back().text;
    }
    return "";
}

/// Numbers that a floor, a room or a unit stands beside.
void addRooms(PartyAddress& address, const Words& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!isUnit(words[i])) continue;
        const bool behind = i + 1 < words.size() && isNumbered(words[i + 1]);
        const bool before = i > 0 && isNumbered(words[i - 1]);
        const bool chinese = words[i].script == WordScript::Chinese;
        if (before && (chinese || !behind)) address.rooms.insert(words[i - 1].text);
        if (behind && !chinese) address.rooms.insert(words[i + 1].text);
    }
}

void addTowns(PartyAddress& address, const Words& words, std::size_t begin, std::size_t end) {
    constexpr std::size_t kShortest = 3;
    std::string joined;
    for (auto i = begin; i < end; ++i) {
        const auto& word = words[i];
        if (isPostcode(word)) address.postcodes.insert(word.text);
        if (isNumbered(word) || isUnit(word) || isRegion(word.text) || word.kind == WordKind::Filler)
            continue;
        joined += word.text;
        const bool syllable = word.script == WordScript::Chinese && !word.translated;
        if (!syllable && word.text.size() >= kShortest) address.towns.insert(word.text);
    }
    if (joined.size() >= kShortest) address.towns.insert(joined);
}

bool isDisjoint(const std::set<std::string>& one, const std::set<std::string>& other) {
    return std::none_of(one.begin(), one.end(),
                        [&](const std::string& word) { return other.contains(word); });
}

bool contradict(const std::set<std::string>& one, const std::set<std::string>& other) {
    return !one.empty() && !other.empty() && isDisjoint(one, other);
}

}  // namespace

std::string PartyAddress::key() const {
    return number.empty() || street.empty() ? "" : number + " " + street;
}

PartyAddress partyAddress(std::string_view text) {
    PartyAddress address;
    const auto parts = partsOf(text);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto& words = parts[i];
        addRooms(address, words);
        const auto street = address.street.empty() ? streetIn(words) : std::nullopt;
        if (street) {
            address.street = street->name;
            address.number = numberAt(*street, i, parts);
            addTowns(address, words, 0, street->begin);
            addTowns(address, words, street->end, words.size());
        } else {
            addTowns(address, words, 0, words.size());
        }
    }
    return address;
}

bool sameAddress(const PartyAddress& one, const PartyAddress& other) {
    if (one.key().empty() || one.key() != other.key()) return false;
    if (contradict(one.postcodes, other.postcodes) || contradict(one.rooms, other.rooms)) return false;
    return !isDisjoint(one.towns, other.towns) || !isDisjoint(one.postcodes, other.postcodes);
}

}  // namespace tidewaiter::watchlist
