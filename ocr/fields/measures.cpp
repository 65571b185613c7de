#include "ocr/fields/measures.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "ocr/fields/ascii.h"

namespace tidewaiter::ocr {

namespace {

using Text = std::optional<std::string>;

constexpr std::size_t kLongestNumber = 12;
constexpr double kMostKilograms = 1e6;
constexpr double kMostWatts = 1e6;
constexpr double kMostVolts = 1e5;
constexpr int kDecimals = 3;

/// A unit's name and how many of the base unit it is.
struct Unit {
    std::string_view name;  ///< upper case
    double factor;
};

// One avoirdupois pound is 0.45359237 kg exactly (international agreement of 1959). "TON" is left out: there
// are three of them.
constexpr std::array kWeightUnits = std::to_array<Unit>({
    {"KG", 1},
    {"KGS", 1},
    {"KGM", 1},
    {"KILO", 1},
    {"KILOS", 1},
    {"KILOGRAM", 1},
    {"KILOGRAMS", 1},
    {"公斤", 1},
    {"千克", 1},
    {"キロ", 1},
    {"킬로그램", 1},
    {"กก", 1},
    {"กิโลกรัม", 1},
    {"كجم", 1},
    {"كغ", 1},
    {"G", 0.001},
    {"GR", 0.001},
    {"GRM", 0.001},
    {"GRAM", 0.001},
    {"GRAMS", 0.001},
    {"公克", 0.001},
    {"克", 0.001},
    {"グラム", 0.001},
    {"LB", 0.45359237},
    {"LBS", 0.45359237},
    {"LBR", 0.45359237},
    {"POUND", 0.45359237},
    {"POUNDS", 0.45359237},
    {"磅", 0.45359237},
    {"OZ", 0.028349523125},
    {"T", 1000},
    {"MT", 1000},
    {"TNE", 1000},
    {"TONNE", 1000},
    {"TONNES", 1000},
    {"公吨", 1000},
    {"公噸", 1000},
    {"吨", 1000},
    {"噸", 1000},
});

constexpr std::array kPowerUnits = std::to_array<Unit>({
    {"W", 1},
    {"WATT", 1},
    {"WATTS", 1},
    {"KW", 1000},
    {"瓦", 1},
    {"千瓦", 1000},
    {"ワット", 1},
    {"와트", 1},
});

constexpr std::array kVoltageUnits = std::to_array<Unit>({
    {"V", 1},
    {"VAC", 1},
    {"VDC", 1},
    {"VOLT", 1},
    {"VOLTS", 1},
    {"伏", 1},
    {"伏特", 1},
    {"ボルト", 1},
    {"볼트", 1},
});

constexpr std::array<std::string_view, 14> kOtherUnits = {"A",  "MA", "HZ", "KHZ",  "MHZ", "GHZ", "MM",
                                                          "CM", "M",  "IN", "INCH", "VA",  "MW",  "KV"};

template <std::size_t kCount>
const Unit* unitCalled(const std::array<Unit, kCount>& units, std::string_view name) {
    const auto at =
        std::find_if(units.begin(), units.end(), [&](const Unit& unit) { return unit.name == name; });
    return at == units.end() ? nullptr : &*at;
}

/// The word of letters at the front of `text`, upper case; in scripts without blanks the longest unit there.
template <std::size_t kCount>
const Unit* unitAt(const std::array<Unit, kCount>& units, std::string_view text) {
    text = trimmed(text);
    std::size_t length = 0;
    while (length < text.size() && isLetter(text[length])) ++length;
    if (length > 0) return unitCalled(units, upperCased(text.substr(0, length)));
    const Unit* best = nullptr;
    for (const auto& unit : units) {
        const bool there = isBeyondAscii(unit.name[0]) && text.substr(0, unit.name.size()) == unit.name;
        if (there && (best == nullptr || unit.name.size() > best->name.size())) best = &unit;
    }
    return best;
}

std::size_t numberLength(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && (isDigit(text[length]) || text[length] == '.' || text[length] == ','))
        ++length;
    // The sentence's own stop or comma.
    while (length > 0 && !isDigit(text[length - 1])) --length;
    return length;
}

/// Whether `digits` are parted into thousands by `mark`: "1,234,567".
bool isParted(std::string_view digits, char mark) {
    const auto first = digits.find(mark);
    if (first == 0 || first > 3) return false;
    for (std::size_t i = first; i < digits.size(); i += 4) {
        if (digits[i] != mark || digits.size() - i < 4 || !allDigits(digits.substr(i + 1, 3))) return false;
    }
    return true;
}

std::string without(std::string_view text, char mark) {
    std::string plain(text);
    plain.erase(std::remove(plain.begin(), plain.end(), mark), plain.end());
    return plain;
}

/// The number with '.' for its decimal mark and without marks between thousands, or empty.
std::string plainNumber(std::string_view text) {
    const auto last = text.find_last_of(".,");
    if (last == std::string_view::npos) return std::string(text);
    const char mark = text[last];
    const char other = mark == '.' ? ',' : '.';
    const auto whole = text.substr(0, last);
    const auto fraction = std::string(text.substr(last + 1));
    if (whole.find(mark) != std::string_view::npos)
        return isParted(text, mark) ? without(text, mark) : std::string();
    if (whole.find(other) != std::string_view::npos)
        return isParted(whole, other) ? without(whole, other) + '.' + fraction : std::string();
    if (mark == ',' && fraction.size() == 3) return {};
    return std::string(whole) + '.' + fraction;
}

std::optional<double> numberFrom(std::string_view text) {
    if (text.empty() || text.size() > kLongestNumber || !isDigit(text[0])) return std::nullopt;
    const auto plain = plainNumber(text);
    double number = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
    if (plain.empty() || error != std::errc() || end != plain.data() + plain.size()) return std::nullopt;
    return number;
}

std::string decimals(double number) {
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, kDecimals);
    std::string all(text.data(), end.ptr);
    all.erase(all.find_last_not_of('0') + 1);
    if (all.back() == '.') all.pop_back();
    return all;
}

