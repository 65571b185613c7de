#include "tests/scene/label_story.h"

#include <algorithm>
#include <cmath>

#include "tests/scene/carton_wear.h"
#include "tests/scene/label.h"
#include "tests/scene/label_remains.h"
#include "tests/scene/words.h"

namespace tidewaiter::scene {

namespace {

using Items = std::vector<Item>;

/// What color the carton's face has.
Color groundOf(const Items& items) {
    for (const Item& item : items) {
        for (const Mark& mark : item.marks) {
            const auto* gradient = std::get_if<Gradient>(&mark);
            if (item.what == "carton face" && gradient != nullptr) return shaded(gradient->from, 0.96);
        }
    }
    return {0.65, 0.52, 0.39};
}

Items::iterator chosenLabel(Items& items, Random& random) {
    std::vector<Items::iterator> labels;
    for (auto item = items.begin(); item != items.end(); ++item) {
        if (item->kind == ItemKind::Label) labels.push_back(item);
    }
    return random.pick(labels);
}

Item sheet(const Size& size, const Color& paper) {
    Item item;
    item.size = item.footprint = size;
    const Rect outline = centeredRect(size);
    item.marks = {RoundRect{grown(outline, 0.5) + Point(0.3, 0.5), 0.8, gray(0, 0.22)},
                  RoundRect{outline, 0.6, paper}, Texture{outline, Material::Paper, 0.4}};
    return item;
}

Item stickerOn(const Item& label, const Typesetter& typesetter, Random& random) {
    static const std::vector<std::string> words = {"CHECKED", "QC PASSED", "URGENT", "PRIORITY", "ROUTE 7"};
    static const std::vector<Color> colors = {
        {0.96, 0.83, 0.18}, {0.93, 0.47, 0.15}, {0.45, 0.75, 0.35}, {0.93, 0.93, 0.92}};
    LabelPlan plan;
    plan.name = "sticker";
    plan.widthMm = random.real(30, 46);
    plan.paper = random.pick(colors);
    plan.rows = {TextRow{{{random.pick(words), 5.5, true}}}, TextRow{{{fromPattern("##-##", random), 4.5}}}};
    Item sticker = makeLabel(plan, typesetter);
    sticker.at.turnDeg = label.at.turnDeg + random.real(-12, 12);
    const double along = random.real(-0.5, 0.5);
    const double across = random.chance(0.5) ? 0.5 : -0.5;
    const Point at = random.chance(0.5) ? Point(along * label.size.width, across * label.size.height)
                                        : Point(across * label.size.width, along * label.size.height);
    sticker.at.center = toScene(label.at, at);
    return sticker;
}

Item tapeOver(const Item& label, const Rect& view, Random& random) {
    Item tape;
    tape.what = "tape";
    tape.at.center = toScene(
        label.at, {random.real(-0.4, 0.4) * label.size.width, random.real(-0.5, 0.5) * label.size.height});
    tape.at.turnDeg = random.real(-3, 3) + (random.chance(0.5) ? 90 : 0);
    tape.size = tape.footprint = {2 * view.width, random.real(38, 52)};
    const Rect strip = centeredRect(tape.size);
    tape.marks = {RoundRect{strip, 0, Color{0.95, 0.93, 0.88, 0.14}},
                  RoundRect{{strip.x, strip.y, strip.width, 1}, 0, {1, 1, 1, 0.16}},
                  RoundRect{{strip.x, strip.br().y - 1, strip.width, 1}, 0, {0, 0, 0, 0.12}}};
    return tape;
}

/// A label of about the same size, of which strips of 3 to 9 millimeters stay in sight on two sides.
Item olderLabel(const Item& label, Random& random) {
    const double tone = random.real(0.86, 0.96);
    Item older =
        sheet({label.size.width * random.real(0.97, 1.03), label.size.height * random.real(0.97, 1.03)},
              {tone, tone, tone * random.real(0.93, 1)});
    older.what = "older label";
    const auto shift = [&] { return random.real(3, 9) * (random.chance(0.5) ? 1 : -1); };
    older.at.center = toScene(label.at, {shift(), shift()});
    older.at.turnDeg = label.at.turnDeg + random.real(0.4, 3) * (random.chance(0.5) ? 1 : -1);
    return older;
}

/// Points from `a` to `b` that jump to and fro by `jump` millimeters.
std::vector<Point> jagged(const Point& a, const Point& b, double jump, Random& random) {
    const double length = cv::norm(b - a);
    const Point across = Point(a.y - b.y, b.x - a.x) * (1 / length);
    std::vector<Point> points = {a};
    for (double at = random.real(1, 3); at < length - 1; at += random.real(1, 4)) {
        points.push_back(a + (b - a) * (at / length) + across * random.real(-jump, jump));
    }
    points.push_back(b);
    return points;
}

/// Takes a corner off: the carton shows, with the pale fibers of a tear along its rim.
void tear(Item& label, const Color& ground, Random& random) {
    const double w = label.size.width / 2 * (random.chance(0.5) ? 1 : -1);
    const double h = label.size.height / 2 * (random.chance(0.5) ? 1 : -1);
    const Point start(w * (1 - 2 * random.real(0.25, 0.5)), h);
    const Point end(w, h * (1 - 2 * random.real(0.25, 0.5)));
    const auto rim = jagged(start, end, 2.2, random);
    auto corner = rim;
    const double beyond = 1.6;
    const Point out(std::copysign(beyond, w), std::copysign(beyond, h));
    corner.push_back({w + out.x, end.y});
    corner.push_back({w + out.x, h + out.y});
    corner.push_back({start.x, h + out.y});
    label.marks.emplace_back(Polygon{corner, ground});
    label.marks.emplace_back(Stroke{rim, random.real(1.2, 2.4), {0.93, 0.90, 0.85}});
}

/// Under the labels, or over everything.
void lay(Items& items, Items things, bool onTop) {
    const auto first = std::find_if(items.begin(), items.end(),
                                    [](const Item& item) { return item.kind == ItemKind::Label; });
    items.insert(onTop ? items.end() : first, things.begin(), things.end());
}

}  // namespace

void tellStory(Scene& scene, LabelStory story, const Typesetter& typesetter, Random random) {
    auto& items = scene.items;
    const auto label = chosenLabel(items, random);
    scene.labelStory = story;
    switch (story) {
        case LabelStory::Plain:
            return;
        case LabelStory::Sticker:
            items.push_back(stickerOn(*label, typesetter, random));
            return;
        case LabelStory::Taped:
            items.push_back(tapeOver(*label, scene.view, random));
            return;
        case LabelStory::Stained:
            lay(items, stainsIn(scene.view, groundOf(items), random), false);
            return;
        case LabelStory::Panel:
            lay(items, {panelIn(scene.view, typesetter, random)}, false);
            return;
        case LabelStory::Patched:
            lay(items, tapePiecesIn(scene.view, random), true);
            return;
        case LabelStory::Covered:
            items.insert(label, olderLabel(*label, random));
            return;
        case LabelStory::Torn:
            tear(*label, groundOf(items), random);
            return;
        case LabelStory::Missing:
            *label = remainsOf(*label, groundOf(items), random);
            return;
    }
}

}  // namespace tidewaiter::scene
