#include "firmware/inspection/shapes.h"

#include <cmath>
#include <cstddef>

namespace tidewaiter::inspection {

cv::Point2f middleOf(const vision::Quad& quad) {
    return (quad[0] + quad[1] + quad[2] + quad[3]) / 4;
}

bool holds(const vision::Quad& quad, const cv::Point2f& point) {
    int left = 0;
    for (std::size_t i = 0; i < quad.size(); ++i) {
        const auto side = quad[(i + 1) % quad.size()] - quad[i];
        const auto to = point - quad[i];
        left += side.x * to.y - side.y * to.x > 0 ? 1 : 0;
    }
    return left == 0 || left == static_cast<int>(quad.size());
}

double areaOf(const vision::Quad& quad) {
    const auto one = quad[2] - quad[0];
    const auto other = quad[3] - quad[1];
    return std::abs(static_cast<double>(one.x) * other.y - static_cast<double>(one.y) * other.x) / 2;
}

bool areApart(const vision::Quad& one, const vision::Quad& other) {
    return !holds(one, middleOf(other)) && !holds(other, middleOf(one));
}

}  // namespace tidewaiter::inspection
