#include "tests/scene/package.h"
#include "tests/scene/processor.h"
#include "tests/scene/scenes.h"
#include "tests/scene/words.h"

namespace tidewaiter::scene {

namespace {

/// One pocket of a molded tray: a raised rim around a sunk floor.
Item makePocket(const Size& size) {
    Item pocket;
    pocket.what = "pocket";
    pocket.size = pocket.footprint = size;
    const Rect rim = centeredRect(size);
    const Rect floor = grown(rim, -size.width * 0.04);
    pocket.marks = {Gradient{rim, 0.8, gray(0.30), gray(0.17)}, RoundRect{floor, 0.5, gray(0.145)},
                    Texture{floor, Material::MoldCompound, 0.3}};
    return pocket;
}

Item makeTray(const Size& size) {
    Item tray;
    tray.what = "tray";
    tray.size = tray.footprint = size;
    const Rect outline = centeredRect(size);
    tray.marks = {RoundRect{outline, 1.5, gray(0.22)}, Texture{outline, Material::MoldCompound, 0.4}};
    return tray;
}

/// Makes the chips of one tray: the same kind and lot.
class ChipSource {
  public:
    ChipSource(const Setting& setting, Random& random)
        : random_(random.fork("chips")), forger_(setting), typesetter_(*setting.typesetter) {
        typeSeed_ = random_.seed();
        if (setting.goods == Goods::Accelerator) {
            module_ = &random.pick(words().modules);
            lines_ = processorMarking(*module_, random);
            lidded_ = random_.chance(0.5);
            return;
        }
        const ChipWords chip = random.pick(words().chips);
        shape_ = &packageShape(random.pick(chip.packages));
        marking_ = makeMarking(chip, *shape_, random);
        ink_ = drawInkStyle(random);
    }

    [[nodiscard]] Item make() {
        if (module_ != nullptr) return makeModule();
        PackagePlan plan;
        plan.shape = shape_;
        plan.marking = marking_;
        plan.ink = ink_;
        plan.typeSeed = typeSeed_;
        plan.ownSeed = random_.seed();
        forger_.decide(plan);
        return makePackage(plan, typesetter_);
    }

    [[nodiscard]] const std::string& part() const {
        return module_ != nullptr ? module_->die : marking_.part;
    }

  private:
    [[nodiscard]] Item makeModule() {
        ProcessorPlan plan;
        plan.lines = lines_;
        plan.former = processorMarking(random_.pick(words().modules), random_);
        plan.lidded = lidded_;
        plan.typeSeed = typeSeed_;
        plan.ownSeed = random_.seed();
        forger_.decide(plan);
        return makeProcessor(plan, typesetter_);
    }

    Random random_;
    Forger forger_;
    std::uint64_t typeSeed_ = 1;
    const Typesetter& typesetter_;
    const ModuleWords* module_ = nullptr;
    std::vector<std::string> lines_;
    bool lidded_ = false;
    const PackageShape* shape_ = nullptr;
    Marking marking_;
    InkStyle ink_{};
};

}  // namespace

Scene makeTrayScene(const Setting& setting) {
    Random random = Random(setting.seed).fork("tray");
    ChipSource source(setting, random);
    const Size chip = source.make().footprint;
    const Size pocket = chip + Size(1.6, 1.6);
    const Size pitch = pocket + Size(2.2, 2.2);
    const int rows = chip.height > 40 ? 2 : random.between(2, 4);
    const int columns =
        std::max(1, static_cast<int>(rows * setting.aspect * pitch.height / pitch.width + 0.4));
    const Size area{pitch.width * columns + 4, pitch.height * rows + 4};
    Scene scene;
    scene.parts = {source.part()};
    scene.items.push_back(makeTray(area));
    for (int i = 0; i < rows * columns; ++i) {
        const int row = i / columns;
        const int column = i % columns;
        const Point center{(column - (columns - 1) / 2.0) * pitch.width,
                           (row - (rows - 1) / 2.0) * pitch.height};
        Item hollow = makePocket(pocket);
        hollow.at.center = center;
        scene.items.push_back(std::move(hollow));
        if (i > 0 && random.chance(0.08)) continue;  // an empty pocket
        Item item = source.make();
        item.at = {center, random.real(-2, 2) + (random.chance(0.06) ? 180 : 0)};
        scene.items.push_back(std::move(item));
    }
    const double turn = random.real(-5, 5);
    turnAll(scene.items, turn);
    scene.view = viewAround(boundsOf({{0, 0}, turn}, area), setting.aspect, 0.01);
    scene.items.insert(scene.items.begin(), makeTable(scene.view, random));
    return scene;
}

}  // namespace tidewaiter::scene
