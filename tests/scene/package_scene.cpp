#include <algorithm>
#include <cmath>

#include "tests/scene/board_surface.h"
#include "tests/scene/package.h"
#include "tests/scene/scenes.h"
#include "tests/scene/within.h"
#include "tests/scene/words.h"

namespace tidewaiter::scene {

namespace {

/// A chip of `shape`, or any chip when `shape` is null.
struct Choice {
    const PackageShape* shape;
    ChipWords words;
};

Choice chooseChip(const CloseUp& closeUp, Random& random) {
    const ChipWords chip = random.pick(words().chips);
    const std::string drawn =
        random.chance(0.75) ? random.pick(chip.packages) : std::string(random.pick(packageShapes()).name);
    return {&packageShape(closeUp.shape.empty() ? drawn : closeUp.shape), chip};
}

/// Mostly along the picture's edges, as people lay things.
double drawTurn(const CloseUp& closeUp, Random& random) {
    const double quarter = 90.0 * random.between(0, 3);
    const double turn = random.chance(0.3) ? random.real(0, 360) : quarter + random.real(-6, 6);
    return closeUp.turnDeg ? *closeUp.turnDeg : turn;
}

void decideFirst(PackagePlan& plan, const CloseUp& closeUp, Random& random) {
    const bool honest = random.chance(0.5);
    const Defect drawn = drawDefect(random);
    const double strength = random.real(0.1, 1);
    plan.defect = closeUp.defect ? *closeUp.defect : honest ? Defect::Honest : drawn;
    if (plan.defect != Defect::Honest) plan.strength = closeUp.strength ? *closeUp.strength : strength;
}

/// What the package lies on: a board, a mat or a tray.
Item makeGround(const Rect& view, Random& random) {
    if (random.chance(0.35)) return makeTable(view, random);
    const Size size{view.width * 2, view.height * 2};
    if (random.chance(0.75)) {
        Item board = makeBareBoard(size, drawMaskColor(random), random);
        board.kind = ItemKind::Part;
        return board;
    }
    Item mat;
    mat.what = "mat";
    mat.size = mat.footprint = size;
    mat.marks = {RoundRect{centeredRect(size), 0, gray(random.real(0.1, 0.85))},
                 Texture{centeredRect(size), Material::Paper, 0.5}};
    return mat;
}

}  // namespace

void check(const CloseUp& closeUp) {
    if (closeUp.strength) checkWithin("strength", *closeUp.strength, 0, 1);
    if (closeUp.turnDeg) checkWithin("turnDeg", *closeUp.turnDeg, -360, 360);
    checkWithin("twins", closeUp.twins, 0, 8);
    if (!closeUp.shape.empty()) (void)packageShape(closeUp.shape);
}

Scene makePackageScene(const Setting& setting) {
    check(setting.closeUp);
    Random random = Random(setting.seed).fork("package scene");
    const Choice chip = chooseChip(setting.closeUp, random);
    PackagePlan plan;
    plan.shape = chip.shape;
    plan.marking = makeMarking(chip.words, *chip.shape, random);
    plan.ink = drawInkStyle(random);
    plan.typeSeed = random.seed();
    plan.material = setting.closeUp.material;
    decideFirst(plan, setting.closeUp, random);
    const double turn = drawTurn(setting.closeUp, random);
    Scene scene;
    scene.parts = {plan.marking.part};
    const int count = 1 + setting.closeUp.twins;
    const int columns = static_cast<int>(std::ceil(std::sqrt(count)));
    const int rows = (count + columns - 1) / columns;
    const int first = static_cast<int>(random.below(static_cast<std::uint32_t>(count)));
    const Size pitch = packageFootprint(*chip.shape) + Size(1.5, 1.5);
    for (int i = 0; i < count; ++i) {
        PackagePlan one = plan;
        one.ownSeed = random.seed();
        if (i != first) one.defect = Defect::Honest;
        Item item = makePackage(one, *setting.typesetter);
        const int row = i / columns;
        const int column = i % columns;
        item.at.center = {(column - (columns - 1) / 2.0) * pitch.width,
                          (row - (rows - 1) / 2.0) * pitch.height};
        scene.items.push_back(std::move(item));
    }
    turnAll(scene.items, turn);
    const Rect content = boundsOf({{0, 0}, turn}, {pitch.width * columns, pitch.height * rows});
    const double aspect = setting.aspect > 0 ? setting.aspect : content.width / content.height;
    scene.view = viewAround(content, aspect, 0.03);
    Item ground = makeGround(scene.view, random);
    scene.items.insert(scene.items.begin(), std::move(ground));
    return scene;
}

}  // namespace tidewaiter::scene
