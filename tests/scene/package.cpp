#include "tests/scene/package.h"

#include <algorithm>

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
    item.leads = packageLeads(shape);
    item.top = typeOf(plan, type);
    item.top->marking = drawMarkingFinish(*item.top, plan.ink.process, plan.ink.level, type);
    MarkingPlan marking;
    marking.lines = plan.marking.lines;
    marking.ink = plan.ink;
    marking.layout = drawLayout(*item.top, plan.marking.lines.size(), type);
    marking.defect = plan.defect;
    marking.strength = plan.strength;
    item.top->seed = own.seed();
    item.top->wear = drawWear(*item.top, own);
    marking.former = makeMarking(own.pick(words().chips), shape, own).lines;
    putMarking(item, marking, own, typesetter);
    return item;
}

}  // namespace tidewaiter::scene
