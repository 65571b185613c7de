// package.body-differs: the marking names a package of another shape or size than the body it stands on.
//
// A body differs only beyond what corners, tilt and scale can be wrong by (board_scale.h), and from every
// outline that the marking allows. Where the scale is known it is held against size and side ratio, elsewhere
// against the side ratio alone, which says less.
#include <algorithm>
#include <cmath>
#include <sstream>

#include "firmware/inspection/board_scale.h"
#include "firmware/inspection/rule.h"

namespace tidewaiter::inspection {

using models::PackageOutline;

namespace {

/// Other bodies tell the scale with errors of their own, and things far from the camera look smaller: a
/// logarithm, as those of board_scale.h. Errors of different causes add up as their squares do.
constexpr double kScaleError = 0.15;
/// Side ratios below are called square.
constexpr double kSquare = 1.15;

/// What a body measures: in millimeters where the scale is known, else only its side ratio.
struct Measure {
    std::optional<BodyMm> size;
    double ratio = 1;
};

Measure measureOf(const ClaimedBody& claim, const std::vector<ClaimedBody>& claims, const Case& item) {
    const auto& body = *claim.package->body;
    const auto scale = planeScaleFor(body, claims, item.frames);
    if (!scale) return {std::nullopt, sideRatio(body.quad)};
    const auto size = measured(body.quad, *scale);
    return {size, size.longer / std::max(size.shorter, 1e-6)};
}

bool canBe(const Measure& measure, const PackageOutline& outline) {
    const double ratio = std::abs(std::log(measure.ratio * outline.widthMm / outline.lengthMm));
    if (!measure.size) return ratio <= std::hypot(kCornerRatioError, kTiltError);
    const double area = measure.size->longer * measure.size->shorter / (outline.lengthMm * outline.widthMm);
    return ratio <= std::hypot(kCornerRatioError, kScaleError) &&
           std::abs(std::log(area)) / 2 <= std::hypot(kCornerSizeError, kScaleError);
}

/// "7 x 7", "17.9 x 7.5".
std::string millimeters(double longer, double shorter) {
    std::ostringstream text;
    text.precision(3);
    text << longer << " x " << shorter << " mm";
    return text.str();
}

std::string rounded(double value) {
    std::ostringstream text;
    text.precision(value < 10 ? 2 : 3);
    text << value;
    return text.str();
}

/// "a QFP with 48 pins and a body of 7 x 7 mm", of several the first.
std::string described(const std::vector<const PackageOutline*>& outlines) {
    const auto& first = *outlines.front();
    auto text = "a " + first.family + " with " + std::to_string(first.pins) + " pins and a body of " +
                millimeters(first.lengthMm, first.widthMm);
    if (outlines.size() > 1) text += ", or in another package";
    return text;
}

std::string seen(const Measure& measure) {
    if (measure.size)
        return "its body measures about " + rounded(measure.size->longer) + " x " +
               rounded(measure.size->shorter) + " mm";
    if (measure.ratio < kSquare) return "its body is square";
    return "its body is " + rounded(measure.ratio) + " times as long as wide";
}

}  // namespace

std::vector<Finding> checkBodies(const RuleInput& input) {
    const auto packages = markedPackages(input.item);
    const auto claims = claimedBodies(packages, input.item.packages);
    std::vector<Finding> findings;
    for (const auto& claim : claims) {
        const auto measure = measureOf(claim, claims, input.item);
        const bool fits = std::any_of(claim.outlines.begin(), claim.outlines.end(),
                                      [&](const auto* outline) { return canBe(measure, *outline); });
        if (!fits)
            findings.push_back(findingAgainst(claim, input.item, described(claim.outlines), seen(measure)));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
