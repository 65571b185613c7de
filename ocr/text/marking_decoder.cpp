#include "ocr/text/marking_decoder.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "models/utf8.h"

namespace tidewaiter::ocr {

namespace {

constexpr int kBlank = 0;
constexpr double kMaxConfidence = 0.999;
constexpr double kMaxOpinion = 6;    // how much more a second reader's word can count than the network alone
constexpr double kSmallest = 1e-9;   // probability below which a text is not in the lattice
constexpr double kHopeless = 0.05;   // a reading less likely than this is no better than what was there
constexpr double kSignFloor = 0.02;  // a sign that the characters allow less is not there
constexpr double kMostlyOther = 0.15;  // share of characters beyond ASCII above which a line is no marking

constexpr double kUsualCost = models::MarkingGrammar::kUsualCost;

/// What a text of this length costs on the average, to be given back.
double usualCost(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size(); ++length) at += models::decodeAt(text, at).bytes;
    return kUsualCost * static_cast<double>(length);
}

int labelOfSign(std::size_t sign) {
    return -1 - static_cast<int>(sign);
}

std::size_t signOfLabel(int label) {
    return static_cast<std::size_t>(-1 - label);
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

/// The prefix beam search. Prefixes are nodes of a tree, so that the grammar follows each of them once.
class MarkingDecoder::Search {
  public:
    Search(const MarkingDecoder& decoder) : decoder_(decoder) {
        nodes_.push_back({0, kBlank, 0, decoder.grammar_.begin(), 0, {}});
        beam_.emplace_back(0, Mass{1, 0});
    }

    void step(const std::vector<ClassProbability>& step) {
        next_.clear();
        place_.clear();
        for (const auto& [node, mass] : beam_) {
            for (const auto& candidate : step) extend(node, mass, candidate);
        }
        prune();
    }

    [[nodiscard]] std::vector<Candidate> results() const {
        std::vector<Candidate> results;
        for (const auto& [node, mass] : beam_) {
            Candidate candidate{{}, labelsOf(node), mass.total(), 0};
            for (const int label : candidate.labels) candidate.text += decoder_.shown(label);
            candidate.logPrior =
                decoder_.grammar_.logWhole(nodes_[node].state) + kUsualCost * nodes_[node].length;
            if (std::isfinite(candidate.logPrior)) results.push_back(std::move(candidate));
        }
        return results;
    }

  private:
    struct Node {
        std::size_t parent;
        int label;
        int length;
        models::MarkingGrammar::State state;
        double logPrior;
        std::vector<std::pair<int, std::size_t>> children;  ///< by label
    };
    struct Mass {
        double blank = 0;     ///< probability of the prefix with a blank last
        double nonBlank = 0;  ///< with its last character last
        [[nodiscard]] double total() const { return blank + nonBlank; }
    };

    Mass& massOf(std::size_t node) {
        const auto [at, isNew] = place_.try_emplace(node, next_.size());
        if (isNew) next_.emplace_back(node, Mass{});
        return next_[at->second].second;
    }

    void extend(std::size_t node, const Mass& mass, const ClassProbability& candidate) {
        const double p = candidate.probability;
        if (candidate.label == kBlank) {
            massOf(node).blank += p * mass.total();
            return;
        }
        const bool repeats = node != 0 && nodes_[node].label == candidate.label;
        if (repeats) massOf(node).nonBlank += p * mass.nonBlank;
        const double longer = p * (repeats ? mass.blank : mass.total());
        if (longer <= 0) return;
        const auto child = childOf(node, candidate.label);
        if (std::isfinite(nodes_[child].logPrior)) massOf(child).nonBlank += longer;
    }

    std::size_t childOf(std::size_t node, int label) {
        for (const auto& [known, child] : nodes_[node].children) {
            if (known == label) return child;
        }
        const bool asked = label < 0;
        const char32_t c = asked ? decoder_.grammar_.signs()[signOfLabel(label)].sign
                                 : models::decodeAt(decoder_.alphabet_.symbol(label), 0).value;
        auto state = decoder_.grammar_.after(nodes_[node].state, c, asked);
        const int length = nodes_[node].length + (decoder_.shown(label).empty() ? 0 : 1);
        const double logPrior = models::MarkingGrammar::logBeginning(state) + kUsualCost * length;
        nodes_.push_back({node, label, length, std::move(state), logPrior, {}});
        nodes_[node].children.emplace_back(label, nodes_.size() - 1);
        return nodes_.size() - 1;
    }

    [[nodiscard]] double scoreOf(const std::pair<std::size_t, Mass>& entry) const {
        return std::log(std::max(entry.second.total(), 1e-300)) +
               decoder_.options_.trust * nodes_[entry.first].logPrior;
    }

    void prune() {
        const auto width = static_cast<std::size_t>(decoder_.options_.beam);
        std::vector<std::pair<double, std::size_t>> scores;
        for (std::size_t i = 0; i < next_.size(); ++i) scores.emplace_back(scoreOf(next_[i]), i);
        const auto kept = std::min(width, scores.size());
        std::partial_sort(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(kept), scores.end(),
                          std::greater<>());
        beam_.clear();
        for (std::size_t i = 0; i < kept; ++i) beam_.push_back(next_[scores[i].second]);
    }

    [[nodiscard]] std::vector<int> labelsOf(std::size_t node) const {
        std::vector<int> labels;
        for (; node != 0; node = nodes_[node].parent) labels.push_back(nodes_[node].label);
        std::reverse(labels.begin(), labels.end());
        return labels;
    }

    const MarkingDecoder& decoder_;
    std::vector<Node> nodes_;
    std::vector<std::pair<std::size_t, Mass>> beam_;
    std::vector<std::pair<std::size_t, Mass>> next_;
    std::unordered_map<std::size_t, std::size_t> place_;  ///< node -> place in next_
};

MarkingDecoder::MarkingDecoder(models::MarkingGrammar grammar, const Alphabet& alphabet,
                               const MarkingOptions& options)
    : grammar_(std::move(grammar)), alphabet_(alphabet), options_(options) {
    const auto& signs = grammar_.signs();
    for (std::size_t i = 0; i < signs.size(); ++i) {
        for (const auto& likeness : signs[i].likenesses) {
            const auto labels = alphabet_.labelsOf(likeness.seenAs);
            const int label = labels.size() == 1 ? labels[0] : kBlank;
            if (label != kBlank || likeness.seenAs.empty())
                signsByLabel_[label].emplace_back(labelOfSign(i), likeness.share);
        }
    }
}

/// Each step with the signs that its characters may stand for.
Lattice MarkingDecoder::withSigns(const Lattice& lattice) const {
    Lattice extended = lattice;
    for (auto& step : extended) {
        std::map<int, double> signs;
        for (const auto& candidate : step) {
            const auto known = signsByLabel_.find(candidate.label);
            if (known == signsByLabel_.end()) continue;
            for (const auto& [sign, share] : known->second) signs[sign] += share * candidate.probability;
        }
        for (const auto& [sign, p] : signs) {
            if (p >= kSignFloor) step.push_back({sign, static_cast<float>(std::min(1.0, p))});
        }
    }
    return extended;
}

std::string MarkingDecoder::shown(int label) const {
    return label < 0 ? grammar_.signs()[signOfLabel(label)].shown : alphabet_.symbol(label);
}

/// What a second reader was asked about keeps the weight it got: it is told from the confidences of the texts
/// listed, against their probabilities in the lattice.
void MarkingDecoder::addListed(const Decoded& decoded, std::vector<Candidate>& candidates) const {
    std::vector<Alternative> listed{{decoded.text, decoded.confidence}};
    listed.insert(listed.end(), decoded.alternatives.begin(), decoded.alternatives.end());
    std::vector<std::pair<double, double>> shares;  // probability in the lattice, how much more was given
    double least = 0;
    for (const auto& [text, confidence] : listed) {
        const double p = probabilityOf(text, decoded.lattice, alphabet_);
        const double more = p > kSmallest ? confidence / p : 0;
        shares.emplace_back(p, more);
        if (more > 0 && (least == 0 || more < least)) least = more;
    }
    for (std::size_t i = 0; i < listed.size(); ++i) {
        const auto [p, more] = shares[i];
        if (p <= kSmallest) continue;
        const double factor = least > 0 ? std::clamp(more / least, 1.0, kMaxOpinion) : 1;
        const auto known = std::find_if(candidates.begin(), candidates.end(),
                                        [&](const Candidate& c) { return c.text == listed[i].text; });
        if (known != candidates.end())
            known->mass *= factor;
        else
            candidates.push_back({listed[i].text, alphabet_.labelsOf(listed[i].text), p * factor,
                                  grammar_.logProbability(listed[i].text) + usualCost(listed[i].text)});
    }
}

std::vector<MarkingDecoder::Candidate> MarkingDecoder::candidatesOf(const Decoded& decoded) const {
    Search search(*this);
    for (const auto& step : withSigns(decoded.lattice)) search.step(step);
    auto candidates = search.results();
    addListed(decoded, candidates);
    return candidates;
}

/// `labels` with each sign as the character that the network most likely said in its place.
std::string MarkingDecoder::standIns(const std::vector<int>& labels, const Lattice& lattice) const {
    std::vector<std::string> spelled;
    for (const int label : labels) {
        const bool sign = label < 0;
        spelled.push_back(sign ? grammar_.signs()[signOfLabel(label)].likenesses.front().seenAs
                               : alphabet_.symbol(label));
    }
    const auto text = [&spelled] { return std::accumulate(spelled.begin(), spelled.end(), std::string()); };
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] >= 0) continue;
        double best = -1;
        std::string bestSpelling;
        for (const auto& likeness : grammar_.signs()[signOfLabel(labels[i])].likenesses) {
            spelled[i] = likeness.seenAs;
            const double p = likeness.share * probabilityOf(text(), lattice, alphabet_);
            if (p <= best) continue;
            best = p;
            bestSpelling = likeness.seenAs;
        }
        spelled[i] = bestSpelling;
    }
    return text();
}

