#include "tests/scene/package.h"

#include <algorithm>

#include "tests/scene/logo.h"
#include "tests/scene/text_block.h"

namespace tidewaiter::scene {

namespace {

bool squareLike(const PackageShape& shape) {
    return shape.pinsDown > 0 || shape.leadLength <= 0;
}

/// The pin-1 mark lies in the lower left corner of dual and in the upper left one of square bodies.
Dimple pinOne(const PackageShape& shape, Random& random) {
    Dimple dimple;
    dimple.radius = std::clamp(std::min(shape.width, shape.height) * random.real(0.045, 0.065), 0.18, 0.7);
    dimple.depthUm = random.real(30, 130);
    dimple.wallMm = random.real(0.03, 0.1);
    dimple.floorGrain = random.real(0.1, 1);
    const Rect mold = moldOf(shape);
    const double inset = dimple.radius * random.real(2.0, 2.6);
    const double side = squareLike(shape) ? -1 : 1;
    dimple.center = {mold.x + inset, side * (mold.height / 2 - inset)};
    return dimple;
}

/// The half-round cut in the left end of dual in-line bodies.
Dimple endNotch(const PackageShape& shape) {
    return {{-shape.width / 2, 0}, shape.height * 0.13, 350, 0.1, 0.6};
}

/// Marks of the pins that push a body out of its mold, on the middle line of long ones.
void addEjectorMarks(Top& top, const PackageShape& shape, Random& random) {
    if (shape.style == BodyStyle::Sawn || shape.style == BodyStyle::Capped || !random.chance(0.35)) return;
    Dimple pin;
    pin.radius = std::min(shape.height * 0.13, random.real(0.5, 1.3));
    pin.depthUm = random.real(8, 60);
    pin.wallMm = random.real(0.03, 0.08);
    pin.floorGrain = random.real(0.05, 1);
    const double x = shape.width * random.real(0.33, 0.42);
    const double y = squareLike(shape) ? shape.height * random.real(0.33, 0.4) : 0;
    pin.center = {x, y};
    top.dimples.push_back(pin);
    if (shape.width < 12 || random.chance(0.4)) return;
    pin.center = {-x, squareLike(shape) ? y : 0};
    top.dimples.push_back(pin);
}

bool isMolded(const Top& top) {
    return top.material == TopMaterial::MatteMold || top.material == TopMaterial::GlossyMold;
}

/// What all chips of the type share: body, recesses.
Top typeOf(const PackagePlan& plan, Random& random) {
    const PackageShape& shape = *plan.shape;
    const TopMaterial material = plan.material ? *plan.material : drawMaterial(shape.style, random);
    Top top = drawTop(moldOf(shape), shape.style, material, random);
    if (!isMolded(top)) return top;
    top.dimples = {pinOne(shape, random)};
    if (shape.style == BodyStyle::Sawn) {  // sawn bodies have no form that could leave a recess
        const Dimple& spot = top.dimples.front();
        top.logo = {Disc{spot.center, spot.radius, gray(1)}};
        top.dimples.clear();
    }
    if (shape.style == BodyStyle::Dip) top.dimples.push_back(endNotch(shape));
    addEjectorMarks(top, shape, random);
    return top;
}

/// Where and how letters are set. A forger's setting differs from the maker's.
struct Layout {
    Align align = Align::Left;
    double size = 0.9;   ///< of the largest that fits
    Point shift;         ///< of the whole block, in shares of the body
    double turnDeg = 0;  ///< of the whole block about its middle
    bool hasLogo = false;
    std::uint64_t logoSeed = 1;
};

Layout drawLayout(const Marking& marking, const PackageShape& shape, Random& random) {
    Layout layout;
    layout.align = random.chance(0.55) ? Align::Left : Align::Center;
    layout.size = random.real(0.8, 1.0);
    layout.hasLogo = marking.lines.size() >= 2 && shape.height >= 3.5 && random.chance(0.45);
    layout.logoSeed = random.seed();
    return layout;
}

/// The same by another hand.
Layout forged(Layout layout, double strength, Random& random) {
    layout.size *= random.chance(0.5) ? 1 - 0.25 * strength : 1 - 0.06 * strength;
    layout.shift = Point(random.real(-1, 1), random.real(-1, 1)) * (0.05 * strength);
    layout.turnDeg = random.real(-2.5, 2.5) * strength;
    if (random.chance(0.3)) layout.align = layout.align == Align::Left ? Align::Center : Align::Left;
    layout.hasLogo = layout.hasLogo && random.chance(0.7);
    return layout;
}

/// Makers keep clear of the pin-1 mark; over ejector marks they print.
bool touches(const Top& top, const Text& text) {
    if (top.dimples.empty()) return false;
    const Dimple& pinOneMark = top.dimples.front();
    return grown(inkBounds(text), pinOneMark.radius * 1.2).contains(pinOneMark.center);
}

struct Block {
    std::vector<Text> texts;
    std::vector<Mark> logo;
};

/// Cuts room for a logo off `box`: at its left when it is wide, else above.
Rect cutLogo(Rect& box, double side) {
    if (box.width > 1.7 * box.height) {
        const Rect logo{box.x, box.y + (box.height - side) / 2, side, side};
        box = {box.x + side * 1.15, box.y, box.width - side * 1.15, box.height};
        return logo;
    }
    const Rect logo{box.x + (box.width - side) / 2, box.y, side, side};
    box = {box.x, box.y + side * 1.1, box.width, box.height - side * 1.1};
    return logo;
}

/// Turns and shifts a block about the middle of the body.
void move(Block& block, const Layout& layout, const Rect& body) {
    const Point shift(layout.shift.x * body.width, layout.shift.y * body.height);
    for (Text& text : block.texts) {
        text.center = toScene({shift, layout.turnDeg}, text.center);
        text.turnDeg += layout.turnDeg;
    }
}

/// The marking, made smaller until it leaves the recesses alone.
Block setMarking(const Top& top, const std::vector<std::string>& lines, const InkStyle& ink,
                 const Layout& layout, const Typesetter& typesetter) {
    Block block;
    const Rect& body = top.body;
    Rect box = grown(body, -std::max(std::min(body.width, body.height) * 0.09, top.bevelMm * 1.3));
    if (layout.shift != Point() || layout.turnDeg != 0) {  // room to move in
        box = grown(box, -std::min(box.width, box.height) * 0.07);
    }
    if (layout.hasLogo) {
        const double side = std::min(box.height * 0.36, box.width * 0.3);
        block.logo = makeLogo(cutLogo(box, side), Random(layout.logoSeed));
    }
    const auto count = static_cast<double>(lines.size());
    const double largest = std::min(body.height * 0.30, body.height * 0.86 / count);
    const Style style{ink.face, largest * layout.size, gray(ink.level), ink.weightMm};
    block.texts = setBlock(lines, style, box, layout.align, typesetter);
    const auto hit = [&](const Text& text) { return touches(top, text); };
    for (int i = 0; i < 12 && std::any_of(block.texts.begin(), block.texts.end(), hit); ++i) {
        box = {box.x + box.width * 0.04, box.y, box.width * 0.94, box.height};
        block.texts = setBlock(lines, style, box, layout.align, typesetter);
    }
    move(block, layout, body);
    return block;
}

InkStyle otherInk(const InkStyle& ink, Random& random) {
    InkStyle other = drawInkStyle(random);
    while (other.face.family == ink.face.family) other = drawInkStyle(random);
    return other;
}

/// What stood on a chip before it was doctored: the marking of some other part.
OldMarking drawFormer(const PackagePlan& plan, const Top& top, const Layout& layout,
                      const Typesetter& typesetter, Random& random) {
    const Marking marking = makeMarking(random.pick(words().chips), *plan.shape, random);
    const InkStyle ink = random.chance(0.3) ? otherInk(plan.ink, random) : plan.ink;
    Block block = setMarking(top, marking.lines, ink, layout, typesetter);
    OldMarking former;
    former.finish = drawMarkingFinish(top, ink.process, ink.level, random);
    former.texts = std::move(block.texts);
    former.logo = std::move(block.logo);
    return former;
}

void addMarking(Item& item, Block block) {
    for (Mark& mark : block.logo) item.top->logo.push_back(std::move(mark));
    for (Text& text : block.texts) item.marks.emplace_back(std::move(text));
}

/// Doctors the chip, and marks it again as a forger does; some sanded ones stay bare.
void forge(Item& item, const PackagePlan& plan, Layout layout, const Typesetter& typesetter, Random& random) {
    Top& top = *item.top;
    OldMarking former = drawFormer(plan, top, layout, typesetter, random);
    for (Mark& mark : top.logo) former.logo.push_back(mark);
    top.logo.clear();
    doctor(top, plan.defect, plan.strength, std::move(former), random);
    if (plan.defect == Defect::Sanded && random.chance(0.4)) return;
    const InkStyle ink = random.chance(0.75) ? otherInk(plan.ink, random) : plan.ink;
    top.marking = drawMarkingFinish(top, ink.process, ink.level, random);
    addMarking(item,
               setMarking(top, plan.marking.lines, ink, forged(layout, plan.strength, random), typesetter));
}

}  // namespace

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
    InkStyle style{random.pick(faces), 0, 0, Process::Laser};
    const double kind = random.real(0, 1);
    if (kind < 0.25) {  // worn or shallow laser
        style.level = random.real(0.30, 0.38);
    } else if (kind < 0.8) {  // laser gray
        style.level = random.real(0.42, 0.62);
    } else {  // white ink
        style.level = random.real(0.80, 0.93);
        style.weightMm = 0.04;
        style.process = Process::Ink;
    }
    return style;
}

