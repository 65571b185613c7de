#include "models/captions.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "models/data_file.h"
#include "models/tokens.h"

namespace tidewaiter::models {

namespace {

constexpr std::size_t kLongestLine = 1000;

struct Word {
    std::string key;  ///< upper case, without blanks and dots
    CaptionKind kind = CaptionKind::SerialNumber;
    bool weak = false;
};

constexpr bool isFiller(char c) {
    return c == ' ' || c == '.';
}

bool isWordByte(char c) {
    return isDigit(c) || isLetter(c);
}

std::string keyOf(std::string_view word) {
    auto key = upperCased(word);
    key.erase(std::remove_if(key.begin(), key.end(), isFiller), key.end());
    return key;
}

/// Where `key` ends when `line` has it at `begin`, ignoring case, blanks and dots; as a whole word where it
/// begins and ends with a letter or digit.
std::optional<std::size_t> endOf(std::string_view key, std::string_view line, std::size_t begin) {
    if (begin > 0 && isWordByte(key.front()) && isWordByte(line[begin - 1])) return std::nullopt;
    std::size_t at = begin;
    for (const char wanted : key) {
        for (std::size_t skipped = 0; at < line.size() && at > begin && isFiller(line[at]) && skipped < 2;
             ++skipped) {
            ++at;
        }
        if (at >= line.size() || upperCased(line.substr(at, 1))[0] != wanted) return std::nullopt;
        ++at;
    }
    if (at < line.size() && isWordByte(key.back()) && isWordByte(line[at])) return std::nullopt;
    return at;
}

/// Length of a data identifier in brackets, "(1P)", as labels print it between caption and value; else 0.
std::size_t bracketedIdentifier(std::string_view text) {
    std::size_t at = 1;
    if (text.empty() || text[0] != '(') return 0;
    while (at < text.size() && at < 4 && isDigit(text[at])) ++at;
    if (at + 1 >= text.size() || !isLetter(text[at]) || text[at + 1] != ')') return 0;
    return at + 2;
}

/// The unit in brackets that `text` begins with, as it stands there, "(kgs)"; empty for none.
std::string_view bracketedUnit(std::string_view text) {
    constexpr std::array<std::string_view, 16> kUnits = {"KG",  "KGS", "G",    "LB",  "LBS",  "OZ",
                                                         "PCS", "EA",  "W",    "KW",  "公斤", "千克",
                                                         "克",  "V",   "VOLT", "WATT"};
    constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kBrackets = {
        {{"(", ")"}, {"（", "）"}}};
    for (const auto& [open, close] : kBrackets) {
        if (text.substr(0, open.size()) != open) continue;
        const auto end = text.find(close);
        if (end == std::string_view::npos) return {};
        const auto unit = upperCased(text.substr(open.size(), end - open.size()));
        const bool known = std::find(kUnits.begin(), kUnits.end(), unit) != kUnits.end();
        return known ? text.substr(0, end + close.size()) : std::string_view();
    }
    return {};
}

struct Separators {
    std::size_t length = 0;
    bool explicitOnes = false;  ///< more than blanks and dots
    std::string unit;           ///< in brackets among them, without these
};

std::string withoutBrackets(std::string_view bracketed) {
    const std::size_t bracket = bracketed[0] == '(' ? 1 : std::string_view("（").size();
    return upperCased(bracketed.substr(bracket, bracketed.size() - 2 * bracket));
}

Separators separatorsAt(std::string_view text) {
    constexpr std::array<std::string_view, 6> kMarks = {":", "#", "=", "|", "：", "﹕"};
    Separators found;
    while (found.length < text.size()) {
        const auto rest = text.substr(found.length);
        const auto* const mark = std::find_if(
            kMarks.begin(), kMarks.end(), [&](std::string_view m) { return rest.substr(0, m.size()) == m; });
        const bool dash = found.explicitOnes && rest[0] == '-';
        if (const auto unit = bracketedUnit(rest); !unit.empty() && found.unit.empty()) {
            found.unit = withoutBrackets(unit);
            found.length += unit.size();
            found.explicitOnes = true;
            continue;
        }
        std::size_t step = isFiller(rest[0]) || dash ? 1 : bracketedIdentifier(rest);
        found.explicitOnes = found.explicitOnes || step > 1;
        if (mark != kMarks.end()) {
            step = mark->size();
            found.explicitOnes = true;
        }
        if (step == 0) break;
        found.length += step;
    }
    return found;
}

bool nothingBefore(std::string_view line, std::size_t begin) {
    const auto before = line.substr(0, begin);
    const auto last = before.find_last_not_of(' ');
    if (last != std::string_view::npos && before[last] == ')') return true;
    return std::none_of(before.begin(), before.end(),
                        [](char c) { return isWordByte(c) || static_cast<unsigned char>(c) >= 0x80; });
}

/// Adds the words of one entry; what is wrong with it is kept in its file.
void addEntry(const DataEntry& entry, std::map<std::string, Word>& words) {
    const auto kind = kCaptionKinds.parse(entry.text("kind"));
    if (!kind) return entry.reject("kind", "is none of " + kCaptionKinds.names());
    if (entry.source().empty()) return;
    for (const auto& [language, list] : entry.textsByName("words")) {
        for (const auto& word : list) {
            const auto key = keyOf(word);
            if (key.empty()) return entry.reject("words", "holds '" + word + "', which is nothing but dots");
            const auto known = words.emplace(key, Word{key, *kind, false}).first;
            if (known->second.kind != *kind) {
                entry.reject("words", "holds '" + word + "', which stands under another kind too");
            }
        }
    }
    for (const auto& word : entry.texts("weak")) {
        const auto known = words.find(keyOf(word));
        if (known == words.end())
            return entry.reject("weak", "names '" + word + "', which is not among the words");
        known->second.weak = true;
    }
}

}  // namespace

struct Captions::Index {
    explicit Index(const std::map<std::string, Word>& words);
    [[nodiscard]] std::optional<CaptionMatch> at(std::string_view line, std::size_t begin) const;

