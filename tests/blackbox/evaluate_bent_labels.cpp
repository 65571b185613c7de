// evaluate_bent_labels: how many lines are read exactly on labels around cylinders, beside the same ones
// flat.
//   evaluate_bent_labels [--first SEED] [--count N]
// Prints for each bend the labels found, the lines that stand there and those read exactly (letters and
// digits, upper case), and exits with 3 when a share of exact lines falls below --min-flat or --min-bent
// (percent).
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <set>

#include "models/store.h"
#include "tests/blackbox/readers.h"
#include "tests/scene/bent_label.h"
#include "tests/vision/picture_frame.h"
#include "vision/label_finder.h"

namespace {

using namespace tidewaiter;

constexpr int kLimitMissed = 3;
constexpr double kFlatDeg = 1;
constexpr std::array kBends = {kFlatDeg, 30.0, 50.0, 65.0};

struct Arguments {
    std::uint64_t first = 8501;
    int count = 10;
    double minFlat = 0;
    double minBent = 0;
};

struct Counts {
    int labels = 0;
    int found = 0;
    int lines = 0;
    int exact = 0;

    [[nodiscard]] double share() const { return 100.0 * exact / std::max(1, lines); }
};

std::string plainOf(const std::string& text) {
    std::string plain;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0)
            plain += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return plain;
}

Expected<void> look(const scene::BentLabel& bent, const blackbox::Reader& read, Counts& counts) {
    const auto frame = test::frameOf(bent.pixels);
    const auto texts = read(frame);
    if (!texts) return tl::unexpected(texts.error());
    std::set<std::string> seen;
    for (const auto& text : *texts) seen.insert(plainOf(text.text));
    for (const auto& text : bent.texts) counts.exact += seen.contains(plainOf(text)) ? 1 : 0;
    counts.lines += static_cast<int>(bent.texts.size());
    counts.labels += 1;
    counts.found += vision::findLabels(frame, {}).empty() ? 0 : 1;
    return {};
}

Expected<Counts> countsAt(double halfAngleDeg, const Arguments& arguments, const blackbox::Reader& read,
                          const scene::Typesetter& typesetter) {
    Counts counts;
    for (int i = 0; i < arguments.count; ++i) {
        scene::BentLabelOptions options;
        options.seed = arguments.first + static_cast<std::uint64_t>(i);
        options.halfAngleDeg = halfAngleDeg;
        options.downDeg = i % 2 == 0 ? 15 : 35;
        const auto looked = look(scene::renderBentLabel(options, typesetter), read, counts);
        if (!looked) return tl::unexpected(looked.error());
    }
    return counts;
}

Expected<int> evaluate(const Arguments& arguments) {
    const auto store = models::Store::open(TIDEWAITER_STAGED_DATA);
    if (!store) return tl::unexpected(store.error());
    const auto read = blackbox::ourReader(*store);
    if (!read) return tl::unexpected(read.error());
    const auto typesetter = scene::Typesetter::create();
    if (!typesetter) return tl::unexpected(typesetter.error());
    std::cout << "half angle  labels  found  lines  exact\n";
    Counts bent;
    bool fine = true;
    for (const double angle : kBends) {
        const auto counts = countsAt(angle, arguments, *read, *typesetter);
        if (!counts) return tl::unexpected(counts.error());
        std::cout << std::setw(10) << angle << std::setw(8) << counts->labels << std::setw(7) << counts->found
                  << std::setw(7) << counts->lines << std::setw(7) << counts->exact << "\n";
        if (angle == kFlatDeg) {
            fine = counts->share() >= arguments.minFlat;
            continue;
        }
        bent.lines += counts->lines;
        bent.exact += counts->exact;
    }
    std::cout << "bent: " << bent.share() << " % exact, at least " << arguments.minBent << " asked\n";
    return fine && bent.share() >= arguments.minBent ? 0 : kLimitMissed;
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    CLI::App app("Measures reading of labels around cylinders.", "evaluate_bent_labels");
    app.add_option("--first", arguments.first, "first seed");
    app.add_option("--count", arguments.count, "labels of each bend")->check(CLI::Range(1, 100'000));
    app.add_option("--min-flat", arguments.minFlat, "percent of lines read exactly on flat labels");
    app.add_option("--min-bent", arguments.minBent, "the same on bent ones");
    CLI11_PARSE(app, argc, argv);
    const auto code = evaluate(arguments);
    if (code) return *code;
    std::cerr << code.error().message << "\n";
    return 1;
}
