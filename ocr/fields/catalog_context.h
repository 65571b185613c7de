// Catalog context: names too short to be believed alone, with their maker named elsewhere in the picture.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>
#include <vector>

#include "ocr/fields/candidate.h"
#include "ocr/fields/understand.h"

namespace tidewaiter::ocr {

/// "H100" in one line is weak; with "NVIDIA" read in another line of the same frame the catalogue is asked
/// once more, as if both stood in one line. Only entries of that maker count, and less than if they did stand
/// so. `frames` are those of the readings; the makers come from the brands among `candidates`.
[[nodiscard]] std::vector<Candidate> catalogContextFields(const std::vector<Reading>& readings,
                                                          const std::vector<std::string>& frames,
                                                          const std::vector<Candidate>& candidates,
                                                          const Knowledge& knowledge);

}  // namespace tidewaiter::ocr
