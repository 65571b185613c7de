#include "firmware/watchlist/doubtful_text.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "models/tokens.h"
#include "ocr/fields/confusables.h"

namespace tidewaiter::watchlist {

namespace {

/// What a reader leaves for characters that it did not name, however sure it is.
constexpr double kLeastRest = 1e-4;
/// Of that, the share of each look-alike and of each other character (36 capitals and digits).
constexpr double kShareOfLookAlike = 0.2;
constexpr double kShareOfOthers = 0.01;
/// How often a reader drops a character of a line that it is otherwise sure of, or invents one.
constexpr double kSlip = 2e-4;

bool isCanonical(std::string_view one) {
    return one.size() == 1 && (models::isDigit(one[0]) || models::isLetter(one[0]));
}

char capital(std::string_view one) {
    return models::upperCased(one)[0];
}

void add(Slot& slot, char c, double probability) {
    const auto known = std::find_if(slot.choices.begin(), slot.choices.end(),
                                    [&](const auto& choice) { return choice.first == c; });
    if (known == slot.choices.end()) {
        slot.choices.emplace_back(c, probability);
    } else {
        known->second += probability;  // a capital and its small letter
    }
}

Slot slotOf(const ocr::Character& character) {
    Slot slot;
    add(slot, capital(character.text), character.confidence);
    for (const auto& other : character.alternatives) {
        if (isCanonical(other.text)) add(slot, capital(other.text), other.confidence);
    }
    double sum = 0;
    for (const auto& choice : slot.choices) sum += choice.second;
    for (auto& choice : slot.choices) choice.second /= std::max(sum, 1.0);
    std::stable_sort(slot.choices.begin() + 1, slot.choices.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return slot;
}

/// The reading's confidence is calibrated as a whole, its characters' are not: they are brought to a product
/// that is that confidence, and what they give or take goes to their alternatives in proportion.
void calibrate(DoubtfulText& text, double confidence) {
    double logarithms = 0;
    for (const auto& slot : text) logarithms += std::log(std::max(slot.choices.front().second, kLeastRest));
    if (logarithms >= 0) return;
    const double exponent = std::log(std::clamp(confidence, kLeastRest, 1.0 - kLeastRest)) / logarithms;
    for (auto& slot : text) {
        auto& best = slot.choices.front().second;
        const double before = best;
        best = std::pow(best, exponent);
        for (std::size_t i = 1; i < slot.choices.size(); ++i)
            slot.choices[i].second *= (1 - best) / std::max(1 - before, kLeastRest);
    }
}

/// Which choice of each place; probability first, so that the likeliest stands on top.
struct Open {
    double probability = 0;
    std::vector<std::size_t> choices;
    std::size_t from = 0;  ///< places before this one stay as they are: each combination comes once

    bool operator<(const Open& other) const { return probability < other.probability; }
};

}  // namespace

DoubtfulText textOf(std::string_view value, double confidence) {
    DoubtfulText text;
    const double each = std::pow(std::clamp(confidence, 0.0, 1.0),
                                 1.0 / static_cast<double>(std::max<std::size_t>(1, value.size())));
    for (const char c : value) text.push_back({{{c, each}}});
    return text;
}

DoubtfulText textOf(const ocr::Reading& reading, std::string_view value) {
    DoubtfulText all;
    std::string joined;
    for (const auto& character : reading.characters) {
        if (!isCanonical(character.text)) continue;
        all.push_back(slotOf(character));
        joined += all.back().best();
    }
    calibrate(all, reading.confidence);
    const auto at = joined.find(value);
    if (value.empty() || at == std::string::npos) return textOf(value, reading.confidence);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(at);
    return {begin, begin + static_cast<std::ptrdiff_t>(value.size())};
}

DoubtfulText foldedText(const DoubtfulText& text) {
    DoubtfulText folded;
    for (const auto& slot : text) {
        Slot one;
        for (const auto& [c, probability] : slot.choices)
            add(one, ocr::confusableKey({&c, 1})[0], probability);
        std::stable_sort(one.choices.begin(), one.choices.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        folded.push_back(std::move(one));
    }
    return folded;
}

std::string bestOf(const DoubtfulText& text) {
    std::string best;
    for (const auto& slot : text) best += slot.best();
    return best;
}

std::vector<Hypothesis> hypothesesOf(const DoubtfulText& text, std::size_t limit, double least) {
    std::vector<Hypothesis> found;
    std::priority_queue<Open> open;
    double first = 1;
    for (const auto& slot : text) first *= slot.choices.front().second;
    open.push({first, std::vector<std::size_t>(text.size(), 0), 0});
    while (!open.empty() && found.size() < limit && open.top().probability >= first * least) {
        const auto next = open.top();
        open.pop();
        Hypothesis one{"", next.probability};
        for (std::size_t i = 0; i < text.size(); ++i) one.text += text[i].choices[next.choices[i]].first;
        found.push_back(std::move(one));
        for (std::size_t i = next.from; i < text.size(); ++i) {
            const auto& choices = text[i].choices;
            const auto now = next.choices[i];
            if (now + 1 >= choices.size()) continue;
            const double before = std::max(choices[now].second, kLeastRest);
            auto further = next;
            further.probability *= choices[now + 1].second / before;
            further.choices[i] = now + 1;
            further.from = i;
            open.push(std::move(further));
        }
    }
    return found;
}

double likelihoodOf(char c, const Slot& slot) {
    double rest = 1;
    for (const auto& [choice, probability] : slot.choices) {
        if (choice == c) return probability;
        rest -= probability;
    }
    const bool lookAlike = ocr::differOnlyByConfusables({&c, 1}, std::string(1, slot.best()));
    return std::max(rest, kLeastRest) * (lookAlike ? kShareOfLookAlike : kShareOfOthers);
}

double likelihoodOf(std::string_view truth, const DoubtfulText& text, int edits) {
    const auto columns = text.size();
    if (std::abs(static_cast<int>(truth.size()) - static_cast<int>(columns)) > edits) return 0;
    // The best way to bring the first characters of both together with so many slips.
    std::vector<std::vector<double>> before(static_cast<std::size_t>(edits) + 1,
                                            std::vector<double>(columns + 1, 0));
    before[0][0] = 1;
    const auto dropInvented = [&](std::vector<std::vector<double>>& row) {
        for (std::size_t k = 0; k + 1 < row.size(); ++k) {
            for (std::size_t i = 0; i < columns; ++i)
                row[k + 1][i + 1] = std::max(row[k + 1][i + 1], row[k][i] * kSlip);
        }
    };
    dropInvented(before);
    for (const char c : truth) {
        std::vector<std::vector<double>> now(before.size(), std::vector<double>(columns + 1, 0));
        for (std::size_t k = 0; k < now.size(); ++k) {
            for (std::size_t i = 0; i <= columns; ++i) {
                if (k > 0) now[k][i] = std::max(now[k][i], before[k - 1][i] * kSlip);
                if (i > 0 && before[k][i - 1] > 0)
                    now[k][i] = std::max(now[k][i], before[k][i - 1] * likelihoodOf(c, text[i - 1]));
            }
        }
        dropInvented(now);
        before = std::move(now);
    }
    double best = 0;
    for (const auto& row : before) best = std::max(best, row[columns]);
    return best;
}

}  // namespace tidewaiter::watchlist
