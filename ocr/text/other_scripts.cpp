#include "ocr/text/other_scripts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "models/utf8.h"

namespace tidewaiter::ocr {

namespace {

constexpr std::array<std::string_view, 5> kKnownPacks = {"eng", "chi_sim", "chi_tra", "osd", "equ"};
/// Cyrillic and Greek letters that are drawn like Latin ones: a line of these alone may as well be Latin.
constexpr std::u32string_view kDrawnAlike = U"АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧορν";
constexpr double kLeastSure = 0.7;  ///< below, Tesseract makes words of texture
constexpr std::size_t kLeastOwn = 2;

/// Blocks of letters beyond Latin: Greek to Georgian and Hangul, kana, Hangul syllables (Unicode 15).
bool isOtherLetter(char32_t point) {
    return (point >= 0x370 && point < 0x1E00) || (point >= 0x1F00 && point < 0x2000) ||
           (point >= 0x3040 && point < 0x3190) || (point >= 0xAC00 && point < 0xD7B0);
}

bool isKnown(const std::string& letter, const Alphabet& alphabet) {
    const auto labels = alphabet.labelsOf(letter);
    return !labels.empty() && alphabet.readable(labels.front());
}

/// How many letters a text has, and how many are its script's own.
struct Letters {
    std::size_t all = 0;
    std::size_t own = 0;
};

Letters lettersOf(const std::vector<Character>& characters, const Alphabet& alphabet) {
    Letters letters;
    for (const auto& [text, confidence, alternatives] : characters) {
        const auto point = models::decodeAt(text, 0).value;
        const bool other = isOtherLetter(point);
        if (!other && (point >= 0x80 || std::isalpha(static_cast<int>(point)) == 0)) continue;
        ++letters.all;
        const bool alike = kDrawnAlike.find(point) != std::u32string_view::npos;
        if (other && !alike && !isKnown(text, alphabet)) ++letters.own;
    }
    return letters;
}

std::vector<Character> charactersOf(const SecondOpinion& opinion) {
    std::vector<Character> characters;
    for (std::size_t at = 0; at < opinion.text.size();) {
        const auto bytes = models::decodeAt(opinion.text, at).bytes;
        characters.push_back({opinion.text.substr(at, bytes), opinion.confidence, {}});
        at += bytes;
    }
    return characters;
}

}  // namespace

bool asksForOtherScripts(std::string_view languages) {
    while (!languages.empty()) {
        const auto end = std::min(languages.find('+'), languages.size());
        const auto pack = languages.substr(0, end);
        const bool known = std::find(kKnownPacks.begin(), kKnownPacks.end(), pack) != kKnownPacks.end();
        if (!known && !pack.empty()) return true;
        languages.remove_prefix(std::min(end + 1, languages.size()));
    }
    return false;
}

std::optional<Decoded> inAnotherScript(const SecondOpinion& opinion, const Alphabet& alphabet) {
    if (opinion.confidence < kLeastSure) return std::nullopt;
    Decoded decoded{opinion.text, opinion.confidence, charactersOf(opinion), {}, {}};
    const auto letters = lettersOf(decoded.characters, alphabet);
    if (letters.own < kLeastOwn || 3 * letters.own < letters.all) return std::nullopt;
    return decoded;
}

}  // namespace tidewaiter::ocr
