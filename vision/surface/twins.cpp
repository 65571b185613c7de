#include "vision/surface/twins.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace tidewaiter::vision {

namespace {

constexpr double kSameSize = 0.08;  ///< relative difference of each side

struct Sides {
    double longer = 0;
    double shorter = 0;
};

Sides sidesOf(const Quad& quad) {
    const double across = (cv::norm(quad[1] - quad[0]) + cv::norm(quad[2] - quad[3])) / 2;
    const double down = (cv::norm(quad[2] - quad[1]) + cv::norm(quad[3] - quad[0])) / 2;
    return {std::max(across, down), std::min(across, down)};
}

bool close(double a, double b) {
    return std::abs(a - b) <= kSameSize * std::max(a, b);
}

double medianOf(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::vector<const SurfaceMeasures*> twinsOf(std::size_t self, const std::vector<MeasuredPackage>& packages) {
    const auto own = sidesOf(packages[self].quad);
    std::vector<const SurfaceMeasures*> twins;
    for (std::size_t i = 0; i < packages.size(); ++i) {
        const auto other = sidesOf(packages[i].quad);
        if (i != self && packages[i].measures && close(own.longer, other.longer) &&
            close(own.shorter, other.shorter)) {
            twins.push_back(&*packages[i].measures);
        }
    }
    return twins;
}

}  // namespace

std::vector<std::optional<SurfaceMeasures>> differencesFromTwins(
    const std::vector<MeasuredPackage>& packages) {
    std::vector<std::optional<SurfaceMeasures>> differences(packages.size());
    for (std::size_t i = 0; i < packages.size(); ++i) {
        if (!packages[i].measures) continue;
        const auto twins = twinsOf(i, packages);
        if (twins.size() < kLeastTwins) continue;
        SurfaceMeasures difference{};
        for (std::size_t m = 0; m < kMeasureCount; ++m) {
            std::vector<double> values;
            for (const auto* twin : twins) values.push_back((*twin)[m]);
            difference[m] = (*packages[i].measures)[m] - medianOf(std::move(values));
        }
        differences[i] = difference;
    }
    return differences;
}

}  // namespace tidewaiter::vision
