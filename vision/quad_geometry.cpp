#include "vision/internal/quad_geometry.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace tidewaiter::vision {

namespace {

std::vector<cv::Point2f> pointsOf(const Quad& quad) {
    return {quad.begin(), quad.end()};
}

}  // namespace

double areaWithin(const Quad& quad) {
    return cv::contourArea(pointsOf(quad));
}

double sharedArea(const Quad& a, const Quad& b) {
    std::vector<cv::Point2f> common;
    return cv::intersectConvexConvex(pointsOf(a), pointsOf(b), common);
}

double sharedOfSmaller(const Quad& a, const Quad& b) {
    return sharedArea(a, b) / std::max(1.0, std::min(areaWithin(a), areaWithin(b)));
}

bool areSame(const Quad& a, const Quad& b, double share) {
    const double near = share * std::min(cv::norm(a[1] - a[0]), cv::norm(a[2] - a[1]));
    for (std::size_t first = 0; first < 4; ++first) {
        bool same = true;
        for (std::size_t i = 0; i < 4 && same; ++i) same = cv::norm(a[i] - b[(i + first) % 4]) <= near;
        if (same) return true;
    }
    return false;
}

Quad scaled(Quad quad, double across, double down) {
    for (auto& corner : quad) {
        corner.x = static_cast<float>((corner.x + 0.5) * across - 0.5);
        corner.y = static_cast<float>((corner.y + 0.5) * down - 0.5);
    }
    return quad;
}

Quad fromTopLeft(Quad quad) {
    const auto first = std::min_element(quad.begin(), quad.end(),
                                        [](cv::Point2f a, cv::Point2f b) { return a.x + a.y < b.x + b.y; });
    std::rotate(quad.begin(), first, quad.end());
    return quad;
}

}  // namespace tidewaiter::vision
