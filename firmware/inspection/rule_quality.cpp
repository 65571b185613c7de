// quality.unreadable: photos from which nothing can be concluded ask for another one.
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"

namespace tidewaiter::inspection {

std::vector<Finding> checkUnreadableFrames(const RuleInput& input) {
    std::vector<Finding> findings;
    for (const auto& frame : input.item.frames) {
        if (frame.quality.readable) continue;
        Finding finding;
        finding.severity = Severity::Inspect;
        finding.score = 1;
        const auto hint = plainText(frame.quality.hint);
        finding.message = "Photo " + plainText(frame.source) +
                          " cannot be relied on: " + (hint.empty() ? "it cannot be read" : hint) +
                          ". Take another photo.";
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
