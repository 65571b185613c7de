#include "models/captions.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

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

struct Separators {
    std::size_t length = 0;
    bool explicitOnes = false;  ///< more than blanks and dots
};

Separators separatorsAt(std::string_view text) {
    constexpr std::array<std::string_view, 6> kMarks = {":", "#", "=", "|", "：", "﹕"};
    Separators found;
    while (found.length < text.size()) {
        const auto rest = text.substr(found.length);
        const auto* const mark = std::find_if(
            kMarks.begin(), kMarks.end(), [&](std::string_view m) { return rest.substr(0, m.size()) == m; });
        const bool dash = found.explicitOnes && rest[0] == '-';
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

}  // namespace

struct Captions::Index {
    std::map<char, std::vector<Word>> wordsByFirst;  ///< longest first

    [[nodiscard]] std::optional<CaptionMatch> at(std::string_view line, std::size_t begin) const;
};

std::optional<CaptionMatch> Captions::Index::at(std::string_view line, std::size_t begin) const {
    const auto bucket = wordsByFirst.find(upperCased(line.substr(begin, 1))[0]);
    if (bucket == wordsByFirst.end()) return std::nullopt;
    for (const auto& word : bucket->second) {
        const auto end = endOf(word.key, line, begin);
        if (!end) continue;
        const auto separators = separatorsAt(line.substr(*end));
        const bool first = nothingBefore(line, begin);
        const bool whole = first && *end + separators.length == line.size();
        if (!separators.explicitOnes && !whole && (word.weak || !first)) continue;
        return CaptionMatch{word.kind, begin, *end + separators.length, separators.explicitOnes};
    }
    return std::nullopt;
}

Expected<Captions> Captions::load(const Store& store) {
    const auto file = DataFile::read(store, "captions/captions.json", {"kind", "words", "weak"});
    if (!file) return tl::unexpected(file.error());
    auto index = std::make_shared<Index>();
    std::map<std::string, CaptionKind> known;
    for (const auto& entry : file->entries()) {
        const auto kind = kCaptionKinds.parse(entry.text("kind"));
        if (!kind) entry.reject("kind", "is none of " + kCaptionKinds.names());
        (void)entry.source();
        std::set<std::string> weak;
        for (const auto& word : entry.texts("weak")) weak.insert(keyOf(word));
        for (const auto& [language, words] : entry.textsByName("words")) {
            for (const auto& word : words) {
                const auto key = keyOf(word);
                const auto [place, fresh] = known.emplace(key, kind.value_or(CaptionKind::SerialNumber));
                if (key.empty() || place->second != kind) {
                    entry.reject("words",
                                 "holds '" + word + "', which is empty or belongs to another kind too");
                } else if (fresh) {
                    index->wordsByFirst[key[0]].push_back({key, *kind, weak.count(key) > 0});
                }
            }
        }
    }
    if (const auto problem = file->problem()) return tl::unexpected(*problem);
    for (auto& [first, words] : index->wordsByFirst) {
        std::stable_sort(words.begin(), words.end(),
                         [](const Word& a, const Word& b) { return a.key.size() > b.key.size(); });
    }
    Captions captions;
    captions.index_ = std::move(index);
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
