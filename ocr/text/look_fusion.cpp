#include "ocr/text/look_fusion.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace tidewaiter::ocr {

namespace {

constexpr double kSecondOpinionOdds = 5;  // what the second reader's word is worth
constexpr double kMaxConfidence = 0.999;
constexpr std::size_t kConsidered = 4;  // texts of each look

/// A text with the look that makes it likeliest.
struct Weighed {
    std::string text;
    double probability = 0;  ///< mean over the looks
    std::size_t best = 0;
};

Weighed weighed(const std::string& text, const std::vector<Decoded>& looks, const Alphabet& alphabet) {
    Weighed result{text, 0, 0};
    double most = -1;
    for (std::size_t i = 0; i < looks.size(); ++i) {
        const double p = probabilityOf(text, looks[i].lattice, alphabet);
        result.probability += p / static_cast<double>(looks.size());
        if (p > most) result.best = i;
        most = std::max(most, p);
    }
    return result;
}

std::set<std::string> consideredBy(const std::vector<Decoded>& looks) {
    std::set<std::string> texts;
    for (const auto& look : looks) {
        if (!look.text.empty()) texts.insert(look.text);
        for (std::size_t i = 0; i < std::min(kConsidered, look.alternatives.size()); ++i)
            texts.insert(look.alternatives[i].text);
    }
    texts.erase("");
    return texts;
}

}  // namespace

Decoded fusedLooks(const std::vector<Decoded>& looks, const Alphabet& alphabet) {
    std::vector<Weighed> texts;
    for (const auto& text : consideredBy(looks)) texts.push_back(weighed(text, looks, alphabet));
    if (texts.empty()) return looks.front();
    std::stable_sort(texts.begin(), texts.end(),
                     [](const auto& a, const auto& b) { return a.probability > b.probability; });
    const auto& best = texts.front();
    const auto& look = looks[best.best];
    Decoded result;
    result.text = best.text;
    result.confidence = std::min(1.0, best.probability);
    result.characters =
        best.text == look.text ? look.characters : charactersOf(best.text, look.lattice, alphabet);
    for (std::size_t i = 1; i < texts.size(); ++i)
        result.alternatives.push_back({texts[i].text, texts[i].probability});
    result.lattice = look.lattice;
    return result;
}

Decoded fused(const Decoded& first, const SecondOpinion& second, const Alphabet& alphabet) {
    std::map<std::string, double> weights{{first.text, first.confidence}};
    for (const auto& alternative : first.alternatives) weights[alternative.text] = alternative.confidence;
    for (const auto& text : spellings(second.text)) {
        const auto known = weights.find(text);
        const double p =
            known != weights.end() ? known->second : probabilityOf(text, first.lattice, alphabet);
        if (p > 0) weights[text] = p * (1 + (kSecondOpinionOdds - 1) * second.confidence);
    }
    double allowed = 0;  // what the network gives all of these together
    for (const auto& [text, weight] : weights) allowed += std::min(1.0, weight);
    const double rest = std::max(
        0.0, 1 - first.confidence -
                 std::accumulate(first.alternatives.begin(), first.alternatives.end(), 0.0,
                                 [](double sum, const Alternative& a) { return sum + a.confidence; }));
    double total = rest;
    for (const auto& [text, weight] : weights) total += weight;
    Decoded result;
    result.lattice = first.lattice;
    for (const auto& [text, weight] : weights) {
        const double p = std::min(kMaxConfidence, weight / total);
        if (p > result.confidence) {
            if (!result.text.empty()) result.alternatives.push_back({result.text, result.confidence});
            result.text = text;
            result.confidence = p;
        } else {
            result.alternatives.push_back({text, p});
        }
    }
    std::stable_sort(result.alternatives.begin(), result.alternatives.end(),
                     [](const Alternative& a, const Alternative& b) { return a.confidence > b.confidence; });
    result.characters =
        result.text == first.text ? first.characters : charactersOf(result.text, result.lattice, alphabet);
    return result;
}

std::vector<std::string> spellings(const std::string& text) {
    constexpr const char* kSigns = ".,:;'`|_-~*^\" ";
    const auto first = text.find_first_not_of(kSigns);
    if (first == std::string::npos) return {};
    const auto bare = text.substr(first, text.find_last_not_of(kSigns) - first + 1);
    return bare == text ? std::vector{text} : std::vector{text, bare};
}

}  // namespace tidewaiter::ocr
