#include "ocr/text/marking_decoder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "models/utf8.h"

namespace tidewaiter::ocr {

namespace {

constexpr double kMaxConfidence = 0.999;
constexpr double kMaxOpinion = 6;   // how much more a second reader's word can count than the network alone
constexpr double kSmallest = 1e-9;  // probability below which a text is not in the lattice
constexpr double kHopeless = 0.05;  // a reading less likely than this is no better than what was there
constexpr double kMostlyOther = 0.15;  // share of characters beyond ASCII above which a line is no marking

constexpr double kUsualCost = models::MarkingGrammar::kUsualCost;

/// What a text of this length costs on the average, to be given back.
double usualCost(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size(); ++length) at += models::decodeAt(text, at).bytes;
    return kUsualCost * static_cast<double>(length);
}

bool isMostlyOther(const std::string& text) {
    std::size_t other = 0;
    std::size_t all = 0;
    for (std::size_t at = 0; at < text.size(); ++all) {
        const auto point = models::decodeAt(text, at);
        other += point.value >= 0x2E80 ? 1 : 0;  // Chinese, Japanese and Korean signs and characters
        at += point.bytes;
    }
    return static_cast<double>(other) > kMostlyOther * static_cast<double>(all);
}

std::string joined(const std::vector<Character>& characters) {
    return std::accumulate(characters.begin(), characters.end(), std::string(),
                           [](std::string sum, const Character& c) { return std::move(sum) + c.text; });
}

}  // namespace

MarkingDecoder::MarkingDecoder(models::MarkingGrammar grammar, const Alphabet& alphabet,
                               const MarkingOptions& options)
    : grammar_(std::move(grammar)), signs_(alphabet, grammar_.signs()), options_(options) {}

/// What a second reader was asked about keeps the weight it got: it is told from the confidences of the texts
/// listed, against their probabilities in the lattice. A text with a character that the lattice does not hold
/// is a candidate only where it is what was read.
void MarkingDecoder::addListed(const Decoded& decoded, std::vector<MarkingCandidate>& candidates) const {
    std::vector<Alternative> listed{{decoded.text, decoded.confidence}};
    listed.insert(listed.end(), decoded.alternatives.begin(), decoded.alternatives.end());
    std::vector<std::pair<double, double>> shares;  // probability in the lattice, how much more was given
    double least = 0;
    for (const auto& [text, confidence] : listed) {
        const bool isReading = shares.empty();
        const double p = isReading ? probabilityOf(text, decoded.lattice, signs_.alphabet())
                                   : probabilityOf(text, decoded.lattice, signs_.alphabet(), 0);
        const double more = p > kSmallest ? confidence / p : 0;
        shares.emplace_back(p, more);
        if (more > 0 && (least == 0 || more < least)) least = more;
    }
    for (std::size_t i = 0; i < listed.size(); ++i) {
        const auto [p, more] = shares[i];
        if (p <= kSmallest) continue;
        const double factor = least > 0 ? std::clamp(more / least, 1.0, kMaxOpinion) : 1;
        const auto known = std::find_if(candidates.begin(), candidates.end(),
                                        [&](const MarkingCandidate& c) { return c.text == listed[i].text; });
        if (known != candidates.end())
            known->mass *= factor;
        else
            candidates.push_back({listed[i].text, signs_.alphabet().labelsOf(listed[i].text), p * factor,
                                  grammar_.logProbability(listed[i].text) + usualCost(listed[i].text)});
    }
}

std::vector<MarkingCandidate> MarkingDecoder::candidatesOf(const Decoded& decoded) const {
    MarkingSearch search(grammar_, signs_, options_.beam, options_.trust);
    for (const auto& step : signs_.added(decoded.lattice)) search.step(step);
    auto candidates = search.results();
    addListed(decoded, candidates);
    return candidates;
}

