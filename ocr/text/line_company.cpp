#include "ocr/text/line_company.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core/types.hpp>

namespace tidewaiter::ocr {

namespace {

constexpr double kParallel = 0.97;   // cosine of 14 degrees
constexpr double kReachAcross = 4;   // heights of the higher line between middles
constexpr double kReachAlong = 1.5;  // heights of the higher line between ends

struct Axis {
    cv::Point2f middle;
    cv::Point2f along;  // of length 1
    double halfLength;
    double height;
};

Axis axisOf(const vision::Quad& quad) {
    const cv::Point2f left = (quad[0] + quad[3]) * 0.5F;
    const cv::Point2f right = (quad[1] + quad[2]) * 0.5F;
    const double length = std::max(1e-3, cv::norm(right - left));
    return {(left + right) * 0.5F, (right - left) / length, length / 2,
            std::max(1.0, cv::norm(quad[3] - quad[0]))};
}

bool areNeighbors(const Axis& a, const Axis& b) {
    if (std::abs(a.along.dot(b.along)) < kParallel) return false;
    const double height = std::max(a.height, b.height);
    const cv::Point2f step = b.middle - a.middle;
    return std::abs(step.cross(a.along)) < kReachAcross * height &&
           std::abs(step.dot(a.along)) < a.halfLength + b.halfLength + kReachAlong * height;
}

}  // namespace

double againstTurnOf(std::size_t place, const std::vector<TurnedLine>& lines) {
    const Axis line = axisOf(lines[place].quad);
    double against = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Axis other = axisOf(lines[i].quad);
        if (i == place || lines[i].certainty <= 0 || !areNeighbors(line, other)) continue;
        against += line.along.dot(other.along) < 0 ? lines[i].certainty : -lines[i].certainty;
    }
    return against;
}

}  // namespace tidewaiter::ocr
