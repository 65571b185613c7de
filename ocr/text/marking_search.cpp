#include "ocr/text/marking_search.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace tidewaiter::ocr {

namespace {

constexpr int kBlank = 0;
constexpr double kUsualCost = models::MarkingGrammar::kUsualCost;

}  // namespace

MarkingSearch::MarkingSearch(const models::MarkingGrammar& grammar, const MarkingSigns& signs, int beam,
                             double trust)
    : grammar_(grammar), signs_(signs), beamWidth_(static_cast<std::size_t>(beam)), trust_(trust) {
    nodes_.push_back({0, kBlank, 0, grammar.begin(), 0, {}});
    beam_.emplace_back(0, Masses{1, 0});
}

void MarkingSearch::step(const std::vector<ClassProbability>& step) {
    next_.clear();
    placeInNext_.clear();
    for (const auto& [node, masses] : beam_) {
        for (const auto& candidate : step) extend(node, masses, candidate);
    }
    prune();
}

std::vector<MarkingCandidate> MarkingSearch::results() const {
    std::vector<MarkingCandidate> results;
    for (const auto& [node, masses] : beam_) {
        const double logPrior = grammar_.logWhole(nodes_[node].state) + kUsualCost * nodes_[node].length;
        if (!std::isfinite(logPrior)) continue;
        MarkingCandidate candidate{{}, labelsOf(node), masses.total(), logPrior};
        for (const int label : candidate.labels) candidate.text += signs_.shown(label);
        results.push_back(std::move(candidate));
    }
    return results;
}

MarkingSearch::Masses& MarkingSearch::massesOf(std::size_t node) {
    const auto [at, isNew] = placeInNext_.try_emplace(node, next_.size());
    if (isNew) next_.emplace_back(node, Masses{});
    return next_[at->second].second;
}

void MarkingSearch::extend(std::size_t node, const Masses& masses, const ClassProbability& candidate) {
    const double p = candidate.probability;
    if (candidate.label == kBlank) {
        massesOf(node).blank += p * masses.total();
        return;
    }
    const bool repeats = node != 0 && nodes_[node].label == candidate.label;
    if (repeats) massesOf(node).nonBlank += p * masses.nonBlank;
    const double longer = p * (repeats ? masses.blank : masses.total());
    if (longer <= 0) return;
    const auto child = childOf(node, candidate.label);
    if (std::isfinite(nodes_[child].logPrior)) massesOf(child).nonBlank += longer;
}

std::size_t MarkingSearch::childOf(std::size_t node, int label) {
    for (const auto& [known, child] : nodes_[node].children) {
        if (known == label) return child;
    }
    auto state = grammar_.after(nodes_[node].state, signs_.character(label), MarkingSigns::isSign(label));
    const int length = nodes_[node].length + (signs_.shown(label).empty() ? 0 : 1);
    const double logPrior = models::MarkingGrammar::logBeginning(state) + kUsualCost * length;
    nodes_.push_back({node, label, length, std::move(state), logPrior, {}});
    nodes_[node].children.emplace_back(label, nodes_.size() - 1);
    return nodes_.size() - 1;
}

double MarkingSearch::scoreOf(const Entry& entry) const {
    constexpr double kLeast = std::numeric_limits<double>::min();
    return std::log(std::max(entry.second.total(), kLeast)) + trust_ * nodes_[entry.first].logPrior;
}

void MarkingSearch::prune() {
    std::vector<std::pair<double, std::size_t>> scores;
    for (std::size_t i = 0; i < next_.size(); ++i) scores.emplace_back(scoreOf(next_[i]), i);
    const auto kept = std::min(beamWidth_, scores.size());
    std::partial_sort(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(kept), scores.end(),
                      std::greater<>());
    beam_.clear();
    for (std::size_t i = 0; i < kept; ++i) beam_.push_back(next_[scores[i].second]);
}

std::vector<int> MarkingSearch::labelsOf(std::size_t node) const {
    std::vector<int> labels;
    for (; node != 0; node = nodes_[node].parent) labels.push_back(nodes_[node].label);
    std::reverse(labels.begin(), labels.end());
    return labels;
}

}  // namespace tidewaiter::ocr