    std::map<char, std::vector<Word>> wordsByFirst;  ///< longest first
};

Captions::Index::Index(const std::map<std::string, Word>& words) {
    for (const auto& [key, word] : words) wordsByFirst[key[0]].push_back(word);
    for (auto& [first, bucket] : wordsByFirst) {
        std::stable_sort(bucket.begin(), bucket.end(),
                         [](const Word& a, const Word& b) { return a.key.size() > b.key.size(); });
    }
}

std::optional<CaptionMatch> Captions::Index::at(std::string_view line, std::size_t begin) const {
    const auto bucket = wordsByFirst.find(upperCased(line.substr(begin, 1))[0]);
    if (bucket == wordsByFirst.end()) return std::nullopt;
    for (const auto& word : bucket->second) {
        const auto end = endOf(word.key, line, begin);
        if (!end) continue;
        auto separators = separatorsAt(line.substr(*end));
        const bool first = nothingBefore(line, begin);
        const bool whole = first && *end + separators.length == line.size();
        if (!separators.explicitOnes && !whole && (word.weak || !first)) continue;
        return CaptionMatch{word.kind, begin, *end + separators.length, separators.explicitOnes,
                            std::move(separators.unit)};
    }
    return std::nullopt;
}

Expected<Captions> Captions::load(const Store& store) {
    const auto file = DataFile::read(store, "captions/captions.json", {"kind", "words", "weak"});
    if (!file) return tl::unexpected(file.error());
    std::map<std::string, Word> words;
    for (const auto& entry : file->entries()) addEntry(entry, words);
    if (const auto problem = file->problem()) return tl::unexpected(*problem);
    Captions captions;
    captions.index_ = std::make_shared<const Index>(words);
    return captions;
}

std::vector<CaptionMatch> Captions::find(std::string_view line) const {
    std::vector<CaptionMatch> found;
    if (line.size() > kLongestLine) return found;
    for (std::size_t at = 0; at < line.size();) {
        const auto match = index_->at(line, at);
        at = match ? match->end : at + 1;
        if (match) found.push_back(*match);
    }
    return found;
}

}  // namespace tidewaiter::models
