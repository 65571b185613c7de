#include "firmware/station/guide.h"

#include <algorithm>

namespace tidewaiter::station {

namespace {

/// One good photo is enough, whatever the others are.
GuideStep stepFor(Step step, const std::vector<Photo>& photos) {
    GuideStep guide{step, step == Step::Label ? StepState::Missing : StepState::Optional, ""};
    for (const auto& photo : photos) {
        if (photo.step != step) continue;
        if (photo.problem.empty()) return {step, StepState::Done, ""};
        guide.state = StepState::Again;
        guide.why = photo.problem;
    }
    return guide;
}

}  // namespace

Guide guideFor(const std::vector<Photo>& photos) {
    Guide guide;
    for (const auto step : {Step::Label, Step::Board, Step::Chip})
        guide.steps.push_back(stepFor(step, photos));
    // Photos of something else, without a label among them, are an inspection too: nothing is asked for then.
    const bool other = std::any_of(photos.begin(), photos.end(), [](const Photo& photo) {
        return photo.step != Step::Label && photo.problem.empty();
    });
    if (other && guide.steps.front().state == StepState::Missing)
        guide.steps.front().state = StepState::Optional;
    for (const auto wanted : {StepState::Again, StepState::Missing}) {
        const auto found = std::find_if(guide.steps.begin(), guide.steps.end(),
                                        [&](const GuideStep& step) { return step.state == wanted; });
        if (found != guide.steps.end()) {
            guide.next = found->step;
            return guide;
        }
    }
    return guide;
}

}  // namespace tidewaiter::station
