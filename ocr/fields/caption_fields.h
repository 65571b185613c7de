// Caption fields: what captioned values become, and what they explain away.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <vector>

#include "ocr/fields/candidate.h"
#include "ocr/fields/caption_pairs.h"

namespace tidewaiter::ocr {

[[nodiscard]] std::vector<Candidate> captionFields(const std::vector<CaptionPair>& pairs,
                                                   const std::vector<Reading>& readings);

/// The candidates but for mere shapes within a captioned value of another kind: what looks like a part number
/// within the value of "FCC ID" or "S/N" is none, nor are the last four digits of a lot a date code.
[[nodiscard]] std::vector<Candidate> withoutExplained(std::vector<Candidate> candidates,
                                                      const std::vector<CaptionPair>& pairs);

}  // namespace tidewaiter::ocr
