#include "tests/scene/parts.h"

#include <algorithm>

#include "tests/scene/package.h"
#include "tests/scene/text_block.h"

namespace tidewaiter::scene {

namespace {

constexpr Color kTin{0.76, 0.76, 0.74};
constexpr Color kGold{0.80, 0.66, 0.32};

Size outlineOf(ChipSize size) {
    switch (size) {
        case ChipSize::C0402:
            return {1.0, 0.5};
        case ChipSize::C0603:
            return {1.6, 0.8};
        case ChipSize::C0805:
            return {2.0, 1.25};
        case ChipSize::C1206:
            return {3.2, 1.6};
    }
    return {};
}

Item partOf(const Size& size, const std::string& what) {
    Item item;
    item.what = what;
    item.size = size;
    item.footprint = size + Size(0.7, 0.7);
    return item;
}

void addText(Item& item, const std::vector<std::string>& lines, const Style& style, const Rect& box,
             const Typesetter& typesetter) {
    item.kind = ItemKind::Print;
    for (Text& text : setBlock(lines, style, box, Align::Center, typesetter)) {
        item.marks.emplace_back(std::move(text));
    }
}

/// Solder, metal caps and the body between them.
Item twoTerminal(const Size& size, const std::string& what, const Color& body) {
    Item item = partOf(size, what);
    const Rect outline = centeredRect(size);
    const double cap = size.width * 0.2;
    item.marks = {RoundRect{grown(outline, 0.14), 0.1, {0.60, 0.60, 0.58}}, RoundRect{outline, 0.05, kTin}};
    const Rect middle{outline.x + cap, outline.y, outline.width - 2 * cap, outline.height};
    item.marks.emplace_back(Gradient{middle, 0, shaded(body, 1.15), shaded(body, 0.85)});
    return item;
}

}  // namespace

Item makeResistor(ChipSize size, const std::string& code, const Typesetter& typesetter) {
    Item item = twoTerminal(outlineOf(size), "resistor", {0.09, 0.09, 0.10});
    if (size == ChipSize::C0805 || size == ChipSize::C1206) {
        const Rect box = centeredRect({item.size.width * 0.56, item.size.height * 0.8});
        addText(item, {code}, {{Family::Sans, false}, 1.3, gray(0.86)}, box, typesetter);
    }
    return item;
}

Item makeCapacitor(ChipSize size, Random& random) {
    const double tone = random.real(0.85, 1.1);
    return twoTerminal(outlineOf(size), "capacitor", shaded({0.60, 0.47, 0.33}, tone));
}

Item makeElectrolytic(double diameterMm, const std::string& lines, const Typesetter& typesetter) {
    Item item = partOf({diameterMm, diameterMm}, "electrolytic");
    const double radius = diameterMm / 2;
    const double base = diameterMm * 1.04;
    item.footprint = {base + 0.8, base + 0.8};
    item.marks = softShadow(centeredRect(item.size), 2.5);
    item.marks.emplace_back(RoundRect{centeredRect({base, base}), 0.8, gray(0.10)});
    item.marks.emplace_back(Disc{{0, 0}, radius, gray(0.55)});
    item.marks.emplace_back(Disc{{-radius * 0.04, -radius * 0.04}, radius * 0.92, gray(0.78)});
    // The minus side is a black segment at the left.
    std::vector<Point> segment;
    for (int degrees = 125; degrees <= 235; degrees += 5) {
        segment.push_back(toScene({{0, 0}, static_cast<double>(degrees)}, {radius * 0.9, 0}));
    }
    item.marks.emplace_back(Polygon{segment, gray(0.13)});
    const std::size_t feed = lines.find('\n');
    const Rect box{-radius * 0.42, -radius * 0.5, radius * 1.18, radius};
    addText(item, {lines.substr(0, feed), lines.substr(feed + 1)}, {{Family::Sans, false}, 2.4, gray(0.12)},
            box, typesetter);
    return item;
}

Item makeInductor(double sideMm, const std::string& code, const Typesetter& typesetter) {
    Item item = partOf({sideMm, sideMm}, "inductor");
    const Rect body = centeredRect(item.size);
    item.marks = softShadow(body, 2);
    item.marks.emplace_back(Gradient{body, 0.5, gray(0.52), gray(0.36)});
    item.marks.emplace_back(Texture{body, Material::MoldCompound, 0.6});
    addText(item, {code}, {{Family::Sans, true}, sideMm * 0.42, gray(0.08)}, grown(body, -sideMm * 0.12),
            typesetter);
    return item;
}

Item makeCrystal(const std::string& frequency, const Typesetter& typesetter) {
    Item item = partOf({11, 4.4}, "crystal");
    const Rect body = centeredRect(item.size);
    item.marks = softShadow(body, 1.5);
    item.marks.emplace_back(Gradient{body, 2.2, gray(0.86), gray(0.58)});
    item.marks.emplace_back(RoundRect{grown(body, -0.5), 1.8, gray(0.72)});
    item.marks.emplace_back(Texture{grown(body, -1), Material::BrushedMetal, 0.35});
    addText(item, {frequency}, {{Family::Sans, false}, 1.9, gray(0.25)}, grown(body, -1.1), typesetter);
    return item;
}

Item makeHeader(int columns) {
    const double pitch = 2.54;
    Item item = partOf({columns * pitch, 2 * pitch}, "header");
    const Rect body = centeredRect(item.size);
    item.marks = softShadow(body, 2);
    item.marks.emplace_back(RoundRect{body, 0.3, gray(0.10)});
    for (int i = 0; i < columns; ++i) {
        for (const double y : {-pitch / 2, pitch / 2}) {
            const Point center{(i - (columns - 1) / 2.0) * pitch, y};
            item.marks.emplace_back(RoundRect{centeredRect({1.3, 1.3}) + center, 0.1, gray(0.05)});
            item.marks.emplace_back(RoundRect{centeredRect({0.7, 0.7}) + center, 0.1, kGold});
        }
    }
    return item;
}

Item makeSocket(const Size& size) {
    Item item = partOf(size, "socket");
    const Rect body = centeredRect(size);
    item.marks = softShadow(body, 4);
    item.marks.emplace_back(Gradient{body, 0.4, gray(0.80), gray(0.56)});
    item.marks.emplace_back(Texture{body, Material::BrushedMetal, 0.4});
    item.marks.emplace_back(
        RoundRect{{body.x, body.y + body.height * 0.12, 1.2, body.height * 0.76}, 0.2, gray(0.2)});
    for (const double y : {-0.22, 0.22}) {
        const Rect spring{-body.width * 0.1, body.height * y - 0.6, body.width * 0.34, 1.2};
        item.marks.emplace_back(RoundRect{spring, 0.5, gray(0.48)});
    }
    return item;
}

Item makeMountingHole(double radiusMm) {
    Item item = partOf({radiusMm * 2, radiusMm * 2}, "hole");
    item.marks = {Disc{{0, 0}, radiusMm, kGold}, Disc{{0, 0}, radiusMm * 0.58, gray(0.16)}};
    return item;
}

}  // namespace tidewaiter::scene
