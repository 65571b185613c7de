#include "tests/scene/package_outline.h"

namespace tidewaiter::scene {

namespace {

constexpr Color kTin{0.74, 0.74, 0.72};
constexpr Color kTinEdge{0.50, 0.50, 0.49};

/// One side of the body: `along` runs on its edge, `out` points away from it.
struct Side {
    Point along, out;
    int pins;
    double reach;  ///< of the edge from the middle
};

std::vector<Side> sidesOf(const PackageShape& shape) {
    const double halfWidth = shape.width / 2;
    const double halfHeight = shape.height / 2;
    return {{{1, 0}, {0, 1}, shape.pinsAcross, halfHeight},
            {{1, 0}, {0, -1}, shape.pinsAcross, halfHeight},
            {{0, 1}, {1, 0}, shape.pinsDown, halfWidth},
            {{0, 1}, {-1, 0}, shape.pinsDown, halfWidth}};
}

/// Gull wings: the upper part, then the foot, brighter.
void addLead(std::vector<Mark>& marks, const Side& side, double offset, double width, double length) {
    const Point start = side.along * offset + side.out * (side.reach - 0.15);
    const Point end = side.along * offset + side.out * (side.reach + length);
    const Point bend = side.along * offset + side.out * (side.reach + length * 0.55);
    marks.push_back(Stroke{{start, bend}, width, kTinEdge});
    marks.push_back(Stroke{{bend, end}, width, kTin});
}

/// Seen from above, leads of dual in-line packages are broad shoulders that bend straight down.
void addShoulder(std::vector<Mark>& marks, const Side& side, double offset, double width, double length) {
    const Point half = side.along * (width / 2);
    const Point near = side.along * offset + side.out * (side.reach - 0.15);
    const Point far = side.along * offset + side.out * (side.reach + length);
    const Point bend = near + (far - near) * 0.7;
    marks.push_back(Polygon{{near - half, near + half, bend + half, bend - half}, kTin});
    marks.push_back(Polygon{{bend - half, bend + half, far + half, far - half}, kTinEdge});
}

}  // namespace

std::vector<Mark> softShadow(const Rect& box, double heightMm) {
    std::vector<Mark> layers;
    for (int i = 4; i >= 1; --i) {
        const Rect layer = grown(box, heightMm * 0.16 * i) + Point(heightMm * 0.25, heightMm * 0.35);
        layers.push_back(RoundRect{layer, heightMm * 0.2 * i, gray(0, 0.11)});
    }
    return layers;
}

std::vector<Mark> packageOutline(const PackageShape& shape) {
    const Rect body = centeredRect({shape.width, shape.height});
    std::vector<Mark> marks = softShadow(body, 0.9);
    // Bodies without leads show their pads as a thin bright row at the edge.
    const double length = shape.leadLength > 0 ? shape.leadLength : 0.22;
    const bool broad = shape.style == BodyStyle::Dip || shape.style == BodyStyle::JLead;
    for (const Side& side : sidesOf(shape)) {
        for (int i = 0; i < side.pins; ++i) {
            const double offset = (i - (side.pins - 1) / 2.0) * shape.pitch;
            (broad ? addShoulder : addLead)(marks, side, offset, shape.pitch * (broad ? 0.58 : 0.42), length);
        }
    }
    if (shape.style == BodyStyle::Capped) {
        marks.emplace_back(RoundRect{body, 0.3, {0.10, 0.23, 0.15}});
        marks.emplace_back(Texture{body, Material::SolderMask, 0.6});
    }
    return marks;
}

std::array<int, 4> packageLeads(const PackageShape& shape) {
    return {shape.pinsAcross, shape.pinsDown, shape.pinsAcross, shape.pinsDown};
}

Size packageFootprint(const PackageShape& shape) {
    const double reach = shape.leadLength > 0 ? 2 * shape.leadLength : 0.6;
    return {shape.width + (shape.pinsDown > 0 ? reach : 0.6),
            shape.height + (shape.pinsAcross > 0 ? reach : 0.6)};
}

}  // namespace tidewaiter::scene