/// `labels` with each sign as the character that the network most likely said in its place.
std::string MarkingDecoder::standIns(const std::vector<int>& labels, const Lattice& lattice) const {
    std::vector<std::string> spelled;
    for (const int label : labels) {
        const bool sign = label < 0;
        spelled.push_back(sign ? signs_.signOf(label).likenesses.front().seenAs
                               : signs_.alphabet().symbol(label));
    }
    const auto text = [&spelled] { return std::accumulate(spelled.begin(), spelled.end(), std::string()); };
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] >= 0) continue;
        double best = -1;
        std::string bestSpelling;
        for (const auto& likeness : signs_.signOf(labels[i]).likenesses) {
            spelled[i] = likeness.seenAs;
            const double p = likeness.share * probabilityOf(text(), lattice, signs_.alphabet());
            if (p <= best) continue;
            best = p;
            bestSpelling = likeness.seenAs;
        }
        spelled[i] = bestSpelling;
    }
    return text();
}

std::vector<Character> MarkingDecoder::charactersOf(const MarkingCandidate& candidate,
                                                    const Lattice& lattice) const {
    auto read = ocr::charactersOf(standIns(candidate.labels, lattice), lattice, signs_.alphabet());
    std::vector<Character> characters;
    std::size_t at = 0;
    for (const int label : candidate.labels) {
        const bool unseen = label < 0 && signs_.signOf(label).likenesses.front().seenAs.empty();
        if (unseen) {
            characters.push_back({signs_.shown(label), 0.5, {}});
            continue;
        }
        if (at == read.size()) return {};
        auto character = std::move(read[at++]);
        if (label < 0) {
            character.alternatives.insert(character.alternatives.begin(),
                                          {character.text, character.confidence});
            character.text = signs_.shown(label);
        }
        if (!character.text.empty()) characters.push_back(std::move(character));
    }
    return characters;
}

/// Each text with its share of the weight of all that the lattice allows, likeliest first.
std::vector<MarkingDecoder::Weighed> MarkingDecoder::weighed(
    const std::vector<MarkingCandidate>& candidates) const {
    const double trust = options_.trust;
    const auto logWeight = [trust](double mass, double logPrior) {
        return std::log(mass) + trust * logPrior;
    };
    double largest = -std::numeric_limits<double>::infinity();  // subtracted, so that long lines stay numbers
    for (const auto& c : candidates) largest = std::max(largest, logWeight(c.mass, c.logPrior));
    std::map<std::string, Weighed> texts;
    double total = 0;
    double allowed = 0;  // by the lattice
    double usual = 0;    // weight of the same if the background alone explained it
    for (const auto& c : candidates) {
        const double weight = std::exp(logWeight(c.mass, c.logPrior) - largest);
        auto& entry = texts[c.text];
        if (!entry.spelled || c.mass > entry.spelled->mass) entry.spelled = &c;
        entry.share += weight;
        total += weight;
        allowed += c.mass;
        const double background = grammar_.logBackground(c.text) + usualCost(c.text);
        usual += std::exp(logWeight(c.mass, background) - largest);
    }
    total += std::max(0.0, 1 - allowed) * usual / allowed;  // texts that were not followed to the end
    std::vector<Weighed> sorted;
    for (auto& [text, entry] : texts) sorted.push_back({entry.spelled, entry.share / total});
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Weighed& a, const Weighed& b) { return a.share > b.share; });
    return sorted;
}

Decoded MarkingDecoder::read(Decoded decoded) const {
    if (decoded.text.empty() || decoded.lattice.empty() || isMostlyOther(decoded.text)) return decoded;
    const auto candidates = candidatesOf(decoded);
    if (candidates.empty()) return decoded;
    const auto texts = weighed(candidates);
    const auto& best = *texts.front().spelled;
    const bool changed = best.text != decoded.text;
    if (changed && texts.front().share < kHopeless) return decoded;

    Decoded result;
    result.text = best.text;
    result.confidence = std::min(kMaxConfidence, texts.front().share);
    result.characters = changed ? charactersOf(best, decoded.lattice) : decoded.characters;
    if (joined(result.characters) != result.text) return decoded;
    for (const auto& [candidate, share] : texts) {
        const bool enough = result.alternatives.size() == static_cast<std::size_t>(options_.maxAlternatives);
        if (enough || share < options_.minAlternative) break;
        if (candidate != &best) result.alternatives.push_back({candidate->text, share});
    }
    result.lattice = std::move(decoded.lattice);
    return result;
}

}  // namespace tidewaiter::ocr
