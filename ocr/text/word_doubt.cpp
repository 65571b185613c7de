#include "ocr/text/word_doubt.h"

#include <algorithm>
#include <string>
#include <vector>

namespace tidewaiter::ocr {

namespace {

constexpr double kKnownWordOdds = 30;
constexpr double kMaxConfidence = 0.99;  // of a line that needed a known word

/// A part of a line: where it begins, how long it is, and what it says without spaces.
struct Span {
    std::size_t begin;
    std::size_t length;
    std::string word;
};

bool hasDigit(const std::string& word) {
    return std::any_of(word.begin(), word.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
}

std::vector<Span> wordsOf(const std::string& text) {
    std::vector<Span> words;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(' ', begin), text.size());
        if (end > begin) words.push_back({begin, end - begin, text.substr(begin, end - begin)});
        begin = end + 1;
    }
    return words;
}

/// Single words, and neighbours taken together as one.
std::vector<Span> spansOf(const std::string& text) {
    auto spans = wordsOf(text);
    const std::size_t count = spans.size();
    for (std::size_t i = 0; i + 1 < count; ++i) {
        const auto& a = spans[i];
        const auto& b = spans[i + 1];
        spans.push_back({a.begin, b.begin + b.length - a.begin, a.word + b.word});
    }
    return spans;
}

/// The likeliest line in which one span is a known word, or an empty text.
std::pair<std::string, double> bestReplacement(const Decoded& decoded, const models::PrintWords& words,
                                               const Alphabet& alphabet) {
    std::pair<std::string, double> best;
    for (const auto& span : spansOf(decoded.text)) {
        if (hasDigit(span.word) || (words.contains(span.word) && span.word.size() == span.length)) continue;
        auto candidates = words.near(span.word);
        if (words.contains(span.word)) candidates.push_back(span.word);
        for (const auto& word : candidates) {
            auto text = decoded.text;
            text.replace(span.begin, span.length, word);
            const double p = probabilityOf(text, decoded.lattice, alphabet);
            if (p * kKnownWordOdds >= decoded.confidence && p > best.second) best = {std::move(text), p};
        }
    }
    return best;
}

}  // namespace

Decoded settled(Decoded decoded, const models::PrintWords& words, const Alphabet& alphabet) {
    const auto [text, p] = bestReplacement(decoded, words, alphabet);
    if (text.empty()) return decoded;
    const double odds = p * kKnownWordOdds;
    Decoded result;
    result.text = text;
    result.confidence = std::min(kMaxConfidence, odds / (odds + 1 - p));
    result.characters = charactersOf(text, decoded.lattice, alphabet);
    result.alternatives = std::move(decoded.alternatives);
    std::erase_if(result.alternatives, [&text = text](const Alternative& a) { return a.text == text; });
    const double left = 1 - result.confidence;
    for (auto& alternative : result.alternatives) alternative.confidence *= left;
    result.alternatives.insert(result.alternatives.begin(), {decoded.text, decoded.confidence * left});
    result.lattice = std::move(decoded.lattice);
    return result;
}

}  // namespace tidewaiter::ocr
