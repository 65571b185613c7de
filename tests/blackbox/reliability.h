// Reliability: whether readings reported with a confidence are right that often.
// Thread rule: pure functions over values, safe to call from any thread.
//
// Source: A. Niculescu-Mizil and R. Caruana, "Predicting Good Probabilities with Supervised Learning", ICML
// 2005 (reliability diagrams); M. Naeini et al., "Obtaining Well Calibrated Probabilities Using Bayesian
// Binning", AAAI 2015 (expected calibration error).
#pragma once

#include <iosfwd>
#include <vector>

#include "tests/blackbox/run_result.h"

namespace tidewaiter::blackbox {

/// Readings whose confidence lies in [from, to), and those of them that are right.
struct ReliabilityBin {
    double from = 0;
    double to = 1;
    int judged = 0;
    int right = 0;
    double confidences = 0;  ///< sum
};

struct Reliability {
    std::vector<ReliabilityBin> bins;  ///< ascending, together [0, 1]

    /// Mean distance between confidence and share of right readings, weighed by readings; 0 is perfect.
    [[nodiscard]] double expectedError() const;
};

/// Judges every reading of `run` that can be judged, see verdictOn().
[[nodiscard]] Reliability reliabilityOf(const RunResult& run);

void print(std::ostream& out, const Reliability& reliability);

}  // namespace tidewaiter::blackbox