Defect drawDefect(Random& random) {
    return random.pick(std::vector<Defect>{Defect::Sanded, Defect::Blacktopped, Defect::Remarked,
                                           Defect::Sanded, Defect::Blacktopped, Defect::Unmarked});
}

Item makePackage(const PackagePlan& plan, const Typesetter& typesetter) {
    const PackageShape& shape = *plan.shape;
    Random type = Random(plan.typeSeed).fork("package type");
    Random own = Random(plan.ownSeed).fork("package");
    Item item;
    item.kind = ItemKind::Package;
    item.what = shape.name;
    item.size = {shape.width, shape.height};
    item.footprint = packageFootprint(shape);
    item.marks = packageOutline(shape);
    item.top = typeOf(plan, type);
    item.top->marking = drawMarkingFinish(*item.top, plan.ink.process, plan.ink.level, type);
    const Layout layout = drawLayout(plan.marking, shape, type);
    item.top->seed = own.seed();
    item.top->wear = drawWear(*item.top, own);
    if (plan.defect == Defect::Honest) {
        addMarking(item, setMarking(*item.top, plan.marking.lines, plan.ink, layout, typesetter));
    } else if (plan.defect == Defect::Unmarked) {
        doctor(*item.top, plan.defect, plan.strength, {}, own);
    } else {
        forge(item, plan, layout, typesetter, own);
    }
    return item;
}

}  // namespace tidewaiter::scene
