#include "tests/scene/scenes.h"

#include <algorithm>
#include <stdexcept>

#include "tests/scene/label_story.h"

namespace tidewaiter::scene {

namespace {

/// What `kind` can show.
std::vector<Goods> goodsOf(SceneKind kind) {
    if (kind == SceneKind::Carton) {
        return {Goods::Accelerator, Goods::Tea, Goods::Toys, Goods::Clothes, Goods::Books};
    }
    if (kind == SceneKind::Package) return {Goods::Electronics};
    return {Goods::Electronics, Goods::Electronics, Goods::Electronics, Goods::Accelerator};
}

bool isWritten(const Scene& scene, const std::string& wanted) {
    for (const Item& item : scene.items) {
        for (const Mark& mark : item.marks) {
            const auto* text = std::get_if<Text>(&mark);
            if (text != nullptr && text->text.find(wanted) != std::string::npos) return true;
        }
    }
    return false;
}

}  // namespace

Scene makeScene(SceneKind kind, const Setting& setting) {
    Setting chosen = setting;
    const std::vector<Goods> possible = goodsOf(kind);
    Random random = Random(setting.seed).fork("goods");
    if (chosen.goods == Goods::Random) chosen.goods = random.pick(possible);
    if (std::find(possible.begin(), possible.end(), chosen.goods) == possible.end()) {
        throw std::invalid_argument("a " + std::string(kSceneKinds.nameOf(kind)) + " cannot show '" +
                                    std::string(kGoods.nameOf(chosen.goods)) + "'");
    }
    Scene scene;
    if (kind == SceneKind::Carton) {
        scene = makeCartonScene(chosen);
        if (setting.labelStory)
            tellStory(scene, *setting.labelStory, *setting.typesetter, Random(setting.seed).fork("story"));
    } else if (kind == SceneKind::Tray) {
        scene = makeTrayScene(chosen);
    } else if (kind == SceneKind::Package) {
        scene = makePackageScene(chosen);
    } else if (chosen.goods == Goods::Accelerator) {
        scene = makeModuleScene(chosen);
    } else {
        scene = makeBoardScene(chosen);
    }
    // Sanded and unmarked chips do not show what they are.
    std::erase_if(scene.parts, [&](const std::string& part) { return !isWritten(scene, part); });
    scene.kind = kind;
    scene.goods = chosen.goods;
    scene.seed = setting.seed;
    return scene;
}

Forger::Forger(const Setting& setting) : random_(Random(setting.seed).fork("forger")), share_(0) {
    const bool some = random_.chance(0.5);
    const double drawn = random_.real(0.1, 0.5);
    if (setting.doctored) {
        share_ = *setting.doctored;
    } else if (some) {
        share_ = drawn;
    }
}

Forger::Fate Forger::draw() {
    const bool doctored = random_.chance(share_);
    const Defect defect = drawDefect(random_);
    const double strength = random_.real(0.1, 1);
    return doctored ? Fate{defect, strength} : Fate{Defect::Honest, 0};
}

void Forger::decide(PackagePlan& plan) {
    const Fate fate = draw();
    plan.defect = fate.defect;
    plan.strength = fate.strength;
}

void Forger::decide(ProcessorPlan& plan) {
    const Fate fate = draw();
    const bool bareDie = !plan.lidded && fate.defect != Defect::Honest;
    plan.defect = bareDie ? Defect::Unmarked : fate.defect;
    plan.strength = fate.strength;
}

Rect viewAround(const Rect& content, double aspect, double margin) {
    const double room = 2 * margin * std::max(content.width, content.height);
    const double width = std::max(content.width + room, (content.height + room) * aspect);
    const double height = width / aspect;
    return {content.x + (content.width - width) / 2, content.y + (content.height - height) / 2, width,
            height};
}

Item makeTable(const Rect& view, Random& random) {
    static const std::vector<Color> colors = {
        {0.62, 0.60, 0.57}, {0.45, 0.47, 0.49}, {0.55, 0.43, 0.31}, {0.30, 0.32, 0.35}, {0.74, 0.73, 0.70}};
    Item table;
    table.what = "table";
    table.at.center = {view.x + view.width / 2, view.y + view.height / 2};
    table.size = table.footprint = {view.width * 3, view.height * 3};
    const Rect outline = centeredRect(table.size);
    table.marks = {RoundRect{outline, 0, random.pick(colors)}, Texture{outline, Material::Table, 0.7}};
    return table;
}

void turnAll(std::vector<Item>& items, double turnDeg) {
    for (Item& item : items) {
        item.at.center = toScene({{0, 0}, turnDeg}, item.at.center);
        item.at.turnDeg += turnDeg;
    }
}

}  // namespace tidewaiter::scene
