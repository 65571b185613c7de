// Surface ROC: how well the shipped surface model tells doctored tops from honest ones on rendered packages
// that the fit never saw, by defect, resolution and blur.
//
// Usage: surface_roc FIRST COUNT [--twins | --lit] [DEFECT=LEAST ...]
// Renders COUNT seeds for each resolution and blur, none twice, from FIRST on, honest and with every defect,
// and prints the area under the curve and, in brackets, the share detected at 1 % false alarms. Tops that are
// answered with "unknown" are left out; the last columns say how many were judged. With --twins, two honest
// packages of the same lot lie beside each and are compared; with --lit, each is seen under a ring of eight
// lamps. Exits with 1 when a DEFECT's area over all pictures of 10 px/mm and better is below LEAST.
#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "models/store.h"
#include "tests/scene/typesetter.h"
#include "tests/vision/rendered_tops.h"
#include "tests/vision/roc.h"
#include "vision/surface/surface_inspector.h"

namespace {

using namespace tidewaiter;

constexpr std::array kResolutions = {6.0, 10.0, 16.0, 24.0};
constexpr std::array kBlurs = {0.3, 1.0, 2.0};
constexpr double kGood = 10;  ///< px/mm from which the goals hold

struct Options {
    std::uint64_t first = 1;
    std::uint64_t count = 0;
    bool twins = false;
    bool lit = false;
    std::map<std::string, double> least;
};

vision::Tampering tamperingOf(scene::Defect defect) {
    if (defect == scene::Defect::Sanded) return vision::Tampering::Sanded;
    if (defect == scene::Defect::Remarked) return vision::Tampering::Remarked;
    return defect == scene::Defect::Unmarked ? vision::Tampering::Unmarked : vision::Tampering::Resurfaced;
}

/// Log ratios of one top for all three kinds of tampering; empty where it is not judged.
using Ratios = std::map<vision::Tampering, double>;

Ratios ratiosOf(const test::RenderedTop& top, const vision::SurfaceModel& model,
                const vision::SurfaceInspector& inspector) {
    std::vector<vision::Quad> quads = {top.quad};
    quads.insert(quads.end(), top.twins.begin(), top.twins.end());
    // An honest likelihood ratio means that the inspector let the picture pass its limits.
    if (!inspector.inspect(top.pixels, {top.quad}).front().likelihoodRatio) return {};
    std::vector<vision::MeasuredPackage> packages;
    for (const auto& quad : quads) packages.push_back({quad, test::measuresOf(top.pixels, quad)});
    const auto difference = vision::differencesFromTwins(packages).front();
    Ratios ratios;
    for (const auto& [tampering, name] : vision::kTamperings.rows) {
        ratios[tampering] = model.logRatio(tampering, *packages.front().measures);
        if (difference) ratios[tampering] += model.logRatioOfTwins(tampering, *difference);
    }
    return ratios;
}

Ratios ratiosOf(const test::LitTop& top, const vision::SurfaceModel& model) {
    const auto measures = test::measuresOf(top);
    if (!measures) return {};
    if (std::exp2(measures->albedo[vision::indexOf(vision::Measure::Side)]) < model.limits().leastSidePx)
        return {};
    Ratios ratios;
    for (const auto& [tampering, name] : vision::kTamperings.rows) {
        ratios[tampering] = model.logRatio(tampering, *measures);
    }
    return ratios;
}

/// Scores of one defect against honest tops.
struct Cell {
    test::Scores scores;
    std::size_t seen = 0;
    std::size_t judged = 0;
};

class Measurement {
  public:
    Measurement(const Options& options, const vision::SurfaceModel& model)
        : options_(options), model_(model), inspector_(model) {}

    void run(const scene::Typesetter& typesetter) {
        for (std::size_t r = 0; r < kResolutions.size(); ++r) {
            for (std::size_t b = 0; b < kBlurs.size(); ++b) {
                const auto first = options_.first + (r * kBlurs.size() + b) * options_.count;
                for (std::uint64_t i = 0; i < options_.count; ++i) addSeed(r, b, first + i, typesetter);
            }
        }
    }

