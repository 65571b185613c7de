// ROC: how well a score tells two kinds of cases apart.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <vector>

namespace tidewaiter::test {

/// Scores of cases of both kinds; higher should mean positive.
struct Scores {
    std::vector<double> negatives;
    std::vector<double> positives;
};

/// Area under the curve: the chance that a positive scores higher than a negative, ties counting half (H.
/// Mann and D. Whitney 1947). 0.5 when either kind is missing.
[[nodiscard]] double areaUnderCurve(const Scores& scores);

/// Share of positives above the score that at most `falseAlarms` of the negatives reach; 0 without positives.
[[nodiscard]] double detectedAt(const Scores& scores, double falseAlarms);

}  // namespace tidewaiter::test
