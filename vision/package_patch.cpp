#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "vision/internal/package_patch.h"

namespace tidewaiter::vision {

namespace {

constexpr int kFullStep = 40;    ///< grey levels: higher steps are leads or glare and count no more
constexpr int kClearStep = 8;    ///< grey levels
constexpr double kDrift = 0.02;  ///< of the strength, lost per row between the line and the nominal side
constexpr int kMostTilt = 7;     ///< rows over the body

/// Signed steps across the row boundaries near the top side of a patch, row by row. Boundary y lies between
/// rows y - 1 and y.
struct Steps {
    int body = 0;
    int rim = 0;
    int columns = 0;
    int rows = 0;               ///< boundaries 0 to rows - 1; 0 and 1 are not filled
    std::vector<short> values;  ///< of all channels, one plane after the other, clipped to kFullStep

    [[nodiscard]] const short* row(int plane, int y) const {
        return values.data() + (static_cast<std::size_t>(plane) * rows + y) * columns;
    }
};

constexpr int kPlanes = 3;

Steps stepsOf(const cv::Mat& pixels, int body, int rim, int inward) {
    Steps steps;
    steps.body = body;
    steps.rim = rim;
    steps.columns = pixels.cols;
    steps.rows = std::min(pixels.rows - 1, rim + inward + 4);
    steps.values.assign(static_cast<std::size_t>(kPlanes) * steps.rows * steps.columns, 0);
    for (int y = 2; y < steps.rows; ++y) {
        const uchar* far = pixels.ptr(y - 2);
        const uchar* before = pixels.ptr(y - 1);
        const uchar* after = pixels.ptr(y);
        const uchar* beyond = pixels.ptr(y + 1);
        for (int plane = 0; plane < kPlanes; ++plane) {
            short* out =
                steps.values.data() + (static_cast<std::size_t>(plane) * steps.rows + y) * steps.columns;
            for (int x = 0, at = plane; x < steps.columns; ++x, at += kPlanes) {
                const int step = (after[at] + beyond[at] - far[at] - before[at]) / 2;
                out[x] = static_cast<short>(std::clamp(step, -kFullStep, kFullStep));
            }
        }
    }
    return steps;
}

struct Line {
    int first = 0;
    int last = 0;
    double sum = 0;  ///< mean signed step
    int plane = 0;
};

/// Row of the line at column `x` of the body, rounded.
int rowAt(const Steps& steps, int first, int last, int x) {
    return first + static_cast<int>(std::lround(static_cast<double>((last - first) * x) / steps.body));
}

constexpr int kColumnStep = 2;

/// Where the steps of a line of this tilt stand, from those of row `first` on: every second column.
std::vector<int> placesOf(const Steps& steps, int tilt) {
    std::vector<int> places;
    for (int x = 1; x < steps.body - 1; x += kColumnStep)
        places.push_back(rowAt(steps, 0, tilt, x) * steps.columns + steps.rim + x);
    return places;
}

double meanStep(const short* row, const std::vector<int>& places) {
    int sum = 0;
    for (const int place : places) sum += row[place];
    return static_cast<double>(sum) / static_cast<double>(places.size());
}

Line bestLine(const Steps& steps, int outward, int inward) {
    const int low = std::max(2, steps.rim - outward);
    const int high = steps.rim + inward;
    Line best{steps.rim, steps.rim, 0, 0};
    double bestScore = -1;
    for (int tilt = -kMostTilt; tilt <= kMostTilt; ++tilt) {
        const auto places = placesOf(steps, tilt);
        for (int first = std::max(low, low - tilt); first <= std::min(high, high - tilt); ++first) {
            const int last = first + tilt;
            const double drift = kDrift / 2 * (std::abs(first - steps.rim) + std::abs(last - steps.rim));
            for (int plane = 0; plane < kPlanes; ++plane) {
                const double sum = meanStep(steps.row(plane, first), places);
                const double score = std::abs(sum) / kFullStep - drift;
                if (score <= bestScore) continue;
                bestScore = score;
                best = {first, last, sum, plane};
            }
        }
    }
    return best;
}

/// Where each column steps, to a fraction of a row, and how much; columns without a clear step are left out.
std::vector<cv::Point3d> ownSteps(const Steps& steps, const Line& line) {
    std::vector<cv::Point3d> points;
    const int sign = line.sum < 0 ? -1 : 1;
    for (int x = 1; x < steps.body - 1; ++x) {
        const int middle = rowAt(steps, line.first, line.last, x);
        int weight = 0;
        int rows = 0;
        int most = 0;
        for (int y = std::max(2, middle - 2); y <= std::min(steps.rows - 1, middle + 2); ++y) {
            const int step = std::max(0, sign * steps.row(line.plane, y)[steps.rim + x]);
            most = std::max(most, step);
            weight += step;
            rows += step * y;
        }
        if (most >= kClearStep) points.emplace_back(x, static_cast<double>(rows) / weight, most);
    }
    return points;
}

/// Straight line through the points by weighted least squares, refitted without the far ones: rows at column
/// 0 and column `body`.
cv::Point2d fitted(const std::vector<cv::Point3d>& points, int body, cv::Point2d line) {
    for (int round = 0; round < 3; ++round) {
        const double reach = round == 0 ? 2.0 : 1.0;
        double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
        for (const auto& p : points) {
            const double at = line.x + (line.y - line.x) * p.x / body;
            if (std::abs(p.y - at) > reach) continue;
            n += p.z;
            sx += p.z * p.x;
            sy += p.z * p.y;
            sxx += p.z * p.x * p.x;
            sxy += p.z * p.x * p.y;
        }
        const double spread = n * sxx - sx * sx;
        if (n <= 0 || spread < 1e-6 * n * n) return line;
        const double slope = (n * sxy - sx * sy) / spread;
        const double start = (sy - slope * sx) / n;
        line = {start, start + slope * body};
    }
    return line;
}

double roughness(const std::vector<cv::Point3d>& points, int body, cv::Point2d line) {
    double sum = 0;
    for (const auto& p : points)
        sum += std::min(2.0, std::abs(p.y - line.x - (line.y - line.x) * p.x / body));
    return points.empty() ? 2 : sum / static_cast<double>(points.size());
}

/// Mean step on the line's continuation through the rim, on both ends.
double stepBeyond(const Steps& steps, const Line& line) {
    const int sign = line.sum < 0 ? -1 : 1;
    double sum = 0;
    int columns = 0;
    for (int x = 2; x < steps.rim - 1; ++x) {
        for (const int column : {-x, steps.body - 1 + x}) {
            const int y = line.first + (line.last - line.first) * column / steps.body;
            if (y < 2 || y >= steps.rows) continue;
            sum += sign * steps.row(line.plane, y)[steps.rim + column];
            ++columns;
        }
    }
    return columns == 0 ? 0 : std::max(0.0, sum / columns / kFullStep);
}

BodySide sideIn(const Steps& steps, int outward, int inward) {
    const auto line = bestLine(steps, outward, inward);
    const auto points = ownSteps(steps, line);
    BodySide side;
    cv::Point2d rows(line.first, line.last);
    if (2 * static_cast<int>(points.size()) >= steps.body) rows = fitted(points, steps.body, rows);
    side.first = rows.x;
    side.last = rows.y;
    side.strength = std::abs(line.sum) / kFullStep;
    side.complete = static_cast<double>(points.size()) / (steps.body - 2);
    side.rough = roughness(points, steps.body, rows);
    side.beyond = stepBeyond(steps, line);
    return side;
}

/// A point of the patch turned `quarters` times counter-clockwise, back in the patch as it was.
cv::Point2d turnedBack(cv::Point2d p, int quarters, int size) {
    for (int i = 0; i < quarters; ++i) p = {size - 1 - p.y, p.x};
    return p;
}

cv::Point2d meeting(const cv::Point2d& a, const cv::Point2d& b, const cv::Point2d& c, const cv::Point2d& d) {
    const auto first = b - a;
    const auto second = d - c;
    const double cross = first.cross(second);
    if (std::abs(cross) < 1e-9) return b;
    return a + first * ((c - a).cross(second) / cross);
}

}  // namespace

PackagePatch patchOf(const cv::Mat& picture, const Quad& quad, int body, int rim) {
    const auto low = static_cast<float>(rim - 0.5);
    const auto high = static_cast<float>(rim + body - 0.5);
    const Quad box = {cv::Point2f{low, low}, {high, low}, {high, high}, {low, high}};
    PackagePatch patch;
    patch.body = body;
    patch.rim = rim;
    patch.toPicture = cv::getPerspectiveTransform(box.data(), quad.data());
    const cv::Size size(body + 2 * rim, body + 2 * rim);
    constexpr int kMode = cv::INTER_LINEAR | cv::WARP_INVERSE_MAP;
    if (cv::norm(quad[0] + quad[2] - quad[1] - quad[3]) < 0.25) {
        const cv::Mat move = cv::getAffineTransform(box.data(), quad.data());
        cv::warpAffine(picture, patch.pixels, move, size, kMode, cv::BORDER_REPLICATE);
    } else {
        cv::warpPerspective(picture, patch.pixels, patch.toPicture, size, kMode, cv::BORDER_REPLICATE);
    }
    return patch;
}

BodySides sidesIn(const PackagePatch& patch, int outward, int inward) {
    BodySides sides;
    cv::Mat turned = patch.pixels;
    for (auto& side : sides) {
        side = sideIn(stepsOf(turned, patch.body, patch.rim, inward), outward, inward);
        cv::Mat next;
        cv::rotate(turned, next, cv::ROTATE_90_COUNTERCLOCKWISE);
        turned = next;
    }
    return sides;
}

Quad quadOf(const BodySides& sides, const PackagePatch& patch) {
    const int size = patch.body + 2 * patch.rim;
    std::array<std::array<cv::Point2d, 2>, 4> lines;
    for (int i = 0; i < 4; ++i) {
        const auto& side = sides[static_cast<std::size_t>(i)];
        const cv::Point2d first(patch.rim, side.first - 0.5);
        const cv::Point2d last(patch.rim + patch.body, side.last - 0.5);
        lines[static_cast<std::size_t>(i)] = {turnedBack(first, i, size), turnedBack(last, i, size)};
    }
    Quad quad;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& before = lines[(i + 3) % 4];
        const auto& after = lines[i];
        const auto p = meeting(before[0], before[1], after[0], after[1]);
        const auto q = patch.toPicture * cv::Vec3d(p.x, p.y, 1);
        quad[i] = {static_cast<float>(q[0] / q[2]), static_cast<float>(q[1] / q[2])};
    }
    return quad;
}

}  // namespace tidewaiter::vision