    [[nodiscard]] bool print() const {
        std::printf("%-14s", "px/mm, blur px");
        for (const auto& [defect, name] : scene::kDefects.rows) {
            if (defect != scene::Defect::Honest) std::printf("%20s", std::string(name).c_str());
        }
        std::printf("%10s\n", "judged");
        for (std::size_t r = 0; r < kResolutions.size(); ++r) {
            for (std::size_t b = 0; b < kBlurs.size(); ++b) {
                std::printf("%4.0f, %-8.1f", kResolutions[r], kBlurs[b]);
                printRow([&](std::size_t cellR, std::size_t cellB) { return cellR == r && cellB == b; });
            }
        }
        std::printf("%-14s", "10 and better");
        return printRow([](std::size_t r, std::size_t) { return kResolutions[r] >= kGood; }, true);
    }

  private:
    void addSeed(std::size_t r, std::size_t b, std::uint64_t seed, const scene::Typesetter& typesetter) {
        for (const auto& [defect, name] : scene::kDefects.rows) {
            const test::TopRequest request{seed, defect, kResolutions[r], kBlurs[b], options_.twins ? 2 : 0};
            const auto ratios = options_.lit
                                    ? ratiosOf(test::renderLitTop(request, typesetter), model_)
                                    : ratiosOf(test::renderTop(request, typesetter), model_, inspector_);
            for (const auto& [other, otherName] : scene::kDefects.rows) {
                if (other == scene::Defect::Honest || (defect != scene::Defect::Honest && defect != other))
                    continue;
                auto& cell = cells_[{r, b, other}];
                ++cell.seen;
                if (ratios.empty()) continue;
                ++cell.judged;
                auto& scores = defect == other ? cell.scores.positives : cell.scores.negatives;
                scores.push_back(ratios.at(tamperingOf(other)));
            }
        }
    }

    template <class Wanted>
    bool printRow(const Wanted& wanted, bool checked = false) const {
        std::size_t seen = 0;
        std::size_t judged = 0;
        bool good = true;
        for (const auto& [defect, name] : scene::kDefects.rows) {
            if (defect == scene::Defect::Honest) continue;
            test::Scores scores;
            for (const auto& [key, cell] : cells_) {
                const auto& [r, b, cellDefect] = key;
                if (cellDefect != defect || !wanted(r, b)) continue;
                const auto& more = cell.scores;
                scores.negatives.insert(scores.negatives.end(), more.negatives.begin(), more.negatives.end());
                scores.positives.insert(scores.positives.end(), more.positives.begin(), more.positives.end());
                seen += cell.seen;
                judged += cell.judged;
            }
            const double area = test::areaUnderCurve(scores);
            std::printf("%12.3f (%3.0f %%)", area, 100 * test::detectedAt(scores, 0.01));
            const auto least = options_.least.find(std::string(name));
            good = good && !(checked && least != options_.least.end() && area < least->second);
        }
        std::printf("%8.0f %%\n",
                    100 * static_cast<double>(judged) / static_cast<double>(std::max<std::size_t>(seen, 1)));
        return good;
    }

    const Options& options_;
    const vision::SurfaceModel& model_;
    vision::SurfaceInspector inspector_;
    std::map<std::tuple<std::size_t, std::size_t, scene::Defect>, Cell> cells_;
};

Options parse(int argc, char** argv) {
    Options options;
    if (argc < 3) return options;
    options.first = std::stoull(argv[1]);
    options.count = std::stoull(argv[2]);
    for (int i = 3; i < argc; ++i) {
        const std::string argument = argv[i];
        const auto equals = argument.find('=');
        if (argument == "--twins") options.twins = true;
        if (argument == "--lit") options.lit = true;
        if (equals != std::string::npos) {
            options.least[argument.substr(0, equals)] = std::stod(argument.substr(equals + 1));
        }
    }
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    const auto options = parse(argc, argv);
    if (options.count == 0) {
        std::cerr << "usage: surface_roc FIRST COUNT [--twins | --lit] [DEFECT=LEAST ...]\n";
        return 2;
    }
    const auto store = models::Store::open(TIDEWAITER_STAGED_DATA);
    const auto model = store ? vision::SurfaceModel::load(*store) : tl::unexpected(store.error());
    const auto typesetter = scene::Typesetter::create();
    if (!model || !typesetter) {
        std::cerr << (model ? typesetter.error() : model.error()).message << '\n';
        return 1;
    }
    Measurement measurement(options, *model);
    measurement.run(*typesetter);
    if (measurement.print()) return 0;
    std::cerr << "an area under the curve is below its recorded minimum\n";
    return 1;
}
