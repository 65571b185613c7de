// quality.*: photos from which nothing can be concluded ask for another one, and lamps that do not work
// together for others.
#include <algorithm>

#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"
#include "vision/surface/lit_sets.h"

namespace tidewaiter::inspection {

std::vector<Finding> checkUnreadableFrames(const RuleInput& input) {
    std::vector<Finding> findings;
    for (const auto& frame : input.item.frames) {
        if (frame.quality.readable) continue;
        Finding finding;
        finding.severity = Severity::Inspect;
        finding.score = 1;
        auto hint = plainText(frame.quality.hint);
        if (!hint.empty() && hint.back() == '.') hint.pop_back();
        finding.message = "Photo " + plainText(frame.source) +
                          " cannot be relied on: " + (hint.empty() ? "it cannot be read" : hint) +
                          ". Take another photo.";
        findings.push_back(std::move(finding));
    }
    return findings;
}

std::vector<Finding> checkUnusedLights(const RuleInput& input) {
    std::vector<Finding> findings;
    for (const auto& lights : vision::unusedLights(input.item.frames)) {
        const auto first = std::find_if(input.item.frames.begin(), input.item.frames.end(),
                                        [&lights](const auto& frame) { return frame.id == lights.frame; });
        Finding finding;
        finding.severity = Severity::Info;
        finding.score = 1;
        finding.message =
            "Photo " + plainText(first->source) +
            " and those under other lights beside it were not taken together: " + plainText(lights.why) + ".";
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
