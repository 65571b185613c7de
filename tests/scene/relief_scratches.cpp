// Grooves: triangular in section, finer than a pixel or not.
#include <algorithm>
#include <cmath>

#include "tests/scene/relief_steps.h"

namespace tidewaiter::scene {

namespace {

/// One groove's cut, in pixels; its profile falls from `depth` in the middle to 0 at `half`.
struct Groove {
    Point from, to;
    double half;
    double depth;
};

/// Adds a groove's profile pixel by pixel along its longer direction.
void addGroove(cv::Mat1f& map, const Groove& groove) {
    const Point along = groove.to - groove.from;
    const bool flat = std::abs(along.x) >= std::abs(along.y);
    const double length = std::max(std::abs(along.x), std::abs(along.y));
    if (length < 1e-3) return;
    // The profile is cut by rows or columns, not at right angles.
    const double half = groove.half * cv::norm(along) / length;
    const int steps = static_cast<int>(length) + 1;
    for (int i = 0; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        const Point p = groove.from + along * t;
        const double taper = std::min(1.0, 6 * t * (1 - t)) * groove.depth;
        const int main = static_cast<int>(std::lround(flat ? p.x : p.y));
        const double cross = flat ? p.y : p.x;
        for (int k = static_cast<int>(std::ceil(cross - half)); k <= cross + half; ++k) {
            const cv::Point at = flat ? cv::Point(main, k) : cv::Point(k, main);
            if (at.x < 0 || at.y < 0 || at.x >= map.cols || at.y >= map.rows) continue;
            map(at) += static_cast<float>(taper * (1 - std::abs(k - cross) / half));
        }
    }
}

/// How much of a groove of `widthMm` pixels resolve: its half width as drawn, and the loss of depth.
struct Drawn {
    double halfPx;
    double share;
};
Drawn drawn(double widthMm, double pxPerMm) {
    const double half = widthMm * pxPerMm / 2;
    const double drawnHalf = std::max(half, 0.75);  // narrower triangles would miss pixels
    return {drawnHalf, half / drawnHalf};
}

Point pixelOf(const Relief& relief, const Point& p) {
    return (p - relief.area.tl()) * relief.pxPerMm - Point(0.5, 0.5);
}

/// Coverage by grooves, as deep as one of mean depth.
cv::Mat1f sheaf(const Relief& relief, const Scratching& grooves, Random& random) {
    cv::Mat1f map(relief.size(), 0.F);
    const Rect& area = relief.area;
    const double reach = grooves.lengthMm;
    const Rect from = grown(area, reach / 2);
    const int count = static_cast<int>(grooves.perMm * from.area() / grooves.lengthMm);
    const Drawn profile = drawn(grooves.widthMm, relief.pxPerMm);
    for (int i = 0; i < count; ++i) {
        const double x = random.real(from.x, from.x + from.width);
        const double y = random.real(from.y, from.y + from.height);
        const double turn = (grooves.directionDeg + grooves.spreadDeg * random.bell()) * CV_PI / 180;
        const double length = grooves.lengthMm * random.real(0.3, 1.7) / 2;
        // Few grains stand out and cut deep: depths fall off exponentially.
        const double depth = 0.25 - 0.75 * std::log(random.real(0.003, 1));
        const Point along{std::cos(turn) * length, std::sin(turn) * length};
        addGroove(map, {pixelOf(relief, Point(x, y) - along), pixelOf(relief, Point(x, y) + along),
                        profile.halfPx, depth * profile.share});
    }
    return map;
}

/// Cuts by `map`, the share of the grooves' mean depth at each pixel.
void cut(Relief& relief, const cv::Mat1f& map, const Scratching& grooves, const cv::Mat1f& where) {
    const double turn = grooves.directionDeg * CV_PI / 180;
    const auto x = static_cast<float>(-std::sin(turn));
    const auto y = static_cast<float>(std::cos(turn));
    const double share = drawn(grooves.widthMm, relief.pxPerMm).share;
    const double slope = 2e-3 * grooves.depthUm / grooves.widthMm;
    const auto hidden = static_cast<float>(2 * slope * slope * (1 - share * share));
    for (int row = 0; row < map.rows; ++row) {
        for (int column = 0; column < map.cols; ++column) {
            const float much = map(row, column) * (where.empty() ? 1.F : where(row, column));
            if (much <= 0) continue;
            relief.heightUm(row, column) -= static_cast<float>(grooves.depthUm) * much;
            const float covered = std::min(much, 1.5F);
            relief.albedo(row, column) *= 1 + static_cast<float>(grooves.lighten) * covered;
            relief.spread(row, column) += cv::Vec3f(x * x, y * y, x * y) * (hidden * covered);
        }
    }
}

}  // namespace

void scratch(Relief& relief, const Scratching& grooves, const cv::Mat1f& where, Random& random) {
    cut(relief, sheaf(relief, grooves, random), grooves, where);
}

void scratchAlong(Relief& relief, const std::vector<Point>& points, double widthMm, double depthUm,
                  double lighten) {
    cv::Mat1f map(relief.size(), 0.F);
    const Drawn profile = drawn(widthMm, relief.pxPerMm);
    for (std::size_t i = 1; i < points.size(); ++i) {
        addGroove(
            map, {pixelOf(relief, points[i - 1]), pixelOf(relief, points[i]), profile.halfPx, profile.share});
    }
    const Point along = points.back() - points.front();
    Scratching groove;
    groove.directionDeg = std::atan2(along.y, along.x) * 180 / CV_PI;
    groove.widthMm = widthMm;
    groove.depthUm = depthUm;
    groove.lighten = lighten;
    cut(relief, map, groove, {});
}

}  // namespace tidewaiter::scene
