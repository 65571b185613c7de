#include "tests/scene/logo.h"

#include <cmath>

namespace tidewaiter::scene {

namespace {

/// Shares of a box's half side, from its middle, to millimeters.
struct Frame {
    Point middle;
    double half;

    [[nodiscard]] Point at(double x, double y) const { return middle + Point(x, y) * half; }
    [[nodiscard]] Point around(double turnDeg, double reach) const {
        const double turn = turnDeg * CV_PI / 180;
        return at(std::cos(turn) * reach, std::sin(turn) * reach);
    }
};

std::vector<Mark> ring(const Frame& f, Random& random) {
    Stroke circle;
    const double start = random.real(0, 360);
    const int arc = random.between(180, 340);
    for (int i = 0; i <= arc; i += 10) circle.points.push_back(f.around(start + i, 0.85));
    circle.width = f.half * 0.16;
    circle.color = gray(1);
    return {circle, Disc{f.middle, f.half * random.real(0.2, 0.45), gray(1)}};
}

std::vector<Mark> triangle(const Frame& f, Random& random) {
    const double turn = 90 * random.between(0, 3);
    const Stroke outline{
        {f.around(turn, 0.9), f.around(turn + 130, 0.9), f.around(turn + 230, 0.9), f.around(turn, 0.9)},
        f.half * 0.14,
        gray(1)};
    return {outline};
}

std::vector<Mark> bars(const Frame& f, Random& random) {
    std::vector<Mark> marks;
    const double slant = random.real(-0.4, 0.4);
    const int count = random.between(3, 5);
    const double pitch = 1.7 / count;
    for (int i = 0; i < count; ++i) {
        const double y = -0.85 + pitch * i;
        const double left = random.real(-0.9, -0.2);
        const double height = pitch * 0.6;
        marks.push_back(Polygon{{f.at(left, y), f.at(0.9, y), f.at(0.9 - slant * height, y + height),
                                 f.at(left - slant * height, y + height)},
                                gray(1)});
    }
    return marks;
}

std::vector<Mark> star(const Frame& f, Random& random) {
    Polygon outline;
    const int rays = random.between(3, 7);
    const double inner = random.real(0.3, 0.6);
    for (int i = 0; i < 2 * rays; ++i) {
        outline.corners.push_back(f.around(180.0 * i / rays - 90, i % 2 == 0 ? 0.9 : inner));
    }
    outline.color = gray(1);
    return {outline};
}

std::vector<Mark> swoosh(const Frame& f, Random& random) {
    Polygon outline;
    const double lift = random.real(0.3, 0.8);
    for (int i = -10; i <= 10; ++i) outline.corners.push_back(f.at(i / 11.0, lift - i * i * lift / 80.0));
    for (int i = 10; i >= -10; --i) outline.corners.push_back(f.at(i / 11.0, -i * i * lift / 90.0 + 0.1));
    outline.color = gray(1);
    return {outline, Disc{f.at(0.1, -0.55), f.half * 0.25, gray(1)}};
}

}  // namespace

std::vector<Mark> makeLogo(const Rect& box, Random random) {
    const Frame frame{box.tl() + Point(box.width, box.height) / 2, std::min(box.width, box.height) / 2};
    switch (random.below(5)) {
        case 0:
            return ring(frame, random);
        case 1:
            return triangle(frame, random);
        case 2:
            return bars(frame, random);
        case 3:
            return star(frame, random);
        default:
            return swoosh(frame, random);
    }
}

}  // namespace tidewaiter::scene
