#include "tests/scene/board_surface.h"
#include "tests/scene/floor.h"
#include "tests/scene/label.h"
#include "tests/scene/package.h"
#include "tests/scene/parts.h"
#include "tests/scene/processor.h"
#include "tests/scene/scenes.h"
#include "tests/scene/words.h"

namespace tidewaiter::scene {

namespace {

const Size kModule{141, 82};

/// The part number label: board number with revision, serial number, both as text and as a code.
LabelPlan moduleLabel(const std::string& board, const std::string& serial, Random& random) {
    LabelPlan plan;
    plan.name = "part number label";
    plan.widthMm = 50;
    plan.paddingMm = 1.2;
    plan.family = Family::Sans;
    plan.rows = {TextRow{{{board + fromPattern(" {A|B|C|D|E}", random), 2.2, true}}},
                 CodeRow{Symbology::Code128, serial, 0.28, 3.6, "", 0}, TextRow{{{"S/N: " + serial, 2.1}}}};
    plan.side = SideCode{Symbology::DataMatrix, format06({"1P" + board, "S" + serial}), 0.33, 0};
    return plan;
}

/// Builds one module; the processor stands a little off the middle, as on the real ones.
class ModuleBuilder {
  public:
    explicit ModuleBuilder(const Setting& setting)
        : setting_(setting),
          random_(Random(setting.seed).fork("module")),
          typesetter_(*setting.typesetter),
          words_(random_.pick(words().modules)),
          color_(blackMask()),
          floor_(grown(centeredRect(kModule), -1.5)),
          board_(makeBareBoard(kModule, color_, random_)) {}

    Scene build() {
        addProcessor();
        addHoles();
        addLabel();
        addPowerStages();
        addPrints();
        addCapacitors();
        Scene scene;
        scene.items.push_back(board_);
        for (Item& item : items_) scene.items.push_back(std::move(item));
        scene.parts = {words_.die, words_.board};
        scene.serials = {serial_};
        return scene;
    }

  private:
    void put(Item item, const Point& center) {
        item.at.center = center;
        floor_.take(centeredRect(item.footprint) + center);
        items_.push_back(std::move(item));
    }

    void addProcessor() {
        const std::string memory = fromPattern(words_.memory, random_);
        ProcessorPlan plan;
        plan.lines = processorMarking(words_, random_);
        plan.former = processorMarking(random_.pick(words().modules), random_);
        plan.lidded = random_.chance(0.3);
        plan.memory = random_.chance(0.7) ? memory : "";
        plan.typeSeed = random_.seed();
        plan.ownSeed = random_.seed();
        Forger(setting_).decide(plan);
        put(makeProcessor(plan, typesetter_), {0, 6});
    }

    void addHoles() {
        for (const double x : {-65.5, -34.5, 34.5, 65.5}) {
            for (const double y : {-36.0, 36.0}) put(makeMountingHole(2.8), {x, y});
        }
    }

    void addLabel() {
        serial_ = boardSerial(words_.site, words_.firstYear, words_.lastYear, random_);
        put(makeLabel(moduleLabel(words_.board, serial_, random_), typesetter_), {0, -31});
    }

    void addPowerStages() {
        const std::string code = random_.pick(words().inductors);
        for (const double x : {-59.0, -46.0, 46.0, 59.0}) {
            for (int row = 0; row < 6; ++row) {
                put(makeInductor(8, code, typesetter_), {x, -25.5 + row * 10.2});
            }
        }
    }

    void addPrints() {
        const std::vector<std::string> lines = {
            words_.pcb, "94V-0 " + dateCode(words_.firstYear, words_.lastYear, random_), "CE FCC"};
        for (const std::string& line : lines) {
            const double sizeMm = random_.real(2.0, 2.6);
            const Rect ink = typesetter_.measure(line, {Family::Sans, false}, sizeMm);
            if (const auto at = floor_.findRoom(ink.size() + Size(1.6, 1.2), random_)) {
                board_.marks.emplace_back(silkText(line, sizeMm, *at, color_, typesetter_));
            }
        }
    }

    void addCapacitors() {
        for (int i = 0; i < 220; ++i) {
            const auto size = static_cast<ChipSize>(random_.between(0, 2));
            Item part = makeCapacitor(size, random_);
            if (const auto at = floor_.findRoom(part.footprint, random_, 8)) {
                part.at.center = *at;
                items_.push_back(std::move(part));
            }
        }
    }

    const Setting& setting_;
    Random random_;
    const Typesetter& typesetter_;
    ModuleWords words_;
    MaskColor color_;
    Floor floor_;
    Item board_;
    std::vector<Item> items_;
    std::string serial_;
};

}  // namespace

Scene makeModuleScene(const Setting& setting) {
    Random random = Random(setting.seed).fork("module scene");
    Scene scene = ModuleBuilder(setting).build();
    const double turn = random.real(-5, 5);
    turnAll(scene.items, turn);
    scene.view = viewAround(boundsOf({{0, 0}, turn}, kModule), setting.aspect, 0.02);
    scene.items.insert(scene.items.begin(), makeTable(scene.view, random));
    return scene;
}

}  // namespace tidewaiter::scene
