// package.unknown-maker: a package the size of a data-centre GPU whose marking nobody knows.
//
// Accelerators were shipped under an invented brand. The size must be known in millimeters (board_scale.h);
// where it is not, and where no text is legible, the rule is silent.
#include <cmath>
#include <sstream>

#include "firmware/inspection/board_scale.h"
#include "firmware/inspection/known_marks.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"

namespace tidewaiter::inspection {

namespace {

/// Root of the area. Modules such as A100 and V100 measure 55 x 55 mm, the largest consumer GPUs, mobile
/// processors and network chips up to 45: what measures 45 is 32 mm at least by kCornerSizeError.
constexpr double kLeastMm = 45;
/// No package is larger; a label or a heat sink is.
constexpr double kMostMm = 110;
/// GPUs are squares, nearly.
constexpr double kMostRatio = 2;

bool isLargePackage(const BodyMm& size) {
    const double root = std::sqrt(size.longer * size.shorter);
    return root >= kLeastMm && root <= kMostMm && size.longer <= kMostRatio * size.shorter;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

Finding findingOf(const MarkedPackage& package, const StrangeMarks& strange, const BodyMm& size,
                  const Case& item) {
    std::ostringstream about;
    about << std::lround(size.longer) << " x " << std::lround(size.shorter) << " mm";
    Finding finding;
    // A code alone can be an honest chip that no list holds.
    finding.severity = strange.names.empty() ? Severity::Info : Severity::Inspect;
    finding.score = package.body->score;
    finding.message = "Photo " + photoOf(*package.body, item) + " shows a package of about " + about.str() +
                      ", the size of a data-centre GPU, marked " +
                      inQuotes(joined(strange.names.empty() ? strange.codes : strange.names)) +
                      ", which is no brand or part that this device knows; find out what it is.";
    finding.regions = {package.body->id};
    return finding;
}

}  // namespace

std::vector<Finding> checkUnknownMakers(const RuleInput& input) {
    const auto packages = markedPackages(input.item);
    const auto claims = claimedBodies(packages, input.item.packages);
    std::vector<Finding> findings;
    for (const auto& package : packages) {
        const auto scale = planeScaleFor(*package.body, claims, input.item.frames);
        if (!scale) continue;
        const auto size = measured(package.body->quad, *scale);
        if (!isLargePackage(size)) continue;
        const auto strange = strangeMarks(package, input.item);
        if (!strange.none()) findings.push_back(findingOf(package, strange, size, input.item));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
