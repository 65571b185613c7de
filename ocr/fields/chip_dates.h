// Chip dates: date codes in the markings of chips, which stand there without a caption.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <vector>

#include "ocr/fields/candidate.h"
#include "ocr/fields/layout.h"
#include "vision/region.h"

namespace tidewaiter::ocr {

/// Four digits that can be year and week are a date code only where the text is a chip's: within a region of
/// kind package, or in one block with a part number found by shape or by the catalogue (`parts`). They must
/// be the line's last word. Everywhere else four digits are four digits.
[[nodiscard]] std::vector<Candidate> chipDateFields(const std::vector<Reading>& readings,
                                                    const std::vector<Line>& lines,
                                                    const std::vector<vision::Region>& regions,
                                                    const std::vector<Candidate>& parts);

}  // namespace tidewaiter::ocr
