#include "vision/internal/label_arcs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace tidewaiter::vision {

namespace {

constexpr std::array kRadii = {1.02, 1.06, 1.12, 1.2, 1.35, 1.6, 2.0, 3.0, 5.0};
constexpr double kSearchRadius = 1.35;  ///< arcs are looked for with this one: their shapes hardly differ
constexpr double kClearStep = 6;        ///< grey levels
constexpr int kNear = 3;                ///< rows: so far from the arc a column's own edge may lie
constexpr int kColumnStep = 4;
constexpr int kMiddleStep = 2;
constexpr int kSlopeStep = 4;
constexpr int kRiseStep = 4;
constexpr double kLeastClear = 0.6;

struct Placed {
    double x = 0;
    double row = 0;
};

double xOf(int column, int rim, int columns) {
    const double half = (columns - 2.0 * rim) / 2;
    return (column - rim + 0.5 - half) / half;
}

double stepAt(const cv::Mat& steps, int row, int column) {
    if (row < 0 || row >= steps.rows) return 0;
    return steps.at<float>(row, column);
}

/// Columns that an arc is looked for in, and how far it lies above its chord there, for a rise of 1.
struct Column {
    int column = 0;
    double x = 0;
    double shape = 0;
};

std::vector<Column> everyFew(int rim, int columns) {
    std::vector<Column> few;
    for (int column = rim; column < columns - rim; column += kColumnStep) {
        const double x = xOf(column, rim, columns);
        few.push_back({column, x, arcShape(x, kSearchRadius)});
    }
    return few;
}

double stepsAlong(const cv::Mat& steps, const std::vector<Column>& columns, const LabelArc& arc, int sign) {
    double sum = 0;
    for (const auto& [column, x, shape] : columns) {
        const int row = cvRound(arc.middle + arc.slope * x - arc.rise * shape);
        sum += std::clamp(sign * stepAt(steps, row, column), -20.0, 40.0);
    }
    return sum;
}

/// The arc along which steps of `sign` (1: lighter below) are strongest, looked for within `reach` rows of
/// `row`.
LabelArc strongestArc(const cv::Mat& steps, int rim, int row, int reach, int sign) {
    const auto columns = everyFew(rim, steps.cols);
    const int tilt = reach / 4 / kSlopeStep * kSlopeStep;
    LabelArc best;
    double strongest = -1;
    for (int middle = row - reach; middle <= row + reach; middle += kMiddleStep) {
        for (int slope = -tilt; slope <= tilt; slope += kSlopeStep) {
            for (int rise = -reach; rise <= reach; rise += kRiseStep) {
                const LabelArc arc{static_cast<double>(middle), static_cast<double>(slope),
                                   static_cast<double>(rise)};
                const double sum = stepsAlong(steps, columns, arc, sign);
                if (sum <= strongest) continue;
                strongest = sum;
                best = arc;
            }
        }
    }
    return best;
}

/// Where the columns' own edges lie near the arc.
std::vector<Placed> edgesNear(const cv::Mat& steps, int rim, const LabelArc& arc, int sign) {
    std::vector<Placed> edges;
    for (int column = rim; column < steps.cols - rim; ++column) {
        const double x = xOf(column, rim, steps.cols);
        const int near = cvRound(rowOf(arc, x, kSearchRadius));
        double weight = 0;
        double rows = 0;
        for (int row = near - kNear; row <= near + kNear; ++row) {
            const double step = std::max(0.0, sign * stepAt(steps, row, column) - kClearStep);
            weight += step;
            rows += step * row;
        }
        if (weight > 0) edges.push_back({x, rows / weight});
    }
    return edges;
}

/// Least squares for middle, slope and rise with this radius; the mean squared error in `error`.
LabelArc fitted(const std::vector<Placed>& edges, double radius, double& error) {
    cv::Mat terms(static_cast<int>(edges.size()), 3, CV_64F);
    cv::Mat rows(static_cast<int>(edges.size()), 1, CV_64F);
    for (int i = 0; i < terms.rows; ++i) {
        const auto& edge = edges[static_cast<std::size_t>(i)];
        terms.at<double>(i, 0) = 1;
        terms.at<double>(i, 1) = edge.x;
        terms.at<double>(i, 2) = -arcShape(edge.x, radius);
        rows.at<double>(i) = edge.row;
    }
    cv::Mat arc;
    cv::solve(terms, rows, arc, cv::DECOMP_SVD);
    error = cv::norm(terms * arc - rows, cv::NORM_L2SQR) / terms.rows;
    return {arc.at<double>(0), arc.at<double>(1), arc.at<double>(2)};
}

}  // namespace

double arcShape(double x, double radius) {
    const double inside = std::max(0.0, radius * radius - x * x);
    const double chord = std::sqrt(radius * radius - 1);
    return (std::sqrt(inside) - chord) / (radius - chord);
}

double rowOf(const LabelArc& arc, double x, double radius) {
    return arc.middle + arc.slope * x - arc.rise * arcShape(x, radius);
}

std::optional<LabelArcs> labelArcs(const cv::Mat& grey, int rim) {
    cv::Mat steps;
    cv::Mat smooth;
    cv::GaussianBlur(grey, smooth, {3, 3}, 0);
    cv::Sobel(smooth, steps, CV_32F, 0, 1, 3, 1.0 / 4);
    const int lowerRow = grey.rows - rim - 1;
    const auto upper = strongestArc(steps, rim, rim, rim - 2, 1);
    const auto lower = strongestArc(steps, rim, lowerRow, rim - 2, -1);
    const auto upperEdges = edgesNear(steps, rim, upper, 1);
    const auto lowerEdges = edgesNear(steps, rim, lower, -1);
    const double columns = grey.cols - 2.0 * rim;
    LabelArcs arcs;
    arcs.clear = static_cast<double>(std::min(upperEdges.size(), lowerEdges.size())) / columns;
    if (arcs.clear < kLeastClear) return std::nullopt;
    double least = -1;
    for (const double radius : kRadii) {
        double upperError = 0;
        double lowerError = 0;
        const auto fittedUpper = fitted(upperEdges, radius, upperError);
        const auto fittedLower = fitted(lowerEdges, radius, lowerError);
        if (least >= 0 && upperError + lowerError >= least) continue;
        least = upperError + lowerError;
        arcs.upper = fittedUpper;
        arcs.lower = fittedLower;
        arcs.radius = radius;
    }
    return arcs;
}

}  // namespace tidewaiter::vision
