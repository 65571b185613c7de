#include "tests/blackbox/region_evaluation.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/vision/picture_frame.h"
#include "vision/image_loader.h"

namespace tidewaiter::blackbox {

namespace {

using test::frameOf;
namespace fs = std::filesystem;

constexpr int kLimitMissed = 3;
constexpr int kSkipped = 77;

struct Arguments {
    fs::path list;
    fs::path root;
    fs::path json;
    std::string split = "held";
    std::uint64_t first = 1;
    int count = 12;
    std::vector<fs::path> folders;
    std::size_t most = 100000;
    double minRecall = 0;
    double minTight = 0;
    double minPrecision = 0;
    double maxFalse = 1e9;
};

struct Run {
    PackageScores scores;
    nlohmann::json photos = nlohmann::json::array();
    double milliseconds = 0;
    double megapixels = 0;
};

double percent(int part, int whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
}

std::vector<vision::Region> regionsIn(const vision::Frame& frame, const SubjectUnderTest& subject, Run& run) {
    const auto known = subject.before(frame);
    const auto begin = std::chrono::steady_clock::now();
    auto regions = subject.find(frame, known);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    run.milliseconds += took.count();
    run.megapixels += static_cast<double>(frame.pixels.total()) / 1e6;
    return regions;
}

void addTo(Run& run, const SubjectUnderTest& subject, const std::string& source, const std::string& name,
           const vision::Frame& frame, const std::vector<MarkedPackage>& marked) {
    const auto found = regionsIn(frame, subject, run);
    run.scores.add(source, marked, found);
    run.photos.push_back({{"photo", name}, {"regions", found}});
}

/// "boards/coreboot/x.jpg" belongs to "boards/coreboot".
std::string sourceOf(const std::string& path) {
    const auto first = path.find('/');
    const auto second = path.find('/', first == std::string::npos ? first : first + 1);
    return path.substr(0, second == std::string::npos ? first : second);
}

void printHead() {
    std::cout << std::left << std::setw(30) << "" << std::right << std::setw(7) << "photos" << std::setw(8)
              << "marked" << std::setw(10) << "recall.5" << std::setw(10) << "recall.7" << std::setw(9)
              << "regions" << std::setw(9) << "prec.5" << std::setw(9) << "prec.7"
              << "\n";
}

void printRow(const std::string& name, const PackageTally& t) {
    std::cout << std::left << std::setw(30) << name << std::right << std::fixed << std::setprecision(1)
              << std::setw(7) << t.photos << std::setw(8) << t.marked << std::setw(10)
              << percent(t.foundHalf, t.marked) << std::setw(10) << percent(t.foundTight, t.marked)
              << std::setw(9) << t.regions << std::setw(9) << percent(t.rightHalf, t.regions) << std::setw(9)
              << percent(t.rightTight, t.regions) << "\n";
}

void printTables(const Run& run) {
    printHead();
    for (const auto& [source, tally] : run.scores.bySource) printRow(source, tally);
    for (const auto& [kind, tally] : run.scores.byKind) printRow("  kind " + kind, tally);
    for (const auto& [size, tally] : run.scores.bySize) {
        printRow("  " + std::to_string(size) + " to " + std::to_string(2 * size) + " px", tally);
    }
    printRow("total", run.scores.total);
    std::cout << "score: regions, share that are right\n";
    for (const auto& [tenth, group] : run.scores.reliability) {
        std::cout << "  " << group.scores / group.regions << ": " << group.regions << ", "
                  << percent(group.right, group.regions) << " %\n";
    }
    std::cout << run.milliseconds / std::max(1, run.scores.total.photos) << " ms a photo, "
              << run.milliseconds / std::max(0.001, run.megapixels) << " ms per megapixel\n";
}

int verdictOn(const Run& run, const SubjectUnderTest& subject, const Arguments& arguments) {
    printTables(run);
    const auto& total = run.scores.total;
    const double recall = percent(total.foundHalf, total.marked);
    const double tight = percent(total.foundTight, total.marked);
    const double precision = percent(total.rightHalf, total.regions);
    const double wrong = percent(total.regions - total.rightHalf, total.photos);
    std::cout << "recall " << recall << " %, at least " << arguments.minRecall << " asked; tight " << tight
              << " %, at least " << arguments.minTight << " asked; precision " << precision << " %, at least "
              << arguments.minPrecision << " asked; " << wrong << " false " << subject.plural
              << " per hundred photos, at most " << arguments.maxFalse << " allowed\n";
    if (!arguments.json.empty()) std::ofstream(arguments.json) << run.photos.dump(1);
    const bool fine = recall >= arguments.minRecall && tight >= arguments.minTight &&
                      precision >= arguments.minPrecision && wrong <= arguments.maxFalse;
    return fine ? 0 : kLimitMissed;
}

/// Debian's example pictures stand in the list under "opencv-doc/".
fs::path fileOf(const std::string& path, const fs::path& root) {
    const std::string debian = "opencv-doc/";
    if (path.starts_with(debian)) {
        return fs::path("/usr/share/doc/opencv-doc/examples/data") / path.substr(debian.size());
    }
    return root / path;
}

int onPhotos(const SubjectUnderTest& subject, const Arguments& arguments) {
    const auto photos = readMarkedPhotos(arguments.list);
    if (!photos) {
        std::cerr << photos.error().message << "\n";
        return 1;
    }
    if (!fs::exists(arguments.root)) {
        std::cout << "skipped: the real photos are not beside the checkout\n";
        return kSkipped;
    }
    Run run;
    for (const auto& photo : *photos) {
        if (photo.split != arguments.split) continue;
        auto frame = vision::loadImage(fileOf(photo.path, arguments.root));
        if (!frame) {
            std::cerr << "left out: " << frame.error().message << "\n";
            continue;
        }
        addTo(run, subject, sourceOf(photo.path), photo.path, *frame, photo.packages);
    }
    return verdictOn(run, subject, arguments);
}

int onRendered(const SubjectUnderTest& subject, const Arguments& arguments) {
    const auto typesetter = scene::Typesetter::create();
    if (!typesetter) {
        std::cerr << typesetter.error().message << "\n";
        return 1;
    }
    Run run;
    for (std::uint64_t seed = arguments.first; seed < arguments.first + arguments.count; ++seed) {
        const auto rendered = scene::render(subject.scene(seed), *typesetter);
        std::vector<MarkedPackage> marked;
        for (const auto& item : subject.truth(rendered.truth)) marked.push_back({item.what, item.quad});
        addTo(run, subject, rendered.truth.kind, "seed " + std::to_string(seed), frameOf(rendered.pixels),
              marked);
    }
    return verdictOn(run, subject, arguments);
}

std::vector<fs::path> picturesIn(const fs::path& folder, std::size_t most) {
    std::vector<fs::path> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() != ".txt") all.push_back(entry.path());
    }
    std::sort(all.begin(), all.end());
    std::vector<fs::path> some;
    const std::size_t step = std::max<std::size_t>(1, all.size() / most);
    for (std::size_t i = 0; i < all.size() && some.size() < most; i += step) some.push_back(all[i]);
    return some;
}

