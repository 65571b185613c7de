#include "firmware/watchlist/word_likeness.h"

#include <algorithm>
#include <array>

#include "firmware/text/nearest_name.h"
#include "firmware/watchlist/latin_text.h"
#include "firmware/watchlist/pinyin.h"
#include "ocr/fields/ascii.h"
#include "ocr/fields/confusables.h"

namespace tidewaiter::watchlist {

namespace {

using Relation = WordRelation;

/// Shorter words have too many neighbors.
constexpr std::size_t kLongForOneSlip = 5;
constexpr std::size_t kLongForTwoSlips = 9;
constexpr std::size_t kLongForSounds = 4;
constexpr std::size_t kLongForLookAlikes = 3;
constexpr std::size_t kFewestConsonants = 3;

constexpr double kOtherScript = 0.99;    // the list's own spelling comes first
constexpr double kSameSound = 0.97;      // one side was written in another script
constexpr double kOtherSpelling = 0.88;  // "Shunfeng" and "Sunfeng" are two names
constexpr double kLooksAlike = 0.97;     // a digit in a word was misread for sure
constexpr double kMayBeOther = 0.85;     // "Dong" and "Qong" look alike, and both are names
constexpr double kNoVowels = 0.9;        // "mhmd" is Mohammed, Mahmud and Mehmed
constexpr double kOneSlip = 0.85;
constexpr double kTwoSlips = 0.8;
constexpr double kInitial = 0.6;
constexpr double kHomophone = 0.3;  // some fifty characters share each syllable

/// What Arabic and Hebrew write of a word, each consonant once.
std::string consonantsOf(const std::string& word) {
    std::string consonants;
    for (const char c : word) {
        if (std::string_view("aeiouvq").find(c) != std::string_view::npos) continue;
        if (consonants.empty() || consonants.back() != c) consonants += c;
    }
    return consonants;
}

WordLikeness byLookAlikes(const std::string& one, const std::string& other) {
    if (one.size() != other.size() || one.size() < kLongForLookAlikes ||
        !ocr::differOnlyByConfusables(one, other))
        return {};
    bool misread = true;  // each place that differs has a digit, or an I for an L
    for (std::size_t i = 0; i < one.size(); ++i) {
        const bool digit = ocr::isDigit(one[i]) != ocr::isDigit(other[i]);
        const bool stroke = (one[i] == 'i' && other[i] == 'l') || (one[i] == 'l' && other[i] == 'i');
        misread = misread && (one[i] == other[i] || digit || stroke);
    }
    if (misread) return {kLooksAlike, Relation::LookAlike};
    return one.size() < kLongForOneSlip ? WordLikeness{} : WordLikeness{kMayBeOther, Relation::LookAlike};
}

/// A slip in the first letter is rare, one in a digit makes another name, and where another letter makes
/// other Chinese syllables ("Xinjia", "Xinjin") it was hardly one.
WordLikeness bySlips(const std::string& one, const std::string& other) {
    const auto shorter = std::min(one.size(), other.size());
    const auto longer = std::max(one.size(), other.size());
    if (shorter < kLongForOneSlip || longer - shorter > 2 || one[0] != other[0] || ocr::hasDigit(one) ||
        ocr::hasDigit(other))
        return {};
    const auto slips = text::editDistance(one, other);
    if (slips > 2 || (isPinyin(one) && isPinyin(other))) return {};
    if (slips == 1) return {kOneSlip, Relation::Typo};
    return shorter >= kLongForTwoSlips ? WordLikeness{kTwoSlips, Relation::Typo} : WordLikeness{};
}

/// The letters of the word itself where `text` is what it is commonly called: "industrial".
std::string spelled(const PartyToken& word) {
    return word.kind == WordKind::Own || word.script != WordScript::Latin ? word.text
                                                                          : latinText(word.written);
}

bool isInitialOf(const std::string& one, const std::string& other) {
    constexpr std::size_t kWord = 3;
    return one.size() == 1 && ocr::isLetter(one[0]) && other.size() >= kWord && other[0] == one[0];
}

WordLikeness bySound(const PartyToken& one, const PartyToken& other) {
    const bool oneUnvoweled = one.script == WordScript::Unvoweled;
    if (oneUnvoweled != (other.script == WordScript::Unvoweled) && !one.translated && !other.translated) {
        const auto consonants = consonantsOf(one.sound);
        if (consonants.size() >= kFewestConsonants && consonants == consonantsOf(other.sound))
            return {kNoVowels, Relation::Unvoweled};
    }
    const bool transliterated = one.script == WordScript::Other || other.script == WordScript::Other;
    if (std::min(one.text.size(), other.text.size()) >= kLongForSounds && !ocr::hasDigit(one.text) &&
        one.sound == other.sound)
        return {transliterated ? kSameSound : kOtherSpelling, Relation::SoundsAlike};
    return {};
}

}  // namespace

std::string_view spoken(WordRelation relation) {
    constexpr auto kNames = std::to_array<std::string_view>(
        {"", "", "pinyin", "translated", "transliterated", "sounds alike", "look-alike characters",
         "without vowels", "spelled otherwise", "initial"});
    return kNames.at(static_cast<std::size_t>(relation));
}

WordLikeness equalWords(const PartyToken& one, const PartyToken& other) {
    if (one.written == other.written) return {1, Relation::Same};
    if (one.translated || other.translated) return {kOtherScript, Relation::Translated};
    const bool chinese = one.script == WordScript::Chinese;
    if (chinese && other.script == WordScript::Chinese) return {kHomophone, Relation::SoundsAlike};
    if (chinese || other.script == WordScript::Chinese) return {kOtherScript, Relation::Pinyin};
    if (one.script == other.script) return {1, Relation::Same};
    return {kOtherScript, Relation::Transliterated};
}

WordLikeness likenessOf(const PartyToken& one, const PartyToken& other) {
    if (one.text == other.text) return equalWords(one, other);
    if (one.isNumber() || other.isNumber()) return {};
    if (one.script == WordScript::Chinese || other.script == WordScript::Chinese) return {};
    if (const auto sound = bySound(one, other); sound.share > 0) return sound;
    if (const auto look = byLookAlikes(one.text, other.text); look.share > 0) return look;
    if (const auto slips = bySlips(spelled(one), spelled(other)); slips.share > 0) return slips;
    if (isInitialOf(one.text, other.text) || isInitialOf(other.text, one.text))
        return {kInitial, Relation::Initial};
    return {};
}

}  // namespace tidewaiter::watchlist
