#include "firmware/watchlist/party_match.h"

#include <algorithm>
#include <set>

namespace tidewaiter::watchlist {

namespace {

constexpr double kReadAlone = 0.8;
constexpr double kListedAlone = 0.4;
/// Both names have words that the other has not: "... Trading" and "... Electronics" are sisters.
constexpr double kBothAlone = 0.3;
constexpr double kOtherNumber = 0.5;
constexpr double kNumberMissing = 0.8;

constexpr std::size_t kFewLetters = 6;
constexpr double kShortName = 0.85;
constexpr double kCommonWords = 0.85;
constexpr double kOneWord = 0.9;
constexpr double kOtherLetters = 0.91;
constexpr double kPlaceMissing = 0.91;
constexpr double kWordMissing = 0.87;
/// Below, two words are not the same for sure.
constexpr double kSameWord = 0.95;

double weightOf(const std::vector<PartyToken>& words, WordRange range, const WordWeights& weights) {
    double weight = 0;
    for (std::size_t i = 0; i < range.count; ++i) weight += weights.of(words[range.begin + i]);
    return weight;
}

std::string lettersOf(const std::vector<PartyToken>& words, WordRange range) {
    std::string letters;
    for (std::size_t i = 0; i < range.count; ++i) letters += words[range.begin + i].text;
    return letters;
}

bool isOwn(const std::vector<PartyToken>& words, WordRange range) {
    return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(range.begin),
                       words.begin() + static_cast<std::ptrdiff_t>(range.begin + range.count),
                       [](const PartyToken& word) { return word.kind == WordKind::Own && !word.isNumber(); });
}

double weightOf(const std::vector<PartyToken>& words, const WordWeights& weights) {
    return weightOf(words, {0, words.size()}, weights);
}

/// A common word that was misread is no rare one.
double weightOf(const WordPair& pair, double ofRead, double ofListed) {
    return pair.likeness.relation == WordRelation::Typo ? std::min(ofRead, ofListed)
                                                        : std::max(ofRead, ofListed);
}

/// The share of both names that the pairs are.
double shareOf(const PartyMatch& match, const PartyName& read, const PartyName& listed,
               const WordWeights& weights) {
    double readAlone = weightOf(read.words, weights);
    double listedAlone = weightOf(listed.words, weights);
    double together = 0;
    double alike = 0;
    for (const auto& pair : match.pairs) {
        const double ofRead = weightOf(read.words, pair.read, weights);
        const double ofListed = weightOf(listed.words, pair.listed, weights);
        readAlone -= ofRead;
        listedAlone -= ofListed;
        const double weight = weightOf(pair, ofRead, ofListed);
        together += weight;
        alike += weight * pair.likeness.share;
    }
    if (together <= 0) return 0;
    readAlone = std::max(readAlone, 0.0);
    listedAlone = std::max(listedAlone, 0.0);
    return alike / (together + kReadAlone * readAlone + kListedAlone * listedAlone +
                    kBothAlone * std::min(readAlone, listedAlone));
}

std::multiset<std::string> numbersOf(const PartyName& name) {
    std::multiset<std::string> numbers;
    for (const auto& word : name.words) {
        if (word.isNumber()) numbers.insert(word.text);
    }
    return numbers;
}

/// A firm with another number is another firm.
double numbersAgree(const PartyName& read, const PartyName& listed) {
    const auto ofRead = numbersOf(read);
    const auto ofListed = numbersOf(listed);
    if (ofRead == ofListed) return 1;
    return ofRead.empty() || ofListed.empty() ? kNumberMissing : kOtherNumber;
}

/// How many letters of words that are the party's own are the same.
std::size_t ownLetters(const PartyMatch& match, const PartyName& listed) {
    std::size_t letters = 0;
    for (const auto& pair : match.pairs) {
        const bool initial = pair.likeness.relation == WordRelation::Initial;
        if (!initial && isOwn(listed.words, pair.listed))
            letters += lettersOf(listed.words, pair.listed).size();
    }
    return letters;
}

bool isSpelledOtherwise(const PartyMatch& match) {
    return std::any_of(match.pairs.begin(), match.pairs.end(),
                       [](const WordPair& pair) { return pair.likeness.share < kSameWord; });
}

/// Whether a word that is in no pair is one of these kinds.
template <WordRange WordPair::*side>
bool isAlone(const PartyMatch& match, const std::vector<PartyToken>& words,
             bool (*isKind)(const PartyToken&)) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool paired = std::any_of(match.pairs.begin(), match.pairs.end(), [&](const WordPair& pair) {
            return i >= (pair.*side).begin && i < (pair.*side).begin + (pair.*side).count;
        });
        if (!paired && isKind(words[i])) return true;
    }
    return false;
}

bool isMissing(const PartyMatch& match, const PartyName& read, const PartyName& listed,
               bool (*isKind)(const PartyToken&)) {
    return isAlone<&WordPair::read>(match, read.words, isKind) ||
           isAlone<&WordPair::listed>(match, listed.words, isKind);
}

bool isPlace(const PartyToken& word) {
    return word.kind == WordKind::Place;
}

bool isNoPlace(const PartyToken& word) {
    return !isPlace(word);
}

/// Lowers the score to what names alone can say.
void beCautious(PartyMatch& match, const PartyName& read, const PartyName& listed) {
    const auto limit = [&](double most, const char* why) {
        if (match.score <= most) return;
        match.score = most;
        match.caution = why;
    };
    const auto own = ownLetters(match, listed);
    constexpr double kWhole = 0.98;
    if (own == 0) return match.score < kWhole ? limit(0, "") : limit(kCommonWords, "words of many firms");
    if (own < kFewLetters) limit(kShortName, "a short name");
    if (read.words.size() == 1 || listed.words.size() == 1) limit(kOneWord, "one word alone says little");
    if (isMissing(match, read, listed, isPlace)) limit(kPlaceMissing, "");
    if (isMissing(match, read, listed, isNoPlace)) limit(kWordMissing, "");
    if (isSpelledOtherwise(match)) limit(kOtherLetters, "a word is spelled otherwise");
}

/// Whether the pairs are all of the listed words, side by side in the line.
bool standsTogether(const PartyMatch& match, const PartyName& listed) {
    std::size_t words = 0;
    std::size_t end = match.pairs.empty() ? 0 : match.pairs.front().read.begin;
    for (const auto& pair : match.pairs) {
        if (pair.read.begin != end || pair.likeness.share < kSameWord) return false;
        end += pair.read.count;
        words += pair.listed.count;
    }
    return words == listed.words.size() && words > 1;
}

}  // namespace

PartyMatch matchNames(const PartyName& read, const PartyName& listed, const WordWeights& weights) {
    PartyMatch match;
    match.pairs = aligned(read.words, listed.words);
    match.names = shareOf(match, read, listed, weights) * numbersAgree(read, listed);
    match.score = match.names;
    beCautious(match, read, listed);
    return match;
}

PartyMatch matchInLine(const PartyName& line, const PartyName& listed, const WordWeights& weights) {
    constexpr std::size_t kEnoughLetters = 10;
    PartyMatch match;
    match.pairs = aligned(line.words, listed.words, true);
    if (!standsTogether(match, listed)) return match;
    const auto letters = lettersOf(listed.words, {0, listed.words.size()}).size();
    if (letters < kEnoughLetters || ownLetters(match, listed) < kFewLetters) return match;
    constexpr double kTelling = 1;  // of one rare word, or of several
    if (weightOf(listed.words, weights) < kTelling) return match;
    match.score = match.names = 1;
    return match;
}

}  // namespace tidewaiter::watchlist
