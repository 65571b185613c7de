#include "ocr/text/marking_signs.h"

#include <algorithm>
#include <map>

#include "models/utf8.h"

namespace tidewaiter::ocr {

namespace {

constexpr int kBlank = 0;
constexpr double kSignFloor = 0.02;  // a sign that the characters allow less is not there

}  // namespace

MarkingSigns::MarkingSigns(const Alphabet& alphabet, std::vector<models::MarkingSign> signs)
    : alphabet_(alphabet), signs_(std::move(signs)) {
    for (std::size_t i = 0; i < signs_.size(); ++i) {
        for (const auto& likeness : signs_[i].likenesses) {
            const auto labels = alphabet_.labelsOf(likeness.seenAs);
            if (labels.size() > 1 || labels.empty() != likeness.seenAs.empty())
                continue;  // not in this alphabet
            const int label = labels.empty() ? kBlank : labels[0];
            signsByLabel_[label].emplace_back(-1 - static_cast<int>(i), likeness.share);
        }
    }
}

const models::MarkingSign& MarkingSigns::signOf(int label) const {
    return signs_[static_cast<std::size_t>(-1 - label)];
}

char32_t MarkingSigns::character(int label) const {
    return isSign(label) ? signOf(label).sign : models::decodeAt(alphabet_.symbol(label), 0).value;
}

const std::string& MarkingSigns::shown(int label) const {
    return isSign(label) ? signOf(label).shown : alphabet_.symbol(label);
}

Lattice MarkingSigns::added(Lattice lattice) const {
    for (auto& step : lattice) {
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
    return lattice;
}

}  // namespace tidewaiter::ocr
