// package.leads-differ: the marking names a package with other leads than the body it stands on.
//
// The leads differ only where they were counted for sure (vision/lead_counter.h) and fit no outline that the
// marking allows. Pads of a QFN that show beside its body are counted like leads, so its pins may fit too.
#include <algorithm>

#include "firmware/inspection/claimed_body.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/seen_leads.h"

namespace tidewaiter::inspection {

using models::PackageOutline;

namespace {

bool canBe(const SeenLeads& seen, const PackageOutline& outline) {
    if (outline.leadSides == 0) return outline.pins == seen.total;
    return !differSurely(seen, {outline.pins, outline.leadSides});
}

/// "a DIP with 14 leads, 7 on each of two sides", of several the first.
std::string named(const std::vector<const PackageOutline*>& outlines) {
    const auto& first = *outlines.front();
    auto text = "a " + first.family + " with ";
    text += first.leadSides == 0 ? std::to_string(first.pins) + " contacts underneath"
                                 : described(SeenLeads{first.pins, first.leadSides});
    if (outlines.size() > 1) text += ", or in another package";
    return text;
}

}  // namespace

std::vector<Finding> checkLeads(const RuleInput& input) {
    const auto packages = markedPackages(input.item);
    std::vector<Finding> findings;
    for (const auto& claim : claimedBodies(packages, input.item.packages)) {
        const auto seen = seenLeads(*claim.package->body, input.item.packages);
        if (!seen) continue;
        const bool fits = std::any_of(claim.outlines.begin(), claim.outlines.end(),
                                      [&](const auto* outline) { return canBe(*seen, *outline); });
        if (fits) continue;
        findings.push_back(
            findingAgainst(claim, input.item, named(claim.outlines), "it has " + described(*seen)));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