std::vector<Character> MarkingDecoder::charactersOf(const Candidate& candidate,
                                                    const Lattice& lattice) const {
    auto read = ocr::charactersOf(standIns(candidate.labels, lattice), lattice, alphabet_);
    std::vector<Character> characters;
    std::size_t at = 0;
    for (const int label : candidate.labels) {
        const bool unseen =
            label < 0 && grammar_.signs()[signOfLabel(label)].likenesses.front().seenAs.empty();
        if (unseen) {
            characters.push_back({shown(label), 0.5, {}});
            continue;
        }
        if (at == read.size()) return {};
        auto character = std::move(read[at++]);
        if (label < 0) {
            character.alternatives.insert(character.alternatives.begin(),
                                          {character.text, character.confidence});
            character.text = shown(label);
        }
        if (!character.text.empty()) characters.push_back(std::move(character));
    }
    return characters;
}

Decoded MarkingDecoder::read(Decoded decoded) const {
    if (decoded.text.empty() || decoded.lattice.empty() || isMostlyOther(decoded.text)) return decoded;
    const auto candidates = candidatesOf(decoded);
    if (candidates.empty()) return decoded;

    // Weights as logarithms above the largest, so that long lines do not run out of numbers.
    const double trust = options_.trust;
    double largest = -1e300;
    for (const auto& c : candidates) largest = std::max(largest, std::log(c.mass) + trust * c.logPrior);
    std::map<std::string, std::pair<double, const Candidate*>> texts;
    double total = 0;
    double allowed = 0;  // by the lattice
    double usual = 0;    // weight of what the background alone explains
    for (const auto& c : candidates) {
        const double weight = std::exp(std::log(c.mass) + trust * c.logPrior - largest);
        auto& entry = texts[c.text];
        if (!entry.second || c.mass > entry.second->mass) entry.second = &c;
        entry.first += weight;
        total += weight;
        allowed += c.mass;
        usual += std::exp(std::log(c.mass) + trust * (grammar_.logBackground(c.text) + usualCost(c.text)) -
                          largest);
    }
    total += std::max(0.0, 1 - allowed) * usual / allowed;  // texts that were not followed to the end

    const Candidate* best = nullptr;
    double bestWeight = -1;
    for (const auto& [text, entry] : texts) {
        if (entry.first <= bestWeight) continue;
        bestWeight = entry.first;
        best = entry.second;
    }
    Decoded result;
    result.text = best->text;
    result.confidence = std::min(kMaxConfidence, bestWeight / total);
    result.characters =
        best->text == decoded.text ? decoded.characters : charactersOf(*best, decoded.lattice);
    const bool changed = best->text != decoded.text;
    if (changed && result.confidence < kHopeless) return decoded;
    if (joined(result.characters) != result.text) return decoded;
    for (const auto& [text, entry] : texts) {
        const double p = entry.first / total;
        if (text != result.text && p >= options_.minAlternative) result.alternatives.push_back({text, p});
    }
    std::stable_sort(result.alternatives.begin(), result.alternatives.end(),
                     [](const Alternative& a, const Alternative& b) { return a.confidence > b.confidence; });
    if (result.alternatives.size() > static_cast<std::size_t>(options_.maxAlternatives))
        result.alternatives.resize(static_cast<std::size_t>(options_.maxAlternatives));
    result.lattice = std::move(decoded.lattice);
    return result;
}

}  // namespace tidewaiter::ocr
