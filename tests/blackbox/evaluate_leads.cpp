// evaluate_leads: how well leads are counted on packages that the finder found, against truth.
//   evaluate_leads rendered [--first SEED] [--count N]     rendered boards, trays and close-ups
//   evaluate_leads photos LIST --root FOLDER               leads counted by eye in real photos (leads.tsv)
// Each prints how many packages were answered and how many answers are right; with --min-answered (percent of
// the packages with leads) or --min-right (percent of the answers) it exits with 3 when the limit is missed,
// with 77 when the photos are not there.
#include <CLI/CLI.hpp>
#include <cmath>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <opencv2/imgproc.hpp>
#include <sstream>

#include "tests/blackbox/package_truth.h"
#include "tests/scene/package_view.h"
#include "tests/vision/picture_frame.h"
#include "vision/board_finder.h"
#include "vision/image_loader.h"
#include "vision/lead_counter.h"
#include "vision/package_finder.h"

namespace {

using namespace tidewaiter;
using test::frameOf;
namespace fs = std::filesystem;

constexpr int kLimitMissed = 3;
constexpr int kSkipped = 77;
constexpr double kSameBody = 0.4;  ///< overlap from which a found package is the one in the truth

struct Arguments {
    fs::path list;
    fs::path root;
    std::uint64_t first = 1;
    int count = 12;
    bool all = false;
    double minAnswered = 0;
    double minRight = 0;
};

struct Tally {
    int leaded = 0;    ///< packages with leads in view
    int answered = 0;  ///< of them
    int right = 0;
    int leadless = 0;  ///< packages without
    int invented = 0;  ///< of them, those where leads were counted
};

struct Run {
    std::map<std::string, Tally> groups;
    Tally total;
    double milliseconds = 0;
    int frames = 0;
    bool all = false;
};

/// The two counts of opposite sides, whichever sides of the picture they lie on.
using Pairs = std::pair<int, int>;

Pairs pairsOf(const vision::LeadCounts& leads) {
    return std::minmax(leads[0], leads[1]);
}

std::string named(const std::optional<vision::LeadCounts>& leads) {
    if (!leads) return "-";
    std::ostringstream text;
    for (const int side : *leads) text << side << ' ';
    return text.str();
}

void add(Tally& tally, const Pairs& truth, const std::optional<vision::LeadCounts>& seen) {
    const bool leaded = truth.second > 0;
    (leaded ? tally.leaded : tally.leadless) += 1;
    if (!seen) return;
    (leaded ? tally.answered : tally.invented) += 1;
    tally.right += leaded && pairsOf(*seen) == truth ? 1 : 0;
}

void add(Run& run, const std::string& group, const std::string& place, const vision::Quad& quad,
         const Pairs& truth, const std::optional<vision::LeadCounts>& seen) {
    add(run.groups[group], truth, seen);
    add(run.total, truth, seen);
    const bool wrong = seen && pairsOf(*seen) != truth;
    if (!wrong && !run.all) return;
    std::cout << (wrong  ? "WRONG "
                  : seen ? "right "
                         : "none  ")
              << place << ' ' << group << " at " << quad[0] << quad[1] << quad[2] << quad[3] << ": "
              << truth.first << '/' << truth.second << ", counted " << named(seen) << '\n';
}

/// Packages of the frame with their leads; the processor's time for counting alone is measured.
std::vector<vision::Region> countedIn(const vision::Frame& frame, Run& run) {
    auto packages = vision::findPackages(frame, vision::findBoards(frame));
    const auto begin = std::clock();
    packages = vision::withLeads(frame, std::move(packages));
    run.milliseconds += 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    run.frames += 1;
    return packages;
}

/// Groups by the distance from lead to lead in the picture.
std::string groupOf(const scene::TruthItem& package) {
    if (package.leads == std::array<int, 4>{}) return "leadless " + package.what;
    const double pitch = package.pxPerMm * scene::packageShape(package.what).pitch;
    for (const int bound : {4, 6, 8, 12, 16, 24}) {
        if (pitch < bound)
            return "pitch below " + std::string(bound < 10 ? " " : "") + std::to_string(bound) + " px";
    }
    return "pitch wider";
}

void addRendered(Run& run, const scene::Rendered& rendered, const std::string& name) {
    const auto found = countedIn(frameOf(rendered.pixels), run);
    for (const auto& package : rendered.truth.packages) {
        for (const auto& region : found) {
            if (blackbox::overlapOf(region.quad, package.quad) < kSameBody) continue;
            add(run, groupOf(package), name + ' ' + package.what, region.quad,
                std::minmax(package.leads[0], package.leads[1]), region.leads);
            break;
        }
    }
}

int verdictOn(const Run& run, const Arguments& arguments) {
    const auto percent = [](int part, int whole) { return whole == 0 ? 0.0 : 100.0 * part / whole; };
    std::cout << std::fixed << std::setprecision(1);
    const auto print = [&](const std::string& name, const Tally& tally) {
        std::cout << std::left << std::setw(24) << name << std::right << std::setw(5) << tally.leaded
                  << " leaded, answered " << std::setw(5) << percent(tally.answered, tally.leaded)
                  << " %, of them right " << std::setw(5) << percent(tally.right, tally.answered) << " %; "
                  << tally.leadless << " without leads, " << tally.invented << " counted\n";
    };
    for (const auto& [name, tally] : run.groups) print(name, tally);
    print("total", run.total);
    std::cout << run.milliseconds / std::max(1, run.frames) << " ms of processor time a photo\n";
    const double answered = percent(run.total.answered, run.total.leaded);
    const double right = percent(run.total.right, run.total.answered + run.total.invented);
    std::cout << "answered " << answered << " %, at least " << arguments.minAnswered << " asked; right "
              << right << " % of all answers, at least " << arguments.minRight << " asked\n";
    return answered >= arguments.minAnswered && right >= arguments.minRight ? 0 : kLimitMissed;
}

/// Of four seeds one is a tray, one a board, and two are close-ups.
scene::Rendered renderedFor(std::uint64_t seed, const scene::Typesetter& typesetter) {
    if (seed % 4 < 2) {
        scene::Request request;
        request.kind = seed % 4 == 0 ? scene::SceneKind::Tray : scene::SceneKind::Board;
        request.seed = seed;
        request.width = seed % 3 == 0 ? 3200 : 1600;
        request.height = request.width * 3 / 4;
        return scene::render(request, typesetter);
    }
    cv::RNG random(seed * 977 + 13);
    scene::PackageOptions options;
    options.seed = seed;
    options.package.twins = static_cast<int>(seed % 3);
    options.pxPerMm = 6 * std::exp(random.uniform(0.0, std::log(5.0)));
    const double blur = 0.2 * std::exp(random.uniform(0.0, std::log(10.0)));
    options.camera.defocusPx = {blur, blur};
    return scene::renderPackage(options, typesetter);
}

int onRendered(const Arguments& arguments) {
    const auto typesetter = scene::Typesetter::create();
    if (!typesetter) {
        std::cerr << typesetter.error().message << "\n";
        return 1;
    }
    Run run;
    run.all = arguments.all;
    for (std::uint64_t seed = arguments.first; seed < arguments.first + arguments.count; ++seed)
        addRendered(run, renderedFor(seed, *typesetter), "seed " + std::to_string(seed));
    return verdictOn(run, arguments);
}

/// One package of the list: a photo, a point on its body, and its leads.
struct Counted {
    std::string path;
    cv::Point2f at;
    Pairs leads;
};

Expected<std::vector<Counted>> readCounted(const fs::path& file) {
    std::ifstream in(file);
    if (!in) return failure("cannot read " + file.string());
    std::vector<Counted> packages;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        const auto tab = line.find('\t');
        std::istringstream numbers(line.substr(std::min(tab, line.size() - 1)));
        Counted package;
        package.path = line.substr(0, tab);
        int n = 0;
        int m = 0;
        if (!(numbers >> package.at.x >> package.at.y >> n >> m))
            return failure(file.string() + ": expected path, x, y and two counts in '" + line + "'");
        package.leads = std::minmax(n, m);
        packages.push_back(package);
    }
    return packages;
}

