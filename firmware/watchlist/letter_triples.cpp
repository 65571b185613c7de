#include "firmware/watchlist/letter_triples.h"

#include <algorithm>

#include "ocr/fields/ascii.h"

namespace tidewaiter::watchlist {

namespace {

constexpr std::uint32_t kEdge = 0;

std::uint32_t numberOf(char c) {
    return static_cast<std::uint32_t>(ocr::isDigit(c) ? c - '0' + 27 : c - 'a' + 1);
}

}  // namespace

std::vector<std::uint32_t> letterTriples(const PartyName& name) {
    std::vector<std::uint32_t> letters{kEdge};
    for (const auto& word : name.words) {
        for (const char c : word.text) letters.push_back(numberOf(c));
    }
    letters.push_back(kEdge);
    std::vector<std::uint32_t> triples;
    for (std::size_t i = 2; i < letters.size(); ++i)
        triples.push_back((letters[i - 2] * kLetters + letters[i - 1]) * kLetters + letters[i]);
    std::sort(triples.begin(), triples.end());
    triples.erase(std::unique(triples.begin(), triples.end()), triples.end());
    return triples;
}

}  // namespace tidewaiter::watchlist
