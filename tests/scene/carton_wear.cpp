#include "tests/scene/carton_wear.h"

#include <algorithm>
#include <opencv2/core.hpp>
#include <string>

#include "tests/scene/blot_canvas.h"
#include "tests/scene/text_block.h"

namespace tidewaiter::scene {

namespace {

Point somewhereIn(const Rect& view, Random& random) {
    const double x = random.real(0.08, 0.92);
    const double y = random.real(0.08, 0.92);
    return {view.x + x * view.width, view.y + y * view.height};
}

Item thingAt(const std::string& what, const Point& center, const Size& size, double turnDeg) {
    Item item;
    item.what = what;
    item.at = {center, turnDeg};
    item.size = item.footprint = size;
    return item;
}

/// Something spilled: darker, darkest along its rim.
void addStain(const BlotCanvas& canvas, const Rect& rect, std::vector<Mark>& marks, Random& random) {
    const double grain = 0.16 * std::min(rect.width, rect.height);
    const cv::Mat depth = canvas.depthIn(rect) / (0.5 * std::min(rect.width, rect.height));
    const cv::Mat shape =
        0.8 * canvas.noise("stain", grain, grain) + 0.06 * canvas.noise("rough", 1, 1) + 2.2 * depth - 1.4;
    const cv::Mat wet = above(shape, 0, 0.25);
    const cv::Mat rim = wet - above(shape, 0.2, 0.3);
    static const std::vector<Color> colors = {{0.2, 0.13, 0.06}, {0.1, 0.1, 0.1}, {0.35, 0.25, 0.1}};
    Color color = random.pick(colors);
    color.alpha = random.real(0.08, 0.35);
    marks.emplace_back(canvas.blot(wet, color));
    color.alpha *= random.real(0.2, 1);
    marks.emplace_back(canvas.blot(cv::max(0.0, rim), color));
}

/// Where something rubbed or tape was torn off: pale fibers, drawn out.
void addScuff(const BlotCanvas& canvas, const Rect& rect, const Color& ground, std::vector<Mark>& marks,
              Random& random) {
    const double along = random.real(8, 25);
    const cv::Mat depth = canvas.depthIn(rect) / (0.5 * std::min(rect.width, rect.height));
    const cv::Mat shape = canvas.noise("scuff", along, 0.3 * along) + 0.3 * canvas.noise("ragged", 2, 0.6) +
                          0.12 * canvas.noise("fuzzy", 0.4, 0.4) + 2 * depth - 1.3;
    const cv::Mat bare = above(shape, 0, 0.15);
    Color color = shaded(ground, random.real(1.08, 1.35));
    color.alpha = random.real(0.6, 1);
    marks.emplace_back(canvas.blot(bare, color));
    const cv::Mat fibers = above(canvas.noise("fibers", 1.6, 0.3), 0.5, 1).mul(bare);
    marks.emplace_back(canvas.blot(fibers, gray(1, random.real(0.1, 0.4))));
    const cv::Mat rim = above(shape, -0.06, 0.1) - above(shape, 0.1, 0.12);
    marks.emplace_back(canvas.blot(cv::max(0.0, rim), {0.93, 0.89, 0.82, random.real(0.3, 0.9)}));
}

struct Tape {
    Color color;
    double shine = 0;  ///< how strong its highlights are
};

Tape drawTape(Random& random) {
    static const std::vector<Tape> tapes = {
        {{0.95, 0.93, 0.88, 0.10}, 0.55}, {{0.9, 0.86, 0.72, 0.2}, 0.5},   {{0.80, 0.74, 0.48, 0.7}, 0.15},
        {{0.55, 0.38, 0.20, 0.5}, 0.4},   {{0.93, 0.92, 0.90, 0.95}, 0.1}, {{0.10, 0.36, 0.75, 0.95}, 0.1}};
    return random.pick(tapes);
}

/// Torn off against a blade: its two ends run in teeth. It shines where it does not lie flat.
Item tapePiece(const Point& center, Random random) {
    const double length = random.real(30, 130);
    const Size size(length, random.real(24, 52));
    const double turn = random.chance(0.5) ? 90 : 0;
    Item tape = thingAt("tape", center, size, turn + random.real(-8, 8));
    const auto [color, shine] = drawTape(random);
    const Rect strip = centeredRect(size);
    const BlotCanvas canvas(grown(strip, 3), random.fork("fields"));
    const double teeth = random.real(0.2, 1);
    const cv::Mat ends = above(canvas.depthIn({strip.x, strip.y - 10, strip.width, strip.height + 20}) +
                                   teeth * canvas.noise("teeth", 40, 0.6),
                               0, 0.5);
    const cv::Mat film =
        ends.mul(canvas.inside({strip.x - 10, strip.y, strip.width + 20, strip.height}, 0.3));
    tape.marks.emplace_back(canvas.blot(film, color));
    const double along = random.real(4, 14);
    const double across = random.real(0.8, 3);
    const cv::Mat wrinkles =
        canvas.noise("wrinkles", along, across) + 0.4 * canvas.noise("fine wrinkles", 1, 0.6);
    const cv::Mat shining = above(wrinkles, random.real(0.8, 2), 0.8).mul(film);
    tape.marks.emplace_back(canvas.blot(shining, gray(1, std::min(1.0, shine * random.real(0.4, 1.5)))));
    const cv::Mat rim = film - above(canvas.depthIn(strip), 0.8, 0.5).mul(film);
    tape.marks.emplace_back(
        canvas.blot(cv::max(0.0, rim), random.chance(0.5) ? gray(0, 0.15) : gray(1, 0.2)));
    return tape;
}

}  // namespace

std::vector<Item> stainsIn(const Rect& view, const Color& ground, Random random) {
    std::vector<Item> stains;
    const int count = random.between(1, 4);
    for (int i = 0; i < count; ++i) {
        const bool scuff = random.chance(0.45);
        const double width = random.real(30, 130);
        const Size size(width, width * random.real(0.3, 0.9));
        const Point center = somewhereIn(view, random);
        Item stain = thingAt(scuff ? "scuff" : "stain", center, size, random.real(-90, 90));
        const Rect rect = centeredRect(size);
        const BlotCanvas canvas(rect, random.fork("fields " + std::to_string(i)));
        if (scuff) {
            addScuff(canvas, rect, ground, stain.marks, random);
        } else {
            addStain(canvas, rect, stain.marks, random);
        }
        stains.push_back(std::move(stain));
    }
    return stains;
}

Item panelIn(const Rect& view, const Typesetter& typesetter, Random random) {
    static const std::vector<std::string> words = {"HANDLE WITH CARE", "KEEP DRY", "MADE OF RECYCLED BOARD",
                                                   "THIS WAY UP",      "NO HOOKS", "Premium Quality"};
    static const std::vector<Color> inks = {{0.13, 0.11, 0.11, 0.8}, {0.62, 0.10, 0.09, 0.8},
                                            {0.95, 0.95, 0.93, 0.9}, {0.95, 0.95, 0.93, 0.3},
                                            {0.13, 0.11, 0.11, 0.2}, {0.10, 0.30, 0.55, 0.7}};
    const double width = random.real(60, 150);
    const Size size(width, random.real(40, 100));
    const Point center = somewhereIn(view, random);
    Item panel = thingAt("printed panel", center, size, random.chance(0.8) ? 0 : random.real(-2, 2));
    const Rect rect = centeredRect(size);
    const BlotCanvas canvas(grown(rect, 1), random.fork("fields"));
    const Color ink = random.pick(inks);
    // Board takes ink unevenly, and worn print lets it through.
    const cv::Mat worn = 1 - above(canvas.noise("worn", 0.6, 0.6) + 0.5 * canvas.noise("worn off", 9, 9),
                                   random.real(1, 3), 0.8);
    panel.marks.emplace_back(canvas.blot(canvas.inside(rect, 0.4).mul(worn), ink));
    const bool light = ink.red > 0.9;
    const bool faint = ink.alpha < 0.5;
    const Color letters = light || faint ? Color{0.15, 0.13, 0.12, 0.85} : Color{0.93, 0.92, 0.9, 0.9};
    std::vector<std::string> lines;
    const int count = random.between(0, 3);
    for (int i = 0; i < count; ++i) lines.push_back(random.pick(words));
    if (lines.empty()) return panel;
    for (auto& text :
         setBlock(lines, {{Family::Sans, true}, 11, letters}, grown(rect, -6), Align::Center, typesetter))
        panel.marks.emplace_back(std::move(text));
    return panel;
}

std::vector<Item> tapePiecesIn(const Rect& view, Random random) {
    std::vector<Item> pieces;
    const int count = random.between(1, 3);
    for (int i = 0; i < count; ++i) {
        const Point center = somewhereIn(view, random);
        pieces.push_back(tapePiece(center, random.fork("piece " + std::to_string(i))));
    }
    return pieces;
}

}  // namespace tidewaiter::scene
