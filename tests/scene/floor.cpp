#include "tests/scene/floor.h"

#include <algorithm>

namespace tidewaiter::scene {

bool Floor::isFree(const Rect& rect) const {
    if ((rect & area_).area() < rect.area() * (1 - 1e-9)) return false;
    return std::none_of(taken_.begin(), taken_.end(),
                        [&](const Rect& other) { return (rect & other).area() > 0; });
}

std::optional<Point> Floor::findRoom(const Size& size, Random& random, int tries) {
    const double freeX = area_.width - size.width;
    const double freeY = area_.height - size.height;
    if (freeX < 0 || freeY < 0) return std::nullopt;
    for (int i = 0; i < tries; ++i) {
        const double x = area_.x + random.real(0, freeX);
        const double y = area_.y + random.real(0, freeY);
        const Rect rect{x, y, size.width, size.height};
        if (!isFree(rect)) continue;
        take(rect);
        return Point{x + size.width / 2, y + size.height / 2};
    }
    return std::nullopt;
}

}  // namespace tidewaiter::scene
