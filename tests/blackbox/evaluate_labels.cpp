// evaluate_labels: how well labels are found, against truth. Usage: region_evaluation.h.
#include "tests/blackbox/region_evaluation.h"
#include "vision/board_finder.h"
#include "vision/label_finder.h"
#include "vision/package_finder.h"

int main(int argc, char** argv) {
    using namespace tidewaiter;
    blackbox::SubjectUnderTest labels;
    labels.plural = "labels";
    labels.before = [](const vision::Frame& frame) {
        return vision::findPackages(frame, vision::findBoards(frame));
    };
    labels.find = vision::findLabels;
    labels.scene = [](std::uint64_t seed) {
        scene::Request request;
        request.kind = scene::SceneKind::Carton;
        request.seed = seed;
        return request;
    };
    labels.truth = [](const scene::Truth& truth) -> const auto& {
        return truth.labels;
    };
    return blackbox::evaluateRegions(argc, argv, labels);
}
