#include "tests/scene/words.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/scene/words_data.h"

namespace tidewaiter::scene {

namespace {

using nlohmann::json;

constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::string_view kLettersAndDigits = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";

/// Every element of the array `list` through `make`.
template <class Make>
auto each(const json& list, Make make) {
    std::vector<decltype(make(list.front()))> made;
    for (const json& entry : list) made.push_back(make(entry));
    return made;
}

PartyWords partyFrom(const json& j) {
    return {j.at("en"), j.value("zh", ""), j.at("street"), j.at("city")};
}

BenignWords benignFrom(const json& j) {
    const auto products = each(j.at("products"), [](const json& p) {
        return ProductWords{p.at("en"), p.at("zh")};
    });
    return {j.at("brands"), products, j.at("details"), j.at("unit"), j.at("gtin")};
}

Words load() {
    const json all = json::parse(kWordsJson);
    Words w;
    w.accelerators = each(all.at("accelerators"), [](const json& j) {
        return AcceleratorWords{j.at("model"),       j.at("part"),        j.at("site"),
                                j.at("years").at(0), j.at("years").at(1), j.at("kg")};
    });
    w.modules = each(all.at("modules"), [](const json& j) {
        return ModuleWords{j.at("die"),         j.at("board"),       j.at("pcb"),   j.at("site"),
                           j.at("years").at(0), j.at("years").at(1), j.at("memory")};
    });
    w.chips = each(all.at("chips"), [](const json& j) {
        return ChipWords{j.at("maker"), j.at("part"), j.at("packages")};
    });
    for (auto [list, name] :
         {std::pair(&w.lots, "lots"), std::pair(&w.origins, "origins"),
          std::pair(&w.boardNames, "board_names"), std::pair(&w.electrolytics, "electrolytics"),
          std::pair(&w.resistors, "resistors"), std::pair(&w.inductors, "inductors"),
          std::pair(&w.carriers, "carriers"), std::pair(&w.handling, "handling"),
          std::pair(&w.descriptions, "descriptions")}) {
        *list = all.at(name).get<std::vector<std::string>>();
    }
    w.senders = each(all.at("senders"), partyFrom);
    w.receivers = each(all.at("receivers"), partyFrom);
    for (const auto& [name, entry] : all.at("benign").items()) w.benign.emplace(name, benignFrom(entry));
    return w;
}

std::string oneOf(const std::string& choices, Random& random) {
    std::vector<std::string> list(1);
    for (const char c : choices) {
        if (c == '|') {
            list.emplace_back();
        } else {
            list.back() += c;
        }
    }
    return random.pick(list);
}

char charOf(std::string_view alphabet, Random& random) {
    return alphabet[random.below(static_cast<std::uint32_t>(alphabet.size()))];
}

}  // namespace

const Words& words() {
    static const Words loaded = load();
    return loaded;
}

std::string fromPattern(const std::string& pattern, Random& random) {
    std::string written;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '#') {
            written += charOf("0123456789", random);
        } else if (c == '@') {
            written += charOf(kLetters, random);
        } else if (c == '?') {
            written += charOf(kLettersAndDigits, random);
        } else if (c == '\\' && i + 1 < pattern.size()) {
            written += pattern[++i];
        } else if (c == '{') {
            const std::size_t end = pattern.find('}', i);
            if (end == std::string::npos) throw std::invalid_argument("pattern without }: " + pattern);
            const std::string inside = pattern.substr(i + 1, end - i - 1);
            written += inside == "YYWW" ? dateCode(random) : oneOf(inside, random);
            i = end;
        } else {
            written += c;
        }
    }
    return written;
}

std::string digits(int number, int width) {
    std::string text = std::to_string(number);
    if (static_cast<int>(text.size()) < width) text.insert(0, width - text.size(), '0');
    return text;
}

std::string dateCode(int firstYear, int lastYear, Random& random) {
    const int year = random.between(firstYear, lastYear);
    const int week = random.between(1, 52);
    return digits(year, 2) + digits(week, 2);
}

std::string dateCode(Random& random) {
    return dateCode(15, 25, random);
}

std::string boardSerial(const std::string& site, int firstYear, int lastYear, Random& random) {
    const int year = random.between(firstYear, lastYear);
    const int week = random.between(1, 52);
    const int sequence = random.between(1000, 99999);
    return site + digits(week, 2) + digits(year, 2) + digits(sequence, 6);
}

}  // namespace tidewaiter::scene
