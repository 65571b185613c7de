#include "tests/scene/board_surface.h"

#include <array>
#include <cmath>

#include "tests/scene/text_block.h"

namespace tidewaiter::scene {

namespace {

const std::array<Point, 8> kDirections = {{{1, 0},
                                           {0.7071, 0.7071},
                                           {0, 1},
                                           {-0.7071, 0.7071},
                                           {-1, 0},
                                           {-0.7071, -0.7071},
                                           {0, -1},
                                           {0.7071, -0.7071}}};

Point randomPoint(const Rect& area, Random& random) {
    return {area.x + random.real(0, area.width), area.y + random.real(0, area.height)};
}

/// A track that turns by 45 degrees now and then.
std::vector<Point> wander(const Point& start, Random& random) {
    std::vector<Point> points{start};
    int heading = random.between(0, 7);
    const int legs = random.between(2, 5);
    for (int i = 0; i < legs; ++i) {
        const double length = random.real(3, 22);
        points.push_back(points.back() + kDirections[static_cast<std::size_t>(heading)] * length);
        heading = (heading + (random.chance(0.5) ? 1 : 7)) % 8;
    }
    return points;
}

void addTracks(std::vector<Mark>& marks, const Rect& outline, const Color& copper, Random& random) {
    const int buses = static_cast<int>(outline.area() / 110);
    for (int i = 0; i < buses; ++i) {
        const std::vector<Point> track = wander(randomPoint(outline, random), random);
        const Point leg = track[1] - track[0];
        const Point across = Point{-leg.y, leg.x} / std::max(1e-6, std::hypot(leg.x, leg.y));
        const int parallel = random.chance(0.4) ? random.between(3, 9) : 1;
        const double width = parallel > 1 ? 0.18 : random.real(0.18, 0.6);
        for (int k = 0; k < parallel; ++k) {
            std::vector<Point> shifted = track;
            for (Point& point : shifted) point += across * (k * 0.42);
            marks.emplace_back(Stroke{shifted, width, copper});
        }
    }
}

void addVias(std::vector<Mark>& marks, const Rect& outline, const MaskColor& color, Random& random) {
    const int count = static_cast<int>(outline.area() / 35);
    for (int i = 0; i < count; ++i) {
        const Point center = randomPoint(outline, random);
        marks.emplace_back(Disc{center, 0.32, shaded(color.copper, 1.25)});
        marks.emplace_back(Disc{center, 0.14, shaded(color.mask, 0.5)});
    }
}

}  // namespace

MaskColor drawMaskColor(Random& random) {
    static const std::vector<MaskColor> colors = {
        {{0.05, 0.30, 0.15}, {0.10, 0.40, 0.20}, gray(0.88)},    // green
        {{0.04, 0.25, 0.13}, {0.02, 0.19, 0.09}, gray(0.86)},    // dark green
        {{0.05, 0.15, 0.42}, {0.09, 0.22, 0.53}, gray(0.90)},    // blue
        {{0.07, 0.075, 0.08}, {0.115, 0.12, 0.12}, gray(0.85)},  // black
        {{0.50, 0.06, 0.06}, {0.60, 0.11, 0.09}, gray(0.90)},    // red
    };
    return random.pick(colors);
}

MaskColor blackMask() {
    return {{0.065, 0.07, 0.075}, {0.10, 0.105, 0.11}, gray(0.85)};
}

Item makeBareBoard(const Size& size, const MaskColor& color, Random& random) {
    Item board;
    board.kind = ItemKind::Board;
    board.what = "board";
    board.size = board.footprint = size;
    board.clipped = true;
    const Rect outline = centeredRect(size);
    board.marks = {RoundRect{outline, 0, color.mask}};
    const int areas = random.between(2, 4);
    for (int i = 0; i < areas; ++i) {
        const Point corner = randomPoint(outline, random);
        const Rect area{corner.x, corner.y, random.real(12, 45), random.real(10, 35)};
        board.marks.emplace_back(RoundRect{area, 1.5, shaded(color.copper, 0.93)});
    }
    addTracks(board.marks, outline, color.copper, random);
    addVias(board.marks, outline, color, random);
    board.marks.emplace_back(Texture{outline, Material::SolderMask, 0.6});
    return board;
}

Text silkText(const std::string& text, double sizeMm, const Point& center, const MaskColor& color,
              const Typesetter& typesetter) {
    return textAt(text, {{Family::Sans, false}, sizeMm, color.silk, 0.06}, center, typesetter);
}

std::vector<Mark> silkFrame(const Rect& footprint, const MaskColor& color) {
    std::vector<Point> corners = cornersOf(footprint);
    corners.push_back(corners.front());
    return {Stroke{corners, 0.16, shaded(color.silk, 0.92)}};
}

}  // namespace tidewaiter::scene
