#include "tests/scene/top_marking.h"

#include <algorithm>

#include "tests/scene/logo.h"
#include "tests/scene/top_plan.h"

namespace tidewaiter::scene {

namespace {

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
    const double largest = std::min(body.height * layout.largest, body.height * 0.86 / count);
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

/// The maker's own machine does not place every chip alike either.
Layout placed(Layout layout, Random& random) {
    layout.turnDeg = 0.25 * random.bell();
    const double x = random.bell();
    layout.shift = Point(x, random.bell()) * 0.005;
    return layout;
}

/// The same by another hand.
Layout forged(Layout layout, double strength, Random& random) {
    layout.size *= random.chance(0.5) ? 1 - 0.25 * strength : 1 - 0.06 * strength;
    const double x = random.real(-1, 1);
    layout.shift = Point(x, random.real(-1, 1)) * (0.01 + 0.05 * strength);
    layout.turnDeg = random.real(-2.5, 2.5) * strength;
    if (random.chance(0.3)) layout.align = layout.align == Align::Left ? Align::Center : Align::Left;
    layout.hasLogo = layout.hasLogo && random.chance(0.7);
    return layout;
}

/// What stood on the chip before, with all signs of its maker.
OldMarking takeFormer(Top& top, const MarkingPlan& plan, const Typesetter& typesetter, Random& random) {
    const InkStyle ink = random.chance(0.3) ? otherInk(plan.ink, random) : plan.ink;
    Block block = setMarking(top, plan.former, ink, placed(plan.layout, random), typesetter);
    OldMarking former;
    former.finish = drawMarkingFinish(top, ink.process, ink.level, random);
    former.texts = std::move(block.texts);
    former.logo = std::move(block.logo);
    for (Mark& mark : top.logo) former.logo.push_back(std::move(mark));
    top.logo.clear();
    return former;
}

void add(Item& item, Block block) {
    for (Mark& mark : block.logo) item.top->logo.push_back(std::move(mark));
    for (Text& text : block.texts) item.marks.emplace_back(std::move(text));
}

/// Dots of quality control are put beside the letters.
void clearDots(Top& top, const std::vector<Mark>& marks) {
    std::erase_if(top.wear.inkDots, [&](const Disc& dot) {
        return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
            const auto* text = std::get_if<Text>(&mark);
            return text != nullptr && grown(inkBounds(*text), dot.radius).contains(dot.center);
        });
    });
}

/// Doctors the chip, and marks it again as a forger does; some sanded ones stay bare.
void forge(Item& item, const MarkingPlan& plan, Random& own, const Typesetter& typesetter) {
    Top& top = *item.top;
    doctor(top, plan.defect, plan.strength, takeFormer(top, plan, typesetter, own), own);
    if (plan.defect == Defect::Sanded && own.chance(0.4)) return;
    const InkStyle ink = own.chance(0.75) ? otherInk(plan.ink, own) : plan.ink;
    top.marking = drawMarkingFinish(top, ink.process, ink.level, own);
    add(item, setMarking(top, plan.lines, ink, forged(plan.layout, plan.strength, own), typesetter));
}

}  // namespace

InkStyle drawInkStyle(Random& random) {
    static const std::vector<Face> faces = {{Family::Sans, false},  {Family::Narrow, false},
                                            {Family::Narrow, true}, {Family::Mono, false},
                                            {Family::Wide, false},  {Family::Strokes, false}};
    InkStyle style{random.pick(faces), 0, 0, Process::Laser};
    const double kind = random.real(0, 1);
    if (kind < 0.55 && random.chance(0.15)) style.face = {Family::Dots, false};
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

Layout drawLayout(const Top& top, std::size_t lines, Random& random) {
    Layout layout;
    layout.align = random.chance(0.55) ? Align::Left : Align::Center;
    layout.size = random.real(0.8, 1.0);
    layout.hasLogo = lines >= 2 && top.body.height >= 3.5 && random.chance(0.45);
    layout.logoSeed = random.seed();
    return layout;
}

void putMarking(Item& item, const MarkingPlan& plan, Random& own, const Typesetter& typesetter) {
    if (plan.defect == Defect::Honest) {
        add(item, setMarking(*item.top, plan.lines, plan.ink, placed(plan.layout, own), typesetter));
    } else if (plan.defect == Defect::Unmarked) {
        doctor(*item.top, plan.defect, plan.strength, {}, own);
    } else {
        forge(item, plan, own, typesetter);
    }
    clearDots(*item.top, item.marks);
}

}  // namespace tidewaiter::scene
