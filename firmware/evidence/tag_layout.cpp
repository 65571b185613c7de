#include "firmware/evidence/tag_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::evidence {

namespace {

// Costs in units of one tag: hiding a whole tag's area of evidence is as bad as standing four tags away,
// hiding something else that was found half as bad.
constexpr double kHidingCost = 4;
constexpr double kHidingOtherCost = 2;
constexpr double kGap = 0.15;  // between tags, in tag heights
// Distances from the outline in tag heights, the first one leaving room for a letter that a region is short
// of; the negative one stands inside, for quads that fill the picture.
constexpr std::array<double, 8> kDistances = {0.35, 1, 2, 3.5, 5, 7, 10, -1.2};

struct Outline {
    std::vector<cv::Point2f> hull;
    cv::Rect2f box;
};

Outline outlineOf(const vision::Quad& quad) {
    Outline outline;
    cv::convexHull(std::vector<cv::Point2f>(quad.begin(), quad.end()), outline.hull);
    outline.box = cv::boundingRect(outline.hull);
    return outline;
}

// Corners first, beginning where the content begins, then the middles of the sides.
std::vector<cv::Point2f> anchorsOf(const vision::Quad& quad) {
    std::vector<cv::Point2f> anchors(quad.begin(), quad.end());
    for (std::size_t i = 0; i < quad.size(); ++i) anchors.push_back((quad[i] + quad[(i + 1) % 4]) * 0.5F);
    return anchors;
}

cv::Point2f centreOf(const vision::Quad& quad) {
    return (quad[0] + quad[1] + quad[2] + quad[3]) * 0.25F;
}

cv::Rect clampedInto(cv::Point2d centre, cv::Size size, cv::Size picture) {
    const int x = std::clamp(cvRound(centre.x - size.width / 2.0), 0, picture.width - size.width);
    const int y = std::clamp(cvRound(centre.y - size.height / 2.0), 0, picture.height - size.height);
    return {{x, y}, size};
}

std::vector<cv::Rect> candidates(const Tag& tag, cv::Size picture) {
    std::vector<cv::Rect> places;
    const cv::Point2d centre = centreOf(tag.quad);
    for (const double distance : kDistances) {
        for (const cv::Point2d anchor : anchorsOf(tag.quad)) {
            const cv::Point2d away = anchor - centre;
            const double length = std::max(1.0, std::hypot(away.x, away.y));
            const cv::Point2d out = away / length;
            // How far the tag itself reaches along the way out.
            const double reach = std::abs(out.x) * tag.size.width / 2 + std::abs(out.y) * tag.size.height / 2;
            places.push_back(
                clampedInto(anchor + out * (reach + distance * tag.size.height), tag.size, picture));
        }
    }
    return places;
}

double hiddenArea(const cv::Rect2f& place, const Outline& outline) {
    if (outline.hull.size() < 3 || (place & outline.box).empty()) return 0;
    const vision::Quad corners = vision::quadOf(place);
    std::vector<cv::Point2f> common;
    return cv::intersectConvexConvex(std::vector<cv::Point2f>(corners.begin(), corners.end()), outline.hull,
                                     common);
}

double distanceTo(const cv::Rect& place, const Outline& outline) {
    const cv::Point2f middle = (place.tl() + place.br()) / 2;
    return std::max(0.0, -cv::pointPolygonTest(outline.hull, middle, true));
}

class Layout {
  public:
    Layout(const std::vector<Tag>& tags, const std::vector<vision::Quad>& others, cv::Size picture)
        : picture_(picture) {
        for (const auto& tag : tags) outlines_.push_back(outlineOf(tag.quad));
        for (const auto& quad : others) others_.push_back(outlineOf(quad));
    }

    std::optional<cv::Rect> place(const Tag& tag, const Outline& own) {
        if (tag.size.width > picture_.width || tag.size.height > picture_.height) return std::nullopt;
        std::optional<cv::Rect> best;
        double lowest = std::numeric_limits<double>::max();
        for (const auto& candidate : candidates(tag, picture_)) {
            if (!isFree(candidate)) continue;
            const double cost = costOf(candidate, own);
            if (cost < lowest) {
                lowest = cost;
                best = candidate;
            }
        }
        if (best) taken_.push_back(*best);
        return best;
    }

    [[nodiscard]] const Outline& outline(std::size_t i) const { return outlines_[i]; }

  private:
    [[nodiscard]] bool isFree(const cv::Rect& place) const {
        const int gap = std::max(1, cvRound(place.height * kGap));
        const cv::Rect roomy(place.x - gap, place.y - gap, place.width + 2 * gap, place.height + 2 * gap);
        return std::none_of(taken_.begin(), taken_.end(),
                            [&](const cv::Rect& other) { return !(other & roomy).empty(); });
    }

    [[nodiscard]] static double hiddenShare(const cv::Rect& place, const std::vector<Outline>& outlines) {
        double hidden = 0;
        for (const auto& outline : outlines) {
            // Nobody misses a tag's worth of a whole board: large outlines weigh less.
            const double weight = std::min(1.0, 40.0 * place.area() / std::max(1.0F, outline.box.area()));
            hidden += weight * hiddenArea(place, outline);
        }
        return hidden / place.area();
    }

    [[nodiscard]] double costOf(const cv::Rect& place, const Outline& own) const {
        return kHidingCost * hiddenShare(place, outlines_) + kHidingOtherCost * hiddenShare(place, others_) +
               distanceTo(place, own) / place.height;
    }

    cv::Size picture_;
    std::vector<Outline> outlines_;  // of what the tags name, in their order
    std::vector<Outline> others_;
    std::vector<cv::Rect> taken_;
};

}  // namespace

std::vector<std::optional<cv::Rect>> placeTags(const std::vector<Tag>& tags,
                                               const std::vector<vision::Quad>& others, cv::Size picture) {
    Layout layout(tags, others, picture);
    std::vector<std::optional<cv::Rect>> places;
    for (std::size_t i = 0; i < tags.size(); ++i) places.push_back(layout.place(tags[i], layout.outline(i)));
    return places;
}

}  // namespace tidewaiter::evidence