int onGoods(const SubjectUnderTest& subject, const Arguments& arguments) {
    Run run;
    for (const auto& folder : arguments.folders) {
        if (!fs::exists(folder)) {
            std::cout << "skipped: the photos of goods are not beside the checkout\n";
            return kSkipped;
        }
        for (const auto& picture : picturesIn(folder, arguments.most)) {
            auto frame = vision::loadImage(picture);
            if (frame) addTo(run, subject, folder.filename().string(), picture.string(), *frame, {});
        }
    }
    return verdictOn(run, subject, arguments);
}

void addLimits(CLI::App& app, Arguments& arguments) {
    app.add_option("--json", arguments.json, "writes all regions to this file");
    app.add_option("--min-recall", arguments.minRecall, "percent of the marked ones that must be found");
    app.add_option("--min-tight", arguments.minTight, "percent that must be found with an overlap of 0.7");
    app.add_option("--min-precision", arguments.minPrecision, "percent of the regions that must be right");
    app.add_option("--max-false", arguments.maxFalse, "false regions per hundred photos that are allowed");
}

}  // namespace

int evaluateRegions(int argc, char** argv, const SubjectUnderTest& subject) {
    Arguments arguments;
    CLI::App app("Measures how well " + subject.plural + " are found.");
    app.require_subcommand(1);
    auto* photos = app.add_subcommand("photos", subject.plural + " marked by eye in real photos");
    photos->add_option("list", arguments.list)->required()->check(CLI::ExistingFile);
    photos->add_option("--root", arguments.root, "folder of the photos")->required();
    photos->add_option("--split", arguments.split)->check(CLI::IsMember({"tune", "held"}));
    auto* rendered = app.add_subcommand("rendered", "rendered scenes");
    rendered->add_option("--first", arguments.first, "first seed");
    rendered->add_option("--count", arguments.count, "how many seeds");
    auto* goods = app.add_subcommand("goods", "photos in which every region is false");
    goods->add_option("folder", arguments.folders)->required();
    goods->add_option("--most", arguments.most, "photos of each folder, evenly taken");
    for (auto* command : {photos, rendered, goods}) addLimits(*command, arguments);
    CLI11_PARSE(app, argc, argv);
    vision::initImageLoader();
    if (*photos) return onPhotos(subject, arguments);
    return *rendered ? onRendered(subject, arguments) : onGoods(subject, arguments);
}

}  // namespace tidewaiter::blackbox
