#include "ocr/text/ctc.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>

namespace tidewaiter::ocr {

namespace {

constexpr int kBlank = 0;
constexpr float kMinCandidate = 1e-3F;

std::vector<ClassProbability> candidatesOf(const float* step, const Alphabet& alphabet, int count) {
    float lost = 0;
    for (const int label : alphabet.unreadableLabels()) lost += step[label];
    const float gain = 1.0F / std::max(1.0F - lost, kMinCandidate);
    std::vector<ClassProbability> best;
    for (int label = 0; label <= alphabet.size(); ++label) {
        const float p = step[label] * gain;
        if (p < kMinCandidate || !alphabet.readable(label)) continue;
        const auto at = std::find_if(best.begin(), best.end(),
                                     [p](const ClassProbability& c) { return c.probability < p; });
        best.insert(at, ClassProbability{label, std::min(p, 1.0F)});
        if (static_cast<int>(best.size()) > count) best.pop_back();
    }
    if (best.empty()) best.push_back({kBlank, 1.0F});
    return best;
}

std::vector<int> bestPath(const Lattice& lattice) {
    std::vector<int> labels;
    int previous = kBlank;
    for (const auto& step : lattice) {
        const int label = step.front().label;
        if (label != kBlank && label != previous) labels.push_back(label);
        previous = label;
    }
    return labels;
}

struct Mass {
    double blank = 0;     ///< probability of the prefix with a blank last
    double nonBlank = 0;  ///< with its last character last

    [[nodiscard]] double total() const { return blank + nonBlank; }
};

using Beam = std::map<std::vector<int>, Mass>;

void extend(const std::vector<int>& prefix, const Mass& mass, const ClassProbability& candidate, Beam& next) {
    const double p = candidate.probability;
    if (candidate.label == kBlank) {
        next[prefix].blank += p * mass.total();
        return;
    }
    const bool repeats = !prefix.empty() && prefix.back() == candidate.label;
    if (repeats) next[prefix].nonBlank += p * mass.nonBlank;
    const double gained = p * (repeats ? mass.blank : mass.total());
    if (gained == 0) return;  // impossible: it would only fill the beam
    auto longer = prefix;
    longer.push_back(candidate.label);
    next[std::move(longer)].nonBlank += gained;
}

/// Leaves the `width` most probable, of equally probable ones those that come first: ties must not let the
/// beam grow.
void prune(Beam& beam, std::size_t width) {
    if (beam.size() <= width) return;
    std::vector<double> totals;
    totals.reserve(beam.size());
    for (const auto& [prefix, mass] : beam) totals.push_back(mass.total());
    std::nth_element(totals.begin(), totals.begin() + static_cast<std::ptrdiff_t>(width) - 1, totals.end(),
                     std::greater<>());
    const double least = totals[width - 1];
    auto room = width - static_cast<std::size_t>(std::count_if(
                            totals.begin(), totals.end(), [least](double total) { return total > least; }));
    std::erase_if(beam, [least, &room](const auto& entry) {
        const double total = entry.second.total();
        if (total != least) return total < least;
        if (room == 0) return true;
        --room;
        return false;
    });
}

Beam searchPrefixes(const Lattice& lattice, int width) {
    Beam beam{{{}, Mass{1, 0}}};
    for (const auto& step : lattice) {
        Beam next;
        for (const auto& [prefix, mass] : beam) {
            for (const auto& candidate : step) extend(prefix, mass, candidate, next);
        }
        prune(next, static_cast<std::size_t>(width));
        beam = std::move(next);
    }
    return beam;
}

std::string spell(const std::vector<int>& labels, const Alphabet& alphabet) {
    std::string text;
    for (const int label : labels) text += alphabet.symbol(label);
    return text;
}

/// Probability of each text that the beam search ended with; labels that spell alike are one text.
std::map<std::string, double> spelledTexts(const Lattice& lattice, const Alphabet& alphabet, int beam) {
    std::map<std::string, double> texts;
    for (const auto& [labels, mass] : searchPrefixes(lattice, beam))
        texts[spell(labels, alphabet)] += mass.total();
    return texts;
}

double at(const std::vector<ClassProbability>& step, int label, double floor) {
    const auto found = std::find_if(step.begin(), step.end(),
                                    [label](const ClassProbability& c) { return c.label == label; });
    return found == step.end() ? floor : std::max<double>(found->probability, floor);
}

/// The labels with a blank before, between and after them: the states of CTC's forward algorithm.
std::vector<int> withBlanks(const std::vector<int>& labels) {
    std::vector<int> states{kBlank};
    for (const int label : labels) {
        states.push_back(label);
        states.push_back(kBlank);
    }
    return states;
}

/// How many states may lie between a state and its predecessor: 2 where a blank can be skipped.
std::size_t reach(const std::vector<int>& states, std::size_t s) {
    return s >= 2 && states[s] != kBlank && states[s] != states[s - 2] ? 2 : std::min<std::size_t>(s, 1);
}

/// Log probability of the best way to each state at each step, with the state it came from.
struct Alignment {
    std::vector<std::vector<std::size_t>> from;
    std::vector<double> last;
};

Alignment align(const std::vector<int>& states, const Lattice& lattice, double floor) {
    constexpr double kNever = -std::numeric_limits<double>::infinity();
    Alignment alignment;
    std::vector<double> score(states.size(), kNever);
    for (std::size_t s = 0; s < std::min<std::size_t>(2, states.size()); ++s)
        score[s] = std::log(at(lattice[0], states[s], floor));
    for (std::size_t t = 1; t < lattice.size(); ++t) {
        std::vector<double> next(states.size());
        std::vector<std::size_t> from(states.size());
        for (std::size_t s = 0; s < states.size(); ++s) {
            std::size_t best = s;
            for (std::size_t back = 1; back <= reach(states, s); ++back) {
                if (score[s - back] > score[best]) best = s - back;
            }
            from[s] = best;
            next[s] = score[best] + std::log(at(lattice[t], states[s], floor));
        }
        score = std::move(next);
        alignment.from.push_back(std::move(from));
    }
    alignment.last = std::move(score);
    return alignment;
}

/// The state at each step on the likeliest way that ends in the last label or the blank behind it.
std::vector<std::size_t> likeliestStates(const std::vector<int>& states, const Lattice& lattice,
                                         double floor) {
    const auto alignment = align(states, lattice, floor);
    std::size_t s = states.size() - 1;
    if (states.size() > 1 && alignment.last[s - 1] > alignment.last[s]) --s;
    if (!std::isfinite(alignment.last[s])) return {};
    std::vector<std::size_t> path(lattice.size());
    for (std::size_t t = lattice.size(); t-- > 0;) {
        path[t] = s;
        if (t > 0) s = alignment.from[t - 1][s];
    }
    return path;
}

Character characterAt(const std::vector<ClassProbability>& step, int label, double floor,
                      const Alphabet& alphabet) {
    Character character{alphabet.symbol(label), at(step, label, floor), {}};
    for (const auto& candidate : step) {
        if (candidate.label == kBlank || alphabet.symbol(candidate.label) == character.text) continue;
        character.alternatives.push_back({alphabet.symbol(candidate.label), candidate.probability});
    }
    return character;
}

std::vector<Character> charactersOf(const std::vector<int>& labels, const Lattice& lattice,
                                    const Alphabet& alphabet, double floor) {
    if (labels.empty() || lattice.empty()) return {};
    const auto states = withBlanks(labels);
    const auto path = likeliestStates(states, lattice, floor);
    if (path.empty()) return {};
    std::vector<Character> characters;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::size_t state = 2 * i + 1;
        std::size_t surest = lattice.size();
        for (std::size_t t = 0; t < path.size(); ++t) {
            if (path[t] != state) continue;
            if (surest == lattice.size() ||
                at(lattice[t], labels[i], floor) > at(lattice[surest], labels[i], floor))
                surest = t;
        }
        characters.push_back(characterAt(lattice[surest], labels[i], floor, alphabet));
    }
    return characters;
}

}  // namespace

