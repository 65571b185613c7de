#include "tests/command/made_board.h"

#include <cmath>
#include <stdexcept>

#include "tests/scene/board_surface.h"
#include "tests/scene/package.h"
#include "tests/scene/renderer.h"
#include "tests/scene/scenes.h"

namespace tidewaiter::tests {

namespace {

constexpr double kPixelsPerMm = 18;
constexpr double kPrintMm = 3;  // em size of the silkscreen
constexpr double kMargin = 0.03;

const scene::Typesetter& typesetter() {
    static const auto made = scene::Typesetter::create();
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

scene::Item packageOf(const MadeChip& chip, scene::Random& random) {
    scene::PackagePlan plan;
    plan.shape = &scene::packageShape(chip.shape);
    plan.marking = {chip.lines.front(), chip.lines};
    plan.ink = {{scene::Family::Sans, false}, 0.85, 0.02, scene::Process::Ink};
    plan.typeSeed = random.seed();
    plan.ownSeed = random.seed();
    auto item = scene::makePackage(plan, typesetter());
    item.at = {chip.centerMm, chip.turnDeg};
    return item;
}

}  // namespace

cv::Mat photographOf(const MadeBoard& board, std::uint64_t seed) {
    auto random = scene::Random(seed).fork("made board");
    const auto mask = scene::drawMaskColor(random);
    auto bare = scene::makeBareBoard(board.sizeMm, mask, random);
    for (const auto& print : board.prints)
        bare.marks.emplace_back(scene::silkText(print.text, kPrintMm, print.centerMm, mask, typesetter()));
    scene::Scene made;
    made.seed = seed;
    made.view = scene::viewAround(scene::centeredRect(board.sizeMm), 4.0 / 3, kMargin);
    made.items.push_back(scene::makeTable(made.view, random));
    made.items.push_back(std::move(bare));
    for (const auto& chip : board.chips) made.items.push_back(packageOf(chip, random));
    const cv::Size picture(static_cast<int>(std::lround(made.view.width * kPixelsPerMm)),
                           static_cast<int>(std::lround(made.view.height * kPixelsPerMm)));
    return scene::photographed(made, picture, {}, scene::LightKind::Soft, typesetter()).pixels;
}

}  // namespace tidewaiter::tests
