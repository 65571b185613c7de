#include "tests/ocr/marking_lattice.h"

#include <algorithm>

namespace tidewaiter::ocr::test {

const Alphabet& printAlphabet() {
    static const Alphabet alphabet = [] {
        std::string keys;
        for (char c = '!'; c <= '~'; ++c) keys += std::string(1, c) + "\n";
        return Alphabet(keys + "®\n™\n°\n中\n");
    }();
    return alphabet;
}

Lattice latticeOfText(const std::string& text, const std::vector<Doubt>& doubts) {
    const auto labelOf = [](char c) { return printAlphabet().labelsOf(std::string(1, c)).at(0); };
    Lattice lattice;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::vector<ClassProbability> step{{labelOf(text[i]), 1}};
        for (const auto& doubt : doubts) {
            if (doubt.at != i) continue;
            step[0].probability -= static_cast<float>(doubt.share);
            step.push_back({labelOf(doubt.other), static_cast<float>(doubt.share)});
        }
        std::sort(step.begin(), step.end(),
                  [](const auto& a, const auto& b) { return a.probability > b.probability; });
        lattice.push_back(step);
        lattice.push_back({{0, 1.0F}});
    }
    return lattice;
}

char lookAlikeOf(char c) {
    constexpr std::string_view kFrom = "0O1I8B5S2Z6GQDlio";
    constexpr std::string_view kTo = "O0I1B8S5Z2G60O1l0";
    const auto at = kFrom.find(c);
    return at == std::string_view::npos ? '\0' : kTo[at];
}

double Numbers::next() {
    // Knuth's MMIX generator: the constants of D. E. Knuth, TAOCP volume 2, section 3.3.4.
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(state_ >> 11U) / 9007199254740992.0;
}

std::size_t Numbers::below(std::size_t count) {
    return std::min(count - 1, static_cast<std::size_t>(next() * static_cast<double>(count)));
}

}  // namespace tidewaiter::ocr::test