Lattice latticeOf(const float* data, int steps, const Alphabet& alphabet, int count) {
    Lattice lattice;
    lattice.reserve(static_cast<std::size_t>(steps));
    for (int t = 0; t < steps; ++t) {
        lattice.push_back(
            candidatesOf(data + static_cast<std::ptrdiff_t>(t) * (alphabet.size() + 1), alphabet, count));
    }
    return lattice;
}

Decoded decodeCtc(Lattice lattice, const Alphabet& alphabet, const CtcOptions& options) {
    const auto labels = bestPath(lattice);
    Decoded decoded;
    decoded.text = spell(labels, alphabet);
    decoded.characters = charactersOf(labels, lattice, alphabet, kMinCandidate);
    for (const auto& [text, p] : spelledTexts(lattice, alphabet, options.beam)) {
        if (text == decoded.text) {
            decoded.confidence = std::min(1.0, p);
        } else if (p >= options.minAlternative) {
            decoded.alternatives.push_back({text, std::min(1.0, p)});
        }
    }
    std::stable_sort(decoded.alternatives.begin(), decoded.alternatives.end(),
                     [](const Alternative& a, const Alternative& b) { return a.confidence > b.confidence; });
    if (decoded.alternatives.size() > static_cast<std::size_t>(options.maxAlternatives)) {
        decoded.alternatives.resize(static_cast<std::size_t>(options.maxAlternatives));
    }
    decoded.lattice = std::move(lattice);
    return decoded;
}

double probabilityOf(const std::string& text, const Lattice& lattice, const Alphabet& alphabet,
                     double floor) {
    const auto labels = alphabet.labelsOf(text);
    if (lattice.empty() || (labels.empty() && !text.empty())) return 0;
    const auto states = withBlanks(labels);
    std::vector<double> mass(states.size(), 0);
    for (std::size_t s = 0; s < std::min<std::size_t>(2, states.size()); ++s)
        mass[s] = at(lattice[0], states[s], floor);
    for (std::size_t t = 1; t < lattice.size(); ++t) {
        std::vector<double> next(states.size(), 0);
        for (std::size_t s = 0; s < states.size(); ++s) {
            for (std::size_t back = 0; back <= reach(states, s); ++back) next[s] += mass[s - back];
            next[s] *= at(lattice[t], states[s], floor);
        }
        mass = std::move(next);
    }
    return std::min(1.0, mass.back() + (mass.size() > 1 ? mass[mass.size() - 2] : 0));
}

std::vector<Character> charactersOf(const std::string& text, const Lattice& lattice, const Alphabet& alphabet,
                                    double floor) {
    return charactersOf(alphabet.labelsOf(text), lattice, alphabet, floor);
}

}  // namespace tidewaiter::ocr
