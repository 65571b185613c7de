// merge: candidates of many readings to fields.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <vector>

#include "ocr/fields/candidate.h"

namespace tidewaiter::ocr {

/// No field is surer than this, however many readings agree.
inline constexpr double kSurest = 0.995;
/// Readings below this never make one another surer.
inline constexpr double kSureEnough = 0.5;
/// Fields below this are noise and left out.
inline constexpr double kLeast = 0.1;

/// One field for each type and value. Of each reading its best candidate counts. Those of readings with at
/// least kSureEnough are combined by noisy-or (1 minus the product of the doubts), the others do not add up.
/// A reading that contradicts and supports the same field does not contradict it. Sorted by type, then
/// confidence, then value.
[[nodiscard]] std::vector<Field> mergedFields(const std::vector<Candidate>& candidates,
                                              const std::vector<Reading>& readings);

}  // namespace tidewaiter::ocr
