#include "tests/scene/scene.h"

#include <algorithm>
#include <cmath>

namespace tidewaiter::scene {

Point toScene(const Placement& at, const Point& local) {
    const double angle = at.turnDeg * CV_PI / 180;
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    return {at.center.x + c * local.x - s * local.y, at.center.y + s * local.x + c * local.y};
}

std::vector<Point> cornersOf(const Rect& rect) {
    return {{rect.x, rect.y},
            {rect.x + rect.width, rect.y},
            {rect.x + rect.width, rect.y + rect.height},
            {rect.x, rect.y + rect.height}};
}

bool standsOnTop(const Item& item, const Text& text) {
    return item.top.has_value() && item.top->body.contains(text.center);
}

std::vector<Point> inkCorners(const Text& text) {
    std::vector<Point> corners = cornersOf(centeredRect(text.ink.size()));
    for (Point& corner : corners) corner = toScene({text.center, text.turnDeg}, corner);
    return corners;
}

Rect boundsOf(const Placement& at, const Size& size) {
    std::vector<Point> corners = cornersOf(centeredRect(size));
    for (Point& corner : corners) corner = toScene(at, corner);
    const auto [left, right] =
        std::minmax_element(corners.begin(), corners.end(), [](auto a, auto b) { return a.x < b.x; });
    const auto [top, bottom] =
        std::minmax_element(corners.begin(), corners.end(), [](auto a, auto b) { return a.y < b.y; });
    return {left->x, top->y, right->x - left->x, bottom->y - top->y};
}

}  // namespace tidewaiter::scene
