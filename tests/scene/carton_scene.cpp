#include <algorithm>

#include "tests/scene/carton_content.h"
#include "tests/scene/floor.h"
#include "tests/scene/scenes.h"
#include "tests/scene/text_block.h"

namespace tidewaiter::scene {

namespace {

constexpr double kGapMm = 9;

Color drawCardboard(Random& random) {
    static const std::vector<Color> colors = {
        {0.70, 0.57, 0.43}, {0.65, 0.52, 0.39}, {0.73, 0.62, 0.49}, {0.61, 0.48, 0.36}};
    return random.chance(0.1) ? gray(0.86) : random.pick(colors);
}

Item makeFace(const Rect& face, const Color& color) {
    Item item;
    item.what = "carton face";
    item.at.center = {face.x + face.width / 2, face.y + face.height / 2};
    item.size = item.footprint = face.size();
    const Rect outline = centeredRect(face.size());
    item.marks = {RoundRect{grown(outline, 3) + Point(2, 4), 4, gray(0, 0.25)},
                  Gradient{outline, 1.5, shaded(color, 1.04), shaded(color, 0.93)},
                  Texture{outline, Material::Cardboard, 0.5}};
    std::vector<Point> corners = cornersOf(grown(outline, -0.5));
    corners.push_back(corners.front());
    item.marks.emplace_back(Stroke{corners, 1, {0.25, 0.17, 0.1, 0.35}});
    return item;
}

/// A strip of packing tape along the carton's upper or left edge.
Item makeTape(const Rect& face, Random& random) {
    Item tape;
    tape.what = "tape";
    const bool clear = random.chance(0.4);
    const Color color = clear ? Color{0.95, 0.93, 0.88, 0.16} : Color{0.55, 0.38, 0.20, 0.45};
    const double y = random.chance(0.5) ? face.y + 6 : face.y + face.height - 6;
    tape.at.center = {face.x + face.width / 2, y};
    tape.size = tape.footprint = {face.width, 50};
    const Rect strip = centeredRect(tape.size);
    tape.marks = {RoundRect{strip, 0, color},
                  RoundRect{{strip.x, strip.y, strip.width, 1}, 0, {1, 1, 1, 0.16}},
                  RoundRect{{strip.x, strip.br().y - 1, strip.width, 1}, 0, {0, 0, 0, 0.12}}};
    return tape;
}

void addArrow(std::vector<Mark>& marks, double x, double s, const Color& ink) {
    marks.emplace_back(Polygon{{{x, -s}, {x + 0.42 * s, -0.35 * s}, {x - 0.42 * s, -0.35 * s}}, ink});
    marks.emplace_back(RoundRect{{x - 0.14 * s, -0.4 * s, 0.28 * s, 1.15 * s}, 0, ink});
}

void addGlass(std::vector<Mark>& marks, double x, double s, const Color& ink) {
    marks.emplace_back(Polygon{
        {{x - 0.45 * s, -s}, {x + 0.45 * s, -s}, {x + 0.3 * s, -0.15 * s}, {x - 0.3 * s, -0.15 * s}}, ink});
    marks.emplace_back(RoundRect{{x - 0.07 * s, -0.2 * s, 0.14 * s, 0.8 * s}, 0, ink});
    marks.emplace_back(RoundRect{{x - 0.36 * s, 0.55 * s, 0.72 * s, 0.2 * s}, 0, ink});
}

/// ISO 780 signs: this way up, and fragile.
Item makeHandlingSigns(const Color& ink) {
    Item item;
    item.what = "handling signs";
    item.size = {44, 26};
    item.footprint = {48, 30};
    const double s = 11;
    addArrow(item.marks, -16.5, s, ink);
    addArrow(item.marks, -6, s, ink);
    item.marks.emplace_back(RoundRect{{-22, 9.8, 21.5, 1.8}, 0, ink});
    addGlass(item.marks, 13, s, ink);
    return item;
}

Item makePrint(const PrintPlan& plan, const Color& ink, const Typesetter& typesetter) {
    Item item;
    item.kind = ItemKind::Print;
    item.what = "carton print";
    const Text text = textAt(plan.text, {{Family::Sans, plan.bold}, plan.sizeMm, ink}, {0, 0}, typesetter);
    item.size = text.ink.size();
    item.footprint = item.size + Size(8, 7);
    item.marks = {text};
    return item;
}

/// Bounds of all labels.
Rect boundsOfAll(const std::vector<Item>& items) {
    Rect all;
    for (const Item& item : items) {
        const Rect own = boundsOf(item.at, item.size);
        all = all.area() > 0 ? all | own : own;
    }
    return all;
}

/// Sets the labels in two columns, each label a little askew.
std::vector<Item> arrangeLabels(const std::vector<LabelPlan>& plans, const Typesetter& typesetter,
                                Random& random) {
    std::vector<Item> placed;
    double left = 0;
    for (const int column : {0, 1}) {
        double top = random.real(-6, 6);
        double right = left;
        for (const LabelPlan& plan : plans) {
            if (plan.column != column) continue;
            Item label = makeLabel(plan, typesetter);
            label.at.turnDeg = random.real(-2.2, 2.2);
            const Size room = boundsOf({{0, 0}, label.at.turnDeg}, label.size).size();
            label.at.center = {left + random.real(0, 5) + room.width / 2, top + room.height / 2};
            top += room.height + kGapMm;
            right = std::max(right, label.at.center.x + room.width / 2);
            placed.push_back(std::move(label));
        }
        left = right + kGapMm;
    }
    return placed;
}

}  // namespace

Scene makeCartonScene(const Setting& setting) {
    const Random random = Random(setting.seed).fork("carton");
    return cartonWith(setting.goods == Goods::Accelerator
                          ? acceleratorCarton(random.fork("content"))
                          : benignCarton(setting.goods, random.fork("content")),
                      setting);
}

Scene cartonWith(const CartonContent& content, const Setting& setting) {
    Random random = Random(setting.seed).fork("carton");
    const Typesetter& typesetter = *setting.typesetter;
    const std::vector<Item> labels = arrangeLabels(content.labels, typesetter, random);
    Scene scene;
    scene.serials = content.serials;
    scene.parts = content.parts;
    const Rect covered = boundsOfAll(labels);
    scene.view = viewAround(covered, setting.aspect, content.labels.size() > 1 ? 0.035 : 0.11);
    const Rect face = grown(scene.view, scene.view.width * random.real(-0.015, 0.12));
    Random colors = random.fork("cardboard");
    const Color cardboard = drawCardboard(colors);
    scene.items = {makeTable(scene.view, random), makeFace(face, cardboard)};
    if (random.chance(0.6)) scene.items.push_back(makeTape(face, random));
    Floor floor(grown(scene.view & face, -scene.view.width * 0.02));
    for (const Item& label : labels) floor.take(grown(boundsOf(label.at, label.size), 2));
    const Color ink = random.chance(0.75) ? Color{0.13, 0.11, 0.11, 0.86} : Color{0.62, 0.10, 0.09, 0.84};
    std::vector<Item> prints;
    for (const PrintPlan& plan : content.prints) prints.push_back(makePrint(plan, ink, typesetter));
    if (random.chance(0.6)) prints.push_back(makeHandlingSigns(ink));
    for (Item& print : prints) {
        const auto at = floor.findRoom(print.footprint, random, 200);
        if (!at) continue;
        print.at.center = *at;
        scene.items.push_back(std::move(print));
    }
    scene.items.insert(scene.items.end(), labels.begin(), labels.end());
    return scene;
}

}  // namespace tidewaiter::scene
