#include "tests/scene/processor.h"

#include "tests/scene/package.h"
#include "tests/scene/text_block.h"

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

void addDie(Item& item) {
    const Rect die = centeredRect(kDie);
    item.marks.emplace_back(RoundRect{grown(die, 0.5), 0.4, gray(0.10)});  // underfill
    item.marks.emplace_back(Gradient{die, 0.1, {0.25, 0.27, 0.33}, {0.13, 0.14, 0.18}});
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

Item makeProcessor(const std::vector<std::string>& lines, const std::string& memory, bool lidded,
                   const Typesetter& typesetter) {
    Item item;
    item.kind = ItemKind::Package;
    item.what = lidded ? "lidded processor" : "processor";
    item.size = kSubstrate;
    item.footprint = kSubstrate + Size(2, 2);
    addSubstrate(item);
    Rect face = grown(centeredRect(kDie), -1.6);
    Color ink = gray(0.62);
    if (lidded) {
        const Rect lid = grown(centeredRect(kSubstrate), -4);
        item.marks.emplace_back(Gradient{lid, 2, gray(0.80), gray(0.58)});
        item.marks.emplace_back(Texture{lid, Material::BrushedMetal, 0.6});
        face = grown(lid, -6);
        ink = gray(0.24);
    } else {
        item.marks.emplace_back(RoundRect{grown(centeredRect(kSubstrate), -5), 0.8, {0.12, 0.20, 0.17}});
        addStacks(item, memory, typesetter);
        addDie(item);
    }
    for (Text& text :
         setBlock(lines, {{Family::Sans, false}, lidded ? 4.0 : 3.1, ink}, face, Align::Center, typesetter)) {
        item.marks.emplace_back(std::move(text));
    }
    return item;
}

}  // namespace tidewaiter::scene
