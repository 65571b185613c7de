#include "vision/label_view.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <vector>

#include "vision/internal/label_arcs.h"

namespace tidewaiter::vision {

namespace {

constexpr int kArcView = 240;  ///< pixels: side of the view in which arcs are looked for
constexpr int kArcRim = 60;    ///< pixels around the body: arcs rise up to a quarter of it
constexpr double kAlike =
    0.2;  ///< of the larger rise: both arcs bend to the same side, seen from above unequally

cv::Size2d sidesOfLabel(const Quad& quad) {
    return {(cv::norm(quad[1] - quad[0]) + cv::norm(quad[2] - quad[3])) / 2,
            (cv::norm(quad[3] - quad[0]) + cv::norm(quad[2] - quad[1])) / 2};
}

std::string troubleWith(const cv::Mat& frame, const Quad& quad, const LabelViewOptions& options) {
    if (frame.empty() || frame.type() != CV_8UC3) return "the picture has no pixels";
    for (std::size_t i = 0; i < 4; ++i) {
        const auto in = quad[(i + 1) % 4] - quad[i];
        const auto out = quad[(i + 2) % 4] - quad[(i + 1) % 4];
        if (!(in.cross(out) > 0)) return "the label's outline is not known";
    }
    const auto sides = sidesOfLabel(quad);
    const bool small = !(std::min(sides.width, sides.height) >= options.shortestPx);
    return small ? "the label is too small in the picture: move closer" : "";
}

/// Maps a square, body and rim around it, to the frame.
cv::Matx33d fromSquare(const Quad& quad, int body, int rim) {
    const Quad box = quadOf(cv::Rect2f(static_cast<float>(rim - 0.5), static_cast<float>(rim - 0.5),
                                       static_cast<float>(body), static_cast<float>(body)));
    return cv::getPerspectiveTransform(box.data(), quad.data());
}

/// Arcs that are worth unrolling, in the square view of `quad`.
std::optional<LabelArcs> bentArcs(const cv::Mat& frame, const Quad& quad, double leastSagitta) {
    const int side = kArcView + 2 * kArcRim;
    cv::Mat view;
    cv::warpPerspective(frame, view, fromSquare(quad, kArcView, kArcRim), {side, side},
                        cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    cv::cvtColor(view, view, cv::COLOR_BGR2GRAY);
    auto arcs = labelArcs(view, kArcRim);
    if (!arcs) return std::nullopt;
    const double upper = arcs->upper.rise;
    const double lower = arcs->lower.rise;
    const double larger = std::max(std::abs(upper), std::abs(lower));
    const bool bent = larger >= leastSagitta * kArcView && upper * lower > 0 &&
                      std::min(std::abs(upper), std::abs(lower)) >= kAlike * larger;
    return bent ? arcs : std::nullopt;
}

/// Where pixel (column, row) of a flat label of `size` lies in the square view.
cv::Point2d inSquare(const LabelArcs& arcs, cv::Size size, int column, int row) {
    const double across = 2 * (column + 0.5) / size.width - 1;
    const double x = arcs.radius * std::sin(across * std::asin(1 / arcs.radius));
    const double down = (row + 0.5) / size.height;
    const double upper = rowOf(arcs.upper, x, arcs.radius);
    const double lower = rowOf(arcs.lower, x, arcs.radius);
    return {kArcRim - 0.5 + kArcView * (x + 1) / 2, upper + (lower - upper) * down};
}

cv::Point2f through(const cv::Matx33d& mapping, const cv::Point2d& p) {
    const auto q = mapping * cv::Vec3d(p.x, p.y, 1);
    return {static_cast<float>(q[0] / q[2]), static_cast<float>(q[1] / q[2])};
}

template <class Place>
cv::Mat placesOf(cv::Size size, const cv::Matx33d& mapping, Place&& place) {
    cv::Mat places(size, CV_32FC2);
    for (int row = 0; row < size.height; ++row) {
        for (int column = 0; column < size.width; ++column)
            places.at<cv::Point2f>(row, column) = through(mapping, place(column, row));
    }
    return places;
}

/// Places of a label bent around an upright axis.
cv::Mat unrolled(const LabelArcs& arcs, const Quad& quad, cv::Size size) {
    return placesOf(size, fromSquare(quad, kArcView, kArcRim),
                    [&](int column, int row) { return inSquare(arcs, size, column, row); });
}

cv::Mat flatPlaces(const Quad& quad, cv::Size size) {
    const Quad box =
        quadOf(cv::Rect2f(-0.5F, -0.5F, static_cast<float>(size.width), static_cast<float>(size.height)));
    return placesOf(size, cv::getPerspectiveTransform(box.data(), quad.data()),
                    [](int column, int row) { return cv::Point2d(column, row); });
}

/// Size of the flat label: an unrolled side is longer than its chord.
cv::Size sizeOf(cv::Size2d sides, double stretch, double longest) {
    sides.width *= stretch;
    const double scale = std::min(1.0, longest / std::max(sides.width, sides.height));
    return {std::max(1, cvRound(sides.width * scale)), std::max(1, cvRound(sides.height * scale))};
}

double stretchOf(const LabelArcs& arcs) {
    return arcs.radius * std::asin(1 / arcs.radius);
}

double sagittaOf(const LabelArcs& arcs) {
    return std::max(std::abs(arcs.upper.rise), std::abs(arcs.lower.rise)) / kArcView;
}

}  // namespace

cv::Point2f FlatLabel::toFrame(cv::Point2f point) const {
    const float x = std::clamp(point.x, 0.0F, static_cast<float>(places.cols - 1));
    const float y = std::clamp(point.y, 0.0F, static_cast<float>(places.rows - 1));
    const int column = std::min(static_cast<int>(x), std::max(0, places.cols - 2));
    const int row = std::min(static_cast<int>(y), std::max(0, places.rows - 2));
    const int right = std::min(column + 1, places.cols - 1);
    const int below = std::min(row + 1, places.rows - 1);
    const float dx = x - static_cast<float>(column);
    const float dy = y - static_cast<float>(row);
    const auto at = [&](int r, int c) { return places.at<cv::Point2f>(r, c); };
    return (at(row, column) * (1 - dx) + at(row, right) * dx) * (1 - dy) +
           (at(below, column) * (1 - dx) + at(below, right) * dx) * dy;
}

Quad FlatLabel::toFrame(const Quad& quad) const {
    Quad mapped;
    std::transform(quad.begin(), quad.end(), mapped.begin(), [&](cv::Point2f p) { return toFrame(p); });
    return mapped;
}

Expected<FlatLabel> flattened(const cv::Mat& frame, const Quad& quad, const LabelViewOptions& options) {
    if (auto trouble = troubleWith(frame, quad, options); !trouble.empty())
        return failure(std::move(trouble));
    const auto sides = sidesOfLabel(quad);
    FlatLabel label;
    const Quad turned{quad[1], quad[2], quad[3], quad[0]};
    if (const auto across = bentArcs(frame, quad, options.leastSagitta)) {
        label.bend = LabelBend::Across;
        label.sagitta = sagittaOf(*across);
        label.places = unrolled(*across, quad, sizeOf(sides, stretchOf(*across), options.longestPx));
    } else if (const auto down = bentArcs(frame, turned, options.leastSagitta)) {
        label.bend = LabelBend::Down;
        label.sagitta = sagittaOf(*down);
        const auto size = sizeOf({sides.height, sides.width}, stretchOf(*down), options.longestPx);
        cv::rotate(unrolled(*down, turned, size), label.places, cv::ROTATE_90_CLOCKWISE);
    } else {
        label.places = flatPlaces(quad, sizeOf(sides, 1, options.longestPx));
    }
    cv::remap(frame, label.bgr, label.places, cv::noArray(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    return label;
}

}  // namespace tidewaiter::vision
