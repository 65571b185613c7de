#include "tests/vision/roc.h"

#include <algorithm>
#include <functional>

namespace tidewaiter::test {

double areaUnderCurve(const Scores& scores) {
    if (scores.negatives.empty() || scores.positives.empty()) return 0.5;
    auto sorted = scores.negatives;
    std::sort(sorted.begin(), sorted.end());
    double won = 0;
    for (const double positive : scores.positives) {
        const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), positive);
        won += static_cast<double>(low - sorted.begin()) + static_cast<double>(high - low) / 2;
    }
    return won / (static_cast<double>(scores.positives.size()) * static_cast<double>(sorted.size()));
}

double detectedAt(const Scores& scores, double falseAlarms) {
    if (scores.positives.empty()) return 0;
    auto sorted = scores.negatives;
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    const auto allowed = static_cast<std::size_t>(falseAlarms * static_cast<double>(sorted.size()));
    // With fewer negatives than the share asks for, none may be reached.
    const auto above = [&](double score) { return sorted.size() <= allowed || score > sorted[allowed]; };
    const auto found = std::count_if(scores.positives.begin(), scores.positives.end(), above);
    return static_cast<double>(found) / static_cast<double>(scores.positives.size());
}

}  // namespace tidewaiter::test
