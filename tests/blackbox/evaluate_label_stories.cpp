// evaluate_label_stories: what is said of labels on rendered cartons, by what happened to one of them.
//   evaluate_label_stories [--first SEED] [--count N]    N cartons of each story
// Prints for each story how many cartons were said to have a covered label, a torn one, and the place of one
// that was taken off, and exits with 3 when honest ones (up to patched) exceed --max-false or found ones of a
// story fall below --min-covered, --min-torn or --min-residue (percent).
#include <CLI/CLI.hpp>
#include <iomanip>
#include <iostream>
#include <map>

#include "tests/scene/renderer.h"
#include "tests/vision/picture_frame.h"
#include "vision/label_condition.h"
#include "vision/label_finder.h"
#include "vision/label_residue.h"

namespace {

using namespace tidewaiter;
using scene::LabelStory;
using vision::LabelState;

constexpr int kLimitMissed = 3;
// As the default policy asks.
constexpr double kSureCovered = 0.75;
constexpr double kSureTorn = 0.5;

struct Arguments {
    std::uint64_t first = 7001;
    int count = 60;
    int maxFalse = 1'000'000;
    double minCovered = 0;
    double minTorn = 0;
    double minResidue = 0;
};

struct Said {
    int cartons = 0;
    int covered = 0;
    int torn = 0;
    int residue = 0;
};

void look(const cv::Mat& pixels, Said& said) {
    const auto frame = test::frameOf(pixels);
    bool covered = false;
    bool torn = false;
    const auto labels = vision::withConditions(frame, vision::findLabels(frame, {}));
    for (const auto& label : labels) {
        covered |= label.label->state == LabelState::Covered && label.label->score >= kSureCovered;
        torn |= label.label->state == LabelState::Torn && label.label->score >= kSureTorn;
    }
    said.cartons += 1;
    said.covered += covered ? 1 : 0;
    said.torn += torn ? 1 : 0;
    said.residue += vision::findResidue(frame, labels).empty() ? 0 : 1;
}

std::map<LabelStory, Said> saidOfAll(const Arguments& arguments, const scene::Typesetter& typesetter) {
    std::map<LabelStory, Said> all;
    for (const auto& row : scene::kLabelStories.rows) {
        for (int i = 0; i < arguments.count; ++i) {
            scene::Request request;
            request.seed = arguments.first + static_cast<std::uint64_t>(i);
            request.labelStory = row.value;
            look(scene::render(request, typesetter).pixels, all[row.value]);
        }
    }
    return all;
}

/// Whether at least `asked` percent of the cartons were told.
bool isEnough(const char* what, int told, double asked, const Arguments& arguments) {
    const double share = 100.0 * told / arguments.count;
    std::cout << what << " " << share << " %, at least " << asked << " asked\n";
    return share >= asked;
}

int verdictOn(std::map<LabelStory, Said> all, const Arguments& arguments) {
    std::cout << "story     cartons  covered  torn  residue\n";
    int wrong = 0;
    for (const auto& [story, said] : all) {
        std::cout << std::left << std::setw(10) << scene::kLabelStories.nameOf(story) << std::right
                  << std::setw(7) << said.cartons << std::setw(9) << said.covered << std::setw(6) << said.torn
                  << std::setw(9) << said.residue << "\n";
        if (story < LabelStory::Covered) wrong += said.covered + said.torn + said.residue;
    }
    std::cout << wrong << " false, at most " << arguments.maxFalse << " allowed\n";
    const bool covered =
        isEnough("covered", all[LabelStory::Covered].covered, arguments.minCovered, arguments);
    const bool torn = isEnough("torn", all[LabelStory::Torn].torn, arguments.minTorn, arguments);
    const bool residue =
        isEnough("residue", all[LabelStory::Missing].residue, arguments.minResidue, arguments);
    return wrong <= arguments.maxFalse && covered && torn && residue ? 0 : kLimitMissed;
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    CLI::App app("Measures what is said of labels, by what happened to them.", "evaluate_label_stories");
    app.add_option("--first", arguments.first, "first seed");
    app.add_option("--count", arguments.count, "cartons of each story")->check(CLI::Range(1, 100'000));
    app.add_option("--max-false", arguments.maxFalse, "honest cartons that may be accused");
    app.add_option("--min-covered", arguments.minCovered, "percent of covered labels that must be found");
    app.add_option("--min-torn", arguments.minTorn, "percent of torn labels that must be found");
    app.add_option("--min-residue", arguments.minResidue,
                   "percent of labels taken off whose place must be found");
    CLI11_PARSE(app, argc, argv);
    const auto typesetter = scene::Typesetter::create();
    if (!typesetter) {
        std::cerr << typesetter.error().message << "\n";
        return 1;
    }
    return verdictOn(saidOfAll(arguments, *typesetter), arguments);
}
