// Lead row: teeth in regular turn along one line beside a body.
// Thread rule: pure function, safe to call from any thread. Internal to vision.
#pragma once

#include <optional>
#include <vector>

namespace tidewaiter::vision {

struct RegularTurn {
    double lag = 0;      ///< samples
    double regular = 0;  ///< how much the row repeats itself at this lag, in [0, 1]
};

/// `profile`: brightness from sample to sample, of which [begin, end) lie along the body's side and the
/// others beyond its corners. The shortest lag at which the part along the side repeats itself best; none
/// where it is plain.
[[nodiscard]] RegularTurn regularTurnIn(const std::vector<float>& profile, int begin, int end);

struct LeadRow {
    int count = 0;
    double first = 0;  ///< middle of the first tooth, in samples
    double last = 0;
};

/// The teeth in `profile` that stand about `turn` apart. Nothing unless each tooth between the first and the
/// last is there, all are about as far apart and as bright, and beyond both ends there is none.
[[nodiscard]] std::optional<LeadRow> leadRowIn(const std::vector<float>& profile, int begin, int end,
                                               const RegularTurn& turn);

}  // namespace tidewaiter::vision
