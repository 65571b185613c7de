// evaluate_packages: how well packages are found, against truth. Usage: region_evaluation.h.
#include "tests/blackbox/region_evaluation.h"
#include "vision/board_finder.h"
#include "vision/package_finder.h"

int main(int argc, char** argv) {
    using namespace tidewaiter;
    blackbox::SubjectUnderTest packages;
    packages.plural = "packages";
    packages.before = vision::findBoards;
    packages.find = vision::findPackages;
    packages.scene = [](std::uint64_t seed) {
        scene::Request request;
        request.kind = seed % 3 == 0 ? scene::SceneKind::Tray : scene::SceneKind::Board;
        request.seed = seed;
        return request;
    };
    packages.truth = [](const scene::Truth& truth) -> const auto& {
        return truth.packages;
    };
    return blackbox::evaluateRegions(argc, argv, packages);
}
