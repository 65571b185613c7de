#include "firmware/inspection/board_scale.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <opencv2/core.hpp>

namespace tidewaiter::inspection {

namespace {

/// The mean vectors along a quad's sides, in pixels.
struct Sides {
    cv::Vec2d across, down;
};

cv::Vec2d vectorOf(const cv::Point2f& point) {
    return {point.x, point.y};
}

Sides sidesOf(const vision::Quad& quad) {
    return {vectorOf(quad[1] - quad[0] + quad[2] - quad[3]) / 2,
            vectorOf(quad[3] - quad[0] + quad[2] - quad[1]) / 2};
}

/// Whether the outlines are one size, whatever their names.
bool isOneSize(const std::vector<const models::PackageOutline*>& outlines) {
    constexpr double kSame = 0.05;  // of a side
    const auto& first = *outlines.front();
    return std::all_of(outlines.begin(), outlines.end(), [&](const auto* other) {
        return std::abs(other->lengthMm - first.lengthMm) <= kSame * first.lengthMm &&
               std::abs(other->widthMm - first.widthMm) <= kSame * first.widthMm;
    });
}

/// What a body tells whose marking names its size.
PlaneScale scaleOf(const ClaimedBody& claim) {
    auto [along, over] = sidesOf(claim.package->body->quad);
    if (cv::norm(along) < cv::norm(over)) std::swap(along, over);
    const auto& outline = *claim.outlines.front();
    const cv::Vec2d a = along / outline.lengthMm;
    const cv::Vec2d b = over / outline.widthMm;
    return a * a.t() + b * b.t();
}

/// Millimeters of `pixels` on the plane.
double lengthOn(const PlaneScale& scale, const cv::Vec2d& pixels) {
    return std::sqrt(std::max(0.0, (pixels.t() * scale.inv() * pixels)(0)));
}

/// Whether lengths by the one and by the other differ by less than kScaleAgreement in every direction: the
/// eigenvalues of one^-1 other are the squares of the extreme ratios.
bool agree(const PlaneScale& one, const PlaneScale& other) {
    if (cv::determinant(one) <= 0 || cv::determinant(other) <= 0) return false;
    const auto ratio = one.inv() * other;
    const double half = cv::trace(ratio) / 2;
    const double spread = std::sqrt(std::max(0.0, half * half - cv::determinant(ratio)));
    if (half - spread <= 0) return false;
    return std::log(half + spread) / 2 < kScaleAgreement && std::log(half - spread) / 2 > -kScaleAgreement;
}

/// The scale that a body of this outline tells.
struct Told {
    const models::PackageOutline* outline = nullptr;
    PlaneScale scale;
};

bool areOfTwoSizes(const std::vector<Told>& all) {
    return std::any_of(all.begin(), all.end(), [&](const Told& one) {
        return !isOneSize({one.outline, all.front().outline});
    });
}

PlaneScale meanOf(const std::vector<Told>& all) {
    auto sum = PlaneScale::zeros();
    for (const auto& told : all) sum += told.scale;
    return sum * (1.0 / static_cast<double>(all.size()));
}

bool isSizeOf(const ClaimedBody& claim, const vision::Region& region) {
    return claim.package->body->frame == region.frame && claim.package->body->id != region.id &&
           isOneSize(claim.outlines);
}

}  // namespace

std::optional<PlaneScale> planeScaleFor(const vision::Region& region, const std::vector<ClaimedBody>& claims,
                                        const std::vector<vision::Frame>& frames) {
    for (const auto& frame : frames) {
        if (frame.id != region.frame || !frame.millimetersPerPixel) continue;
        return PlaneScale::eye() * (1 / (*frame.millimetersPerPixel * *frame.millimetersPerPixel));
    }
    std::vector<Told> all;
    for (const auto& claim : claims) {
        if (isSizeOf(claim, region)) all.push_back({claim.outlines.front(), scaleOf(claim)});
    }
    std::vector<Told> best;
    for (const auto& center : all) {
        std::vector<Told> close;
        std::copy_if(all.begin(), all.end(), std::back_inserter(close),
                     [&](const Told& other) { return agree(center.scale, other.scale); });
        if (areOfTwoSizes(close) && close.size() > best.size()) best = std::move(close);
    }
    if (best.empty()) return std::nullopt;
    return meanOf(best);
}

BodyMm measured(const vision::Quad& body, const PlaneScale& scale) {
    const auto [across, down] = sidesOf(body);
    const double one = lengthOn(scale, across);
    const double other = lengthOn(scale, down);
    return {std::max(one, other), std::min(one, other)};
}

double sideRatio(const vision::Quad& body) {
    const auto [across, down] = sidesOf(body);
    const double shorter = std::max(std::min(cv::norm(across), cv::norm(down)), 1e-6);
    return std::max(cv::norm(across), cv::norm(down)) / shorter;
}

}  // namespace tidewaiter::inspection
