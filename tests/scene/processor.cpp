#include "tests/scene/processor.h"

#include <cassert>

#include "tests/scene/package.h"
#include "tests/scene/text_block.h"
#include "tests/scene/top_marking.h"
#include "tests/scene/top_plan.h"

namespace tidewaiter::scene {

namespace {

const Size kSubstrate{58, 54};
const Size kDie{25, 32};
const Size kStack{10.6, 11};

void addSubstrate(Item& item) {
    const Rect outline = centeredRect(kSubstrate);
    item.marks = softShadow(outline, 2);
    item.marks.emplace_back(RoundRect{outline, 0.6, {0.10, 0.22, 0.17}});
    item.marks.emplace_back(Texture{outline, Material::SolderMask, 0.7});
    const Rect ring = grown(outline, -1.6);
    item.marks.emplace_back(Gradient{ring, 1.2, gray(0.70), gray(0.50)});
    item.marks.emplace_back(Texture{ring, Material::BrushedMetal, 0.5});
}

/// The hollow between the stiffener ring and the die.
void addHollow(Item& item) {
    item.marks.emplace_back(RoundRect{grown(centeredRect(kSubstrate), -5), 0.8, {0.12, 0.20, 0.17}});
    item.marks.emplace_back(RoundRect{grown(centeredRect(kDie), 0.5), 0.4, gray(0.10)});  // underfill
}

void addStacks(Item& item, const std::string& memory, const Typesetter& typesetter) {
    for (const double side : {-1.0, 1.0}) {
        for (int row = -1; row <= 1; ++row) {
            const Point center{side * (kDie.width / 2 + kStack.width / 2 + 0.7), row * (kStack.height + 0.5)};
            const Rect stack = centeredRect(kStack) + center;
            item.marks.emplace_back(Gradient{stack, 0.1, gray(0.27), gray(0.19)});
            item.marks.emplace_back(Texture{stack, Material::MoldCompound, 0.3});
            if (memory.empty()) continue;
            for (Text& text : setBlock({memory}, {{Family::Narrow, false}, 1.9, gray(0.52)},
                                       grown(stack, -0.7), Align::Center, typesetter)) {
                item.marks.emplace_back(std::move(text));
            }
        }
    }
}

}  // namespace

std::vector<std::string> processorMarking(const ModuleWords& module, Random& random) {
    std::vector<std::string> lines;
    if (random.chance(0.5)) lines.emplace_back("NVIDIA");
    const std::string date = dateCode(module.firstYear, module.lastYear, random);
    lines.push_back(fromPattern("{T|S|U} TAIWAN ", random) + date + "A1");
    lines.push_back(fromPattern("P@?###.###", random));
    lines.push_back(module.die);
    return lines;
}

Item makeProcessor(const ProcessorPlan& plan, const Typesetter& typesetter) {
    assert(plan.lidded || plan.defect == Defect::Honest || plan.defect == Defect::Unmarked);
    Random type = Random(plan.typeSeed).fork("processor type");
    Random own = Random(plan.ownSeed).fork("processor");
    Item item;
    item.kind = ItemKind::Package;
    item.what = plan.lidded ? "lidded processor" : "processor";
    item.size = kSubstrate;
    item.footprint = kSubstrate + Size(2, 2);
    addSubstrate(item);
    if (!plan.lidded) {
        addHollow(item);
        addStacks(item, plan.memory, typesetter);
    }
    const TopMaterial material = plan.lidded ? drawMaterial(BodyStyle::Can, type) : TopMaterial::Silicon;
    const Rect body = plan.lidded ? grown(centeredRect(kSubstrate), -4) : centeredRect(kDie);
    item.top = drawTop(body, plan.lidded ? BodyStyle::Can : BodyStyle::Sawn, material, type);
    MarkingPlan marking;
    marking.lines = plan.lines;
    marking.former = plan.former;
    marking.ink = {{Family::Sans, false}, 0.62, 0, Process::Laser};
    item.top->marking = drawMarkingFinish(*item.top, Process::Laser, marking.ink.level, type);
    marking.layout.align = Align::Center;
    marking.layout.largest = plan.lidded ? 0.085 : 0.1;
    marking.defect = plan.defect;
    marking.strength = plan.strength;
    item.top->seed = own.seed();
    item.top->wear = drawWear(*item.top, own);
    putMarking(item, marking, own, typesetter);
    return item;
}

}  // namespace tidewaiter::scene
