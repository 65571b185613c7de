// Guide: which photo is to be taken next, and why.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firmware/station/case.h"

namespace tidewaiter::station {

enum class StepState { Done, Missing, Optional, Again };

inline constexpr auto kStepStates = makeNameTable<StepState>({{StepState::Done, "done"},
                                                              {StepState::Missing, "missing"},
                                                              {StepState::Optional, "optional"},
                                                              {StepState::Again, "again"}});

struct GuideStep {
    Step step = Step::Label;
    StepState state = StepState::Missing;
    std::string why;  ///< what is wrong with the photo there is; empty otherwise
};

struct Guide {
    std::vector<GuideStep> steps;  ///< label, board, chip
    std::optional<Step> next;      ///< nothing: all that is needed is there
};

/// A label is always needed. A board and a chip are worth a photo where the box is open, which only the
/// officer knows: they are offered.
[[nodiscard]] Guide guideFor(const std::vector<Photo>& photos);

}  // namespace tidewaiter::station
