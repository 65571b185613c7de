#include "tests/scene/label_remains.h"

#include <algorithm>
#include <opencv2/core.hpp>
#include <string_view>

#include "tests/scene/blot_canvas.h"

namespace tidewaiter::scene {

namespace {

constexpr double kBeyond = 5;  ///< millimeters that a tear may run out of the label's outline

/// What is drawn on, and which way the label was pulled.
struct Place {
    BlotCanvas canvas;
    Rect outline;
    bool alongX = true;

    /// Noise drawn out along the pull.
    [[nodiscard]] cv::Mat streaks(std::string_view name, double alongMm, double acrossMm) const {
        return alongX ? canvas.noise(name, alongMm, acrossMm) : canvas.noise(name, acrossMm, alongMm);
    }
};

Color filmColor(Random& random) {
    static const std::vector<Color> colors = {
        {0.22, 0.15, 0.09}, {0.10, 0.09, 0.08}, {1, 1, 1}, {1, 0.97, 0.88}, {0.72, 0.60, 0.30}};
    Color color = random.pick(colors);
    color.alpha = random.real(0.07, 0.22);
    return color;
}

/// The adhesive: in blotches and streaks, gone in places.
void addFilm(const Place& place, std::vector<Mark>& marks, Random& random) {
    const auto& canvas = place.canvas;
    const cv::Mat sheet = canvas.inside(place.outline, random.real(0.3, 1.5));
    const double grain = random.real(5, 20);
    const double blotchy = random.real(0.05, 0.25);
    const double streaky = random.real(0.02, 0.12);
    cv::Mat film =
        0.75 + blotchy * canvas.noise("blotches", grain, grain) + streaky * place.streaks("streaks", 14, 0.8);
    if (random.chance(0.5)) {
        const cv::Mat holes =
            canvas.noise("holes", grain / 2, grain / 2) + 0.3 * canvas.noise("ragged holes", 0.7, 0.7);
        film = film.mul(1 - above(holes, random.real(1.1, 1.9), 0.3));
    }
    film = cv::max(0.0, cv::min(1.0, film.mul(sheet)));
    marks.emplace_back(canvas.blot(film, filmColor(random)));
    if (random.chance(0.5)) {  // it shines on one side
        const double reach = random.real(0.2, 0.4) * std::min(place.outline.width, place.outline.height);
        const cv::Mat shine = above(canvas.noise("shine", reach, reach), 0.6, 2).mul(film);
        marks.emplace_back(canvas.blot(shine, gray(1, random.real(0.06, 0.2))));
    }
}

/// What stuck to the adhesive: specks, and a gray line where it oozed out at the sides.
void addDust(const Place& place, std::vector<Mark>& marks, Random& random) {
    const auto& canvas = place.canvas;
    if (random.chance(0.6)) {
        const cv::Mat specks = above(canvas.noise("specks", 0.25, 0.25), random.real(2.3, 3), 0.4);
        marks.emplace_back(
            canvas.blot(specks.mul(canvas.inside(place.outline, 0.6)), gray(0.2, random.real(0.3, 0.7))));
    }
    if (random.chance(0.5)) {
        const cv::Mat depth = canvas.depthIn(place.outline);
        const cv::Mat rim = above(1.0 - cv::abs(depth) / random.real(0.6, 1.6), 0.5, 1);
        const cv::Mat patchy = above(canvas.noise("rim", 6, 6), 0, 1.5);
        marks.emplace_back(canvas.blot(rim.mul(patchy), gray(0.15, random.real(0.1, 0.35))));
    }
}

/// The layer below the board's skin is paler than brown board and darker than white one.
Color colorBelow(const Color& ground, Random& random) {
    if (ground.blue > 0.7) return {0.64, 0.54, 0.43};
    const Color paler = shaded(ground, random.real(1.08, 1.3));
    const double mean = (paler.red + paler.green + paler.blue) / 3;
    const double grayer = random.real(0, 0.5);
    const auto toGray = [&](double c) { return c + (mean - c) * grayer; };
    return {toGray(paler.red), toGray(paler.green), toGray(paler.blue)};
}

/// Where the skin of the board came off: drawn out along the pull, with a pale rim of fibers.
void addTornSkin(const Place& place, const Color& ground, std::vector<Mark>& marks, Random& random) {
    const auto& canvas = place.canvas;
    const double along = random.real(8, 22);
    const double across = along * random.real(0.25, 0.6);
    const cv::Mat shape = place.streaks("torn", along, across) + 0.25 * place.streaks("ragged", 2, 0.7) +
                          0.12 * canvas.noise("fuzzy", 0.4, 0.4);
    const cv::Mat sheet = canvas.inside(grown(place.outline, random.real(-1, 1.5)), 0.8);
    const double level = levelOf(shape, sheet, random.real(0.1, 0.55));
    const cv::Mat torn = above(shape, level, 0.12).mul(sheet);
    Color below = colorBelow(ground, random);
    below.alpha = random.real(0.75, 1);
    marks.emplace_back(canvas.blot(torn, below));
    const cv::Mat fibers = above(place.streaks("fibers", 1.6, 0.3), 0.6, 1).mul(torn);
    marks.emplace_back(canvas.blot(fibers, gray(1, random.real(0.1, 0.3))));
    const cv::Mat dents = above(place.streaks("dents", 0.4, 2.5), 0.8, 1).mul(torn);
    marks.emplace_back(canvas.blot(dents, gray(0, random.real(0.04, 0.15))));
    const cv::Mat rim = above(shape, level - 0.06, 0.1) - above(shape, level + 0.1, 0.12);
    const cv::Mat patchy = above(canvas.noise("pale rim", 2, 2), -0.3, 1.2).mul(sheet);
    marks.emplace_back(canvas.blot(cv::max(0.0, rim.mul(patchy)), {0.93, 0.89, 0.82, random.real(0.4, 0.9)}));
}

/// Paper that stayed: whole in the middle of a scrap, a layer of fibers around it; mostly near the sides.
void addScraps(const Place& place, std::vector<Mark>& marks, Random& random) {
    const auto& canvas = place.canvas;
    const double grain = random.real(3, 10);
    const double along = grain * random.real(1, 2);
    const double inward = random.real(0, 3) / std::min(place.outline.width, place.outline.height);
    const cv::Mat shape = place.streaks("scraps", along, grain) +
                          0.3 * canvas.noise("ragged scraps", 1.2, 1.2) +
                          0.12 * canvas.noise("fuzzy scraps", 0.35, 0.35) -
                          inward * cv::max(0.0, canvas.depthIn(place.outline));
    const cv::Mat sheet = canvas.inside(place.outline, 0.25);
    const double share = random.real(0.04, 0.35);
    const cv::Mat thin = above(shape, levelOf(shape, sheet, share), 0.1).mul(sheet);
    const cv::Mat thick = above(shape, levelOf(shape, sheet, share * random.real(0.3, 0.9)), 0.06).mul(sheet);
    const double tone = random.real(0.86, 0.96);
    Color paper{tone, tone, tone * random.real(0.93, 1)};
    Color layer = paper;
    layer.alpha = random.real(0.3, 0.75);
    const cv::Mat patchy = above(place.streaks("layer", 1.5, 0.3), random.real(-0.8, 0.4), 1.5);
    marks.emplace_back(canvas.blot(thin.mul(patchy), layer));
    marks.emplace_back(canvas.blot(thick, paper));
    const cv::Mat shade = above(canvas.noise("shade", 1.5, 1.5), 0.4, 2).mul(thick);
    marks.emplace_back(canvas.blot(shade, gray(0, random.real(0.02, 0.1))));
}

}  // namespace

Item remainsOf(const Item& label, const Color& ground, Random random) {
    Item remains;
    remains.what = "remains of a label";
    remains.at = label.at;
    remains.size = remains.footprint = label.size;
    const Rect outline = centeredRect(label.size);
    const Place place{BlotCanvas(grown(outline, kBeyond), random.fork("fields")), outline,
                      random.chance(0.5)};
    addFilm(place, remains.marks, random);
    addDust(place, remains.marks, random);
    const double kind = random.real(0, 1);
    if (kind > 0.5) addTornSkin(place, ground, remains.marks, random);
    if (kind > 0.12 && kind < 0.75) addScraps(place, remains.marks, random);
    return remains;
}

}  // namespace tidewaiter::scene