int onPhotos(const Arguments& arguments) {
    const auto listed = readCounted(arguments.list);
    if (!listed) {
        std::cerr << listed.error().message << "\n";
        return 1;
    }
    if (!fs::exists(arguments.root)) {
        std::cout << "skipped: the real photos are not beside the checkout\n";
        return kSkipped;
    }
    Run run;
    run.all = arguments.all;
    std::string loaded;
    std::vector<vision::Region> found;
    for (const auto& package : *listed) {
        if (package.path != loaded) {
            const auto frame = vision::loadImage(arguments.root / package.path);
            if (!frame) {
                std::cerr << frame.error().message << "\n";
                return 1;
            }
            found = countedIn(*frame, run);
            loaded = package.path;
        }
        const auto region = std::find_if(found.begin(), found.end(), [&](const vision::Region& body) {
            return cv::pointPolygonTest(std::vector<cv::Point2f>(body.quad.begin(), body.quad.end()),
                                        package.at, false) > 0;
        });
        const auto group = package.leads.second == 0  ? "leadless"
                           : package.leads.first == 0 ? "two sides"
                                                      : "four sides";
        if (region != found.end()) {
            add(run, group, package.path, region->quad, package.leads, region->leads);
        } else {
            add(run, std::string(group) + ", not found", package.path, {}, package.leads, std::nullopt);
        }
    }
    return verdictOn(run, arguments);
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    CLI::App app("Measures how well leads are counted.", "evaluate_leads");
    app.require_subcommand(1);
    auto* rendered = app.add_subcommand("rendered", "rendered boards, trays and close-ups");
    rendered->add_option("--first", arguments.first, "first seed");
    rendered->add_option("--count", arguments.count, "how many seeds");
    auto* photos = app.add_subcommand("photos", "leads counted by eye in real photos");
    photos->add_option("list", arguments.list)->required()->check(CLI::ExistingFile);
    photos->add_option("--root", arguments.root, "folder of the photos")->required();
    for (auto* command : {rendered, photos}) {
        command->add_flag("--all", arguments.all, "prints every package, not only the wrong ones");
        command->add_option("--min-answered", arguments.minAnswered, "percent of the packages with leads");
        command->add_option("--min-right", arguments.minRight, "percent of the answers");
    }
    CLI11_PARSE(app, argc, argv);
    vision::initImageLoader();
    return *rendered ? onRendered(arguments) : onPhotos(arguments);
}