Text inBase(double number, const Unit* unit, double most) {
    if (unit == nullptr) return std::nullopt;
    const double value = number * unit->factor;
    auto text = decimals(value);
    if (value > most || text == "0") return std::nullopt;
    return text;
}

template <std::size_t kCount>
Text measure(std::string_view text, std::string_view unit, const std::array<Unit, kCount>& units,
             double most) {
    text = trimmed(text);
    const auto length = numberLength(text);
    const auto number = numberFrom(text.substr(0, length));
    if (!number) return std::nullopt;
    const auto rest = trimmed(text.substr(length));
    const auto* own = unitAt(units, rest);
    // Another unit behind the number ("30 cm") is not overruled by the caption's.
    const bool foreign = own == nullptr && !rest.empty() && (isLetter(rest[0]) || isBeyondAscii(rest[0]));
    if (foreign) return std::nullopt;
    return inBase(*number, own != nullptr ? own : unitCalled(units, upperCased(trimmed(unit))), most);
}

std::string_view behind(std::string_view text, std::string_view prefix) {
    return upperCased(text.substr(0, prefix.size())) == prefix ? trimmed(text.substr(prefix.size())) : text;
}

/// Length of a mark between the ends of a range, 0 for none.
std::size_t rangeMark(std::string_view text) {
    for (const std::string_view mark : {"-", "~", "–", "～"}) {
        if (text.substr(0, mark.size()) == mark) return mark.size();
    }
    return 0;
}

std::optional<int> smallNumber(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && isDigit(text[length])) ++length;
    if (length == 0 || length > 4) return std::nullopt;
    const int number = numberOf(text.substr(0, length));
    text.remove_prefix(length);
    return number;
}

}  // namespace

Text kilograms(std::string_view text, std::string_view unit) {
    return measure(text, unit, kWeightUnits, kMostKilograms);
}

Text watts(std::string_view text, std::string_view unit) {
    return measure(text, unit, kPowerUnits, kMostWatts);
}

Text volts(std::string_view text, std::string_view unit) {
    text = trimmed(text);
    for (const std::string_view kind : {"AC", "DC", "+"}) text = behind(text, kind);
    const auto low = numberLength(text);
    const auto mark = rangeMark(trimmed(text.substr(low)));
    if (mark == 0) return measure(text, unit, kVoltageUnits, kMostVolts);
    const auto high = trimmed(trimmed(text.substr(low)).substr(mark));
    const auto to = measure(high, unit, kVoltageUnits, kMostVolts);
    // "12V-5V" are two voltages; so is what rises from the greater to the smaller.
    const auto from = numberFrom(text.substr(0, low));
    if (!to) return std::nullopt;
    const auto top = numberFrom(*to);
    if (!from || !top || *from >= *top || *from <= 0) return std::nullopt;
    return decimals(*from) + '-' + *to;
}

Text packageCount(std::string_view text) {
    text = trimmed(text);
    for (const std::string_view before : {"第", "#", "NO."}) text = behind(text, before);
    const auto piece = smallNumber(text);
    if (!piece) return std::nullopt;
    text = trimmed(text);
    bool parted = false;
    for (const std::string_view between : {"箱", "件", "/", "／", "OF", "共"}) {
        const auto rest = behind(text, between);
        parted = parted || (rest.size() < text.size() && between != "箱" && between != "件");
        text = rest;
    }
    const auto all = smallNumber(text);
    const bool ends = text.empty() || !(isAlnum(text[0]) ||
                                        std::string_view("/-.,:").find(text[0]) != std::string_view::npos);
    if (!parted || !all || !ends || *piece == 0 || *piece > *all) return std::nullopt;
    return std::to_string(*piece) + '/' + std::to_string(*all);
}

bool isPhysicalUnit(std::string_view word) {
    const auto name = upperCased(word);
    return unitCalled(kWeightUnits, name) != nullptr || unitCalled(kPowerUnits, name) != nullptr ||
           unitCalled(kVoltageUnits, name) != nullptr ||
           std::find(kOtherUnits.begin(), kOtherUnits.end(), name) != kOtherUnits.end();
}

Text decimalNumber(std::string_view text) {
    text = trimmed(text);
    const auto number = numberFrom(text);
    if (!number || *number > kMostKilograms) return std::nullopt;
    auto plain = decimals(*number);
    if (plain == "0") return std::nullopt;
    return plain;
}

Text decimalRange(std::string_view text) {
    text = trimmed(text);
    const auto dash = text.find('-');
    auto low = decimalNumber(text.substr(0, dash));
    if (dash == std::string_view::npos || !low) return low;
    const auto high = decimalNumber(text.substr(dash + 1));
    if (!high || *numberFrom(*low) >= *numberFrom(*high)) return std::nullopt;
    return *low + '-' + *high;
}

}  // namespace tidewaiter::ocr
