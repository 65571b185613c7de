#include "tests/scene/package.h"

#include <algorithm>
#include <stdexcept>

#include "tests/scene/text_block.h"

namespace tidewaiter::scene {

namespace {

constexpr Color kTin{0.74, 0.74, 0.72};
constexpr Color kTinEdge{0.50, 0.50, 0.49};

/// Ball-grid packages show their substrate around the mold.
constexpr double kSubstrateRim = 0.07;  // of the width

bool isBallGrid(const PackageShape& shape) {
    return shape.name.substr(0, 3) == "bga";
}

/// Leads along one side: `along` runs on the body's edge, `out` points away from it.
void addLeads(std::vector<Mark>& marks, const PackageShape& shape, int pins, Point along, Point out,
              double reach) {
    const double width = shape.pitch * 0.42;
    for (int i = 0; i < pins; ++i) {
        const double offset = (i - (pins - 1) / 2.0) * shape.pitch;
        const Point start = along * offset + out * (reach - 0.15);
        const Point end = along * offset + out * (reach + shape.leadLength);
        const Point bend = along * offset + out * (reach + shape.leadLength * 0.55);
        marks.push_back(Stroke{{start, bend}, width, kTinEdge});
        marks.push_back(Stroke{{bend, end}, width, kTin});
    }
}

void addAllLeads(std::vector<Mark>& marks, const PackageShape& shape) {
    const double halfWidth = shape.width / 2;
    const double halfHeight = shape.height / 2;
    addLeads(marks, shape, shape.pinsAcross, {1, 0}, {0, 1}, halfHeight);
    addLeads(marks, shape, shape.pinsAcross, {1, 0}, {0, -1}, halfHeight);
    addLeads(marks, shape, shape.pinsDown, {0, 1}, {1, 0}, halfWidth);
    addLeads(marks, shape, shape.pinsDown, {0, 1}, {-1, 0}, halfWidth);
}

void addBody(std::vector<Mark>& marks, const Rect& body, double level) {
    const double bevel = std::min(0.35, body.height * 0.06);
    marks.push_back(Gradient{body, bevel, gray(level * 1.7), gray(level * 0.55)});
    marks.push_back(RoundRect{grown(body, -bevel), bevel / 2, gray(level)});
    marks.push_back(Texture{body, Material::MoldCompound, 0.55});
}

/// Bodies without leads show their pads as a thin bright row at the edge.
void addPads(std::vector<Mark>& marks, const PackageShape& shape) {
    PackageShape pads = shape;
    pads.leadLength = 0.22;
    addAllLeads(marks, pads);
}

/// The pin-1 mark lies in the lower left corner of dual and in the upper left one of square bodies.
Disc pinOneDot(const PackageShape& shape, double level, Random& random) {
    const double radius = std::clamp(std::min(shape.width, shape.height) * 0.055, 0.18, 0.7);
    const double rim = isBallGrid(shape) ? kSubstrateRim * shape.width : 0;
    const double inset = rim + radius * random.real(2.0, 2.6);
    const double side = shape.pinsDown > 0 || shape.leadLength <= 0 ? -1 : 1;
    return {{-shape.width / 2 + inset, side * (shape.height / 2 - inset)}, radius, gray(level)};
}

bool touches(const Disc& dot, const Text& text) {
    const Rect room = grown(inkBounds(text), dot.radius * 1.3);
    return room.contains(dot.center);
}

/// The marking, made smaller until it leaves the pin-1 dot alone.
std::vector<Text> setMarking(const PackageShape& shape, const Marking& marking, const InkStyle& ink,
                             const Disc& dot, Random& random, const Typesetter& typesetter) {
    const auto lines = static_cast<double>(marking.lines.size());
    const double inset = std::min(shape.width, shape.height) * (isBallGrid(shape) ? 0.14 : 0.09);
    Rect box = grown(centeredRect({shape.width, shape.height}), -inset);
    const double largest = std::min(shape.height * 0.30, shape.height * 0.86 / lines);
    const Align align = random.chance(0.55) ? Align::Left : Align::Center;
    const Style style{ink.face, largest * random.real(0.8, 1.0), gray(ink.level), ink.weightMm};
    std::vector<Text> block = setBlock(marking.lines, style, box, align, typesetter);
    const auto hit = [&](const Text& text) { return touches(dot, text); };
    for (int i = 0; i < 12 && std::any_of(block.begin(), block.end(), hit); ++i) {
        box = {box.x + box.width * 0.04, box.y, box.width * 0.96, box.height};
        block = setBlock(marking.lines, style, box, align, typesetter);
    }
    return block;
}

}  // namespace

const std::vector<PackageShape>& packageShapes() {
    static const std::vector<PackageShape> shapes = {
        {"soic8", 4.9, 3.9, 4, 0, 1.27, 1.05, 3},   {"soic8w", 5.3, 5.3, 4, 0, 1.27, 1.3, 4},
        {"soic14", 8.7, 3.9, 7, 0, 1.27, 1.05, 2},  {"soic16", 9.9, 3.9, 8, 0, 1.27, 1.05, 2},
        {"soic16w", 10.3, 7.5, 8, 0, 1.27, 1.4, 3}, {"soic20w", 12.8, 7.5, 10, 0, 1.27, 1.4, 3},
        {"tssop16", 5.0, 4.4, 8, 0, 0.65, 1.0, 3},  {"tssop20", 6.5, 4.4, 10, 0, 0.65, 1.0, 3},
        {"qfp44", 10, 10, 11, 11, 0.8, 1.0, 5},     {"qfp48", 7, 7, 12, 12, 0.5, 1.0, 4},
        {"qfp64", 10, 10, 16, 16, 0.5, 1.0, 5},     {"qfp100", 14, 14, 25, 25, 0.5, 1.0, 5},
        {"qfp128", 20, 14, 38, 26, 0.5, 1.0, 5},    {"qfp144", 20, 20, 36, 36, 0.5, 1.0, 5},
        {"qfn16", 4, 4, 4, 4, 0.65, 0, 3},          {"qfn32", 5, 5, 8, 8, 0.5, 0, 4},
        {"qfn48", 7, 7, 12, 12, 0.5, 0, 4},         {"dram", 13.3, 8, 0, 0, 0.8, 0, 3},
        {"bga17", 17, 17, 0, 0, 1.0, 0, 5},         {"bga23", 23, 23, 0, 0, 1.0, 0, 5},
    };
    return shapes;
}

const PackageShape& packageShape(std::string_view name) {
    for (const PackageShape& shape : packageShapes()) {
        if (shape.name == name) return shape;
    }
    throw std::invalid_argument("there is no package shape '" + std::string(name) + "'");
}

Marking makeMarking(const ChipWords& chip, const PackageShape& shape, Random& random) {
    Marking marking;
    marking.part = fromPattern(chip.part, random);
    const auto most = static_cast<std::size_t>(shape.markingLines);
    if (!chip.maker.empty() && most >= 3 && random.chance(0.7)) marking.lines.push_back(chip.maker);
    marking.lines.push_back(marking.part);
    const std::string date = dateCode(random);
    const std::string lot = fromPattern(random.pick(words().lots), random);
    const bool oneLine = shape.width >= 7 && random.chance(0.5);
    if (oneLine && marking.lines.size() < most) {
        marking.lines.push_back(date + " " + lot);
    } else {
        if (marking.lines.size() < most) marking.lines.push_back(lot);
        if (marking.lines.size() < most) marking.lines.push_back(date);
    }
    if (marking.lines.size() < most && random.chance(0.7)) {
        marking.lines.push_back(random.pick(words().origins));
    }
    return marking;
}

InkStyle drawInkStyle(Random& random) {
    static const std::vector<Face> faces = {{Family::Sans, false},
                                            {Family::Narrow, false},
                                            {Family::Narrow, true},
                                            {Family::Mono, false},
                                            {Family::Wide, false}};
    InkStyle style{random.pick(faces), 0, 0};
    const double kind = random.real(0, 1);
    if (kind < 0.25) {  // worn or shallow laser
        style.level = random.real(0.30, 0.38);
    } else if (kind < 0.8) {  // laser gray
        style.level = random.real(0.42, 0.62);
    } else {  // white ink
        style.level = random.real(0.80, 0.93);
        style.weightMm = 0.04;
    }
    return style;
}

std::vector<Mark> softShadow(const Rect& box, double heightMm) {
    std::vector<Mark> layers;
    for (int i = 4; i >= 1; --i) {
        const Rect layer = grown(box, heightMm * 0.16 * i) + Point(heightMm * 0.25, heightMm * 0.35);
        layers.push_back(RoundRect{layer, heightMm * 0.2 * i, gray(0, 0.11)});
    }
    return layers;
}

Item makePackage(const PackageShape& shape, const Marking& marking, const InkStyle& ink, Random& random,
                 const Typesetter& typesetter) {
    Item item;
    item.kind = ItemKind::Package;
    item.what = shape.name;
    item.size = {shape.width, shape.height};
    const double reach = shape.leadLength > 0 ? 2 * shape.leadLength : 0.6;
    item.footprint = {shape.width + (shape.pinsDown > 0 ? reach : 0.6),
                      shape.height + (shape.pinsAcross > 0 ? reach : 0.6)};
    const Rect body = centeredRect(item.size);
    item.marks = softShadow(body, 0.9);
    if (shape.leadLength > 0) {
        addAllLeads(item.marks, shape);
    } else {
        addPads(item.marks, shape);
    }
    const double level = random.real(0.11, 0.19);
    if (isBallGrid(shape)) {
        item.marks.emplace_back(RoundRect{body, 0.3, {0.10, 0.23, 0.15}});
        item.marks.emplace_back(Texture{body, Material::SolderMask, 0.6});
    }
    addBody(item.marks, isBallGrid(shape) ? grown(body, -kSubstrateRim * shape.width) : body, level);
    const Disc dot = pinOneDot(shape, random.chance(0.5) ? level * 0.5 : ink.level * 0.8, random);
    item.marks.emplace_back(dot);
    for (Text& text : setMarking(shape, marking, ink, dot, random, typesetter)) {
        item.marks.emplace_back(std::move(text));
    }
    return item;
}

}  // namespace tidewaiter::scene
