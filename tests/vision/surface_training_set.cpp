// Surface training set: measures of package tops, as text for models/training/surface/fit.py.
//
// Usage: surface_training_set rendered FIRST COUNT > MEASURES   seeds FIRST to FIRST + COUNT - 1, all defects
//        surface_training_set coated FIRST COUNT > MEASURES     honest and blacktopped ones alone: the
//        hardest to
//                                                               tell apart, so that most seeds are needed
//        surface_training_set twins FIRST COUNT > MEASURES      the same with two honest twins beside each
//                                                               package; a second line, its kind followed by
//                                                               "twins", says how far it differs from them
//        surface_training_set lit FIRST COUNT > MEASURES        under a light ring: a line for the relief and
//                                                               one, its kind followed by "albedo"
//        surface_training_set scenes FIRST COUNT > MEASURES     all that the finder takes for packages on
//                                                               boards and in trays; the name is followed by
//                                                               what it is, a line "... twins" as above
//        surface_training_set real LIST FOLDER > MEASURES       LIST: tests/blackbox/packages.tsv;
//                                                               FOLDER: where its photos lie
// Line: kind (a defect; of photos "real" where the list says tune, else "kept"), name (seed or picture),
// pixels per millimeter, blur in pixels, strength of the defect, then the measures; the first line names the
// columns. Same input, same output.
#include <cmath>
#include <iostream>
#include <set>
#include <string>

#include "tests/blackbox/package_truth.h"
#include "tests/scene/typesetter.h"
#include "tests/vision/rendered_tops.h"
#include "tests/vision/scene_tops.h"
#include "vision/image_loader.h"
#include "vision/surface/twins.h"

namespace {

using namespace tidewaiter;

/// Each real package is measured with its corners off in as many ways, as a finder's are.
constexpr std::uint64_t kShakes = 3;

void printHead() {
    std::cout << "kind\tname\tpx per mm\tblur\tstrength";
    for (const auto& name : vision::measureNames()) std::cout << '\t' << name;
    std::cout << '\n';
}

void print(std::string_view kind, const std::string& name, double pxPerMm, double blur, double strength,
           const vision::SurfaceMeasures& measures) {
    std::cout << kind << '\t' << name << '\t' << pxPerMm << '\t' << blur << '\t' << strength;
    for (const double measure : measures) std::cout << '\t' << measure;
    std::cout << '\n';
}

/// How the package's measures differ from those of its twins.
std::optional<vision::SurfaceMeasures> differenceOf(const test::RenderedTop& top,
                                                    const vision::SurfaceMeasures& own) {
    std::vector<vision::MeasuredPackage> packages = {{top.quad, own}};
    for (const auto& quad : top.twins) packages.push_back({quad, test::measuresOf(top.pixels, quad)});
    return vision::differencesFromTwins(packages).front();
}

struct Wanted {
    bool twins = false;
    bool coated = false;  ///< honest and blacktopped ones alone
};

int printRendered(std::uint64_t first, std::uint64_t count, const Wanted& wanted) {
    const auto typesetter = scene::Typesetter::create();
    if (!typesetter) {
        std::cerr << typesetter.error().message << '\n';
        return 1;
    }
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        for (const auto& [defect, name] : scene::kDefects.rows) {
            const bool coat = defect == scene::Defect::Honest || defect == scene::Defect::Blacktopped;
            if (wanted.coated && !coat) continue;
            auto request = test::drawRequest(seed, defect);
            request.twins = wanted.twins ? 2 : 0;
            const auto top = test::renderTop(request, *typesetter);
            const auto measures = test::measuresOf(top.pixels, top.quad);
            if (!measures) continue;
            const auto difference = wanted.twins ? differenceOf(top, *measures) : std::nullopt;
            if (wanted.twins && !difference) continue;
            print(name, std::to_string(seed), top.pxPerMm, request.defocusPx, top.strength, *measures);
            if (!difference) continue;
            print(std::string(name) + " twins", std::to_string(seed), top.pxPerMm, request.defocusPx,
                  top.strength, *difference);
        }
    }
    return 0;
}

/// 8 to 16 instead of 5 to 30 pixels per millimeter: a ring's camera stands still, and its frames take long
/// to render.
double litResolution(double pxPerMm) {
    return 8 * std::pow(2.0, std::log(pxPerMm / 5) / std::log(6.0));
}

/// Two lines a package: what its heights measure, its kind alone, and what its albedo, its kind followed by
/// "albedo".
int printLit(std::uint64_t first, std::uint64_t count) {
    const auto typesetter = scene::Typesetter::create();
    if (!typesetter) {
        std::cerr << typesetter.error().message << '\n';
        return 1;
    }
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        for (const auto& [defect, name] : scene::kDefects.rows) {
            auto request = test::drawRequest(seed, defect);
            request.pxPerMm = litResolution(request.pxPerMm);
            const auto top = test::renderLitTop(request, *typesetter);
            const auto measures = test::measuresOf(top);
            if (!measures) continue;
            print(name, std::to_string(seed), top.pxPerMm, request.defocusPx, top.strength, measures->relief);
            print(std::string(name) + " albedo", std::to_string(seed), top.pxPerMm, request.defocusPx,
                  top.strength, measures->albedo);
        }
    }
    return 0;
}

int printScenes(std::uint64_t first, std::uint64_t count) {
    const auto typesetter = scene::Typesetter::create();
    if (!typesetter) {
        std::cerr << typesetter.error().message << '\n';
        return 1;
    }
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        int number = 0;
        for (const auto& top : test::topsOf(scene::render(test::drawScene(seed), *typesetter))) {
            const auto name =
                "scene" + std::to_string(seed) + "/" + std::to_string(number++) + "/" + top.what;
            if (top.measures) print(top.defect, name, top.pxPerMm, 0, top.strength, *top.measures);
            if (top.measures && top.differences)
                print(top.defect + " twins", name, top.pxPerMm, 0, top.strength, *top.differences);
        }
        std::cout << std::flush;
    }
    return 0;
}

int printReal(const char* list, const std::string& folder) {
    const auto photos = blackbox::readMarkedPhotos(list);
    if (!photos) {
        std::cerr << photos.error().message << '\n';
        return 1;
    }
    for (const auto& photo : *photos) {
        const auto frame = vision::loadImage(folder + "/" + photo.path);
        if (!frame) {
            std::cerr << frame.error().message << '\n';
            continue;  // some photos belong to Debian's opencv-doc, not to the folder
        }
        for (const auto& package : photo.packages) {
            if (package.kind == "ignore") continue;
            for (std::uint64_t shake = 0; shake < kShakes; ++shake) {
                const auto measures = test::measuresOf(frame->pixels, test::shaken(package.quad, shake));
                if (measures) print(photo.split == "tune" ? "real" : "kept", photo.path, 0, 0, 0, *measures);
            }
        }
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string mode = argc == 4 ? argv[1] : "";
    const std::set<std::string> modes = {"rendered", "coated", "twins", "lit", "scenes", "real"};
    if (!modes.contains(mode)) {
        std::cerr << "usage: surface_training_set rendered|coated|twins|lit|scenes FIRST COUNT | real LIST "
                     "FOLDER\n";
        return 2;
    }
    vision::initImageLoader();
    printHead();
    if (mode == "lit") return printLit(std::stoull(argv[2]), std::stoull(argv[3]));
    if (mode == "scenes") return printScenes(std::stoull(argv[2]), std::stoull(argv[3]));
    if (mode == "real") return printReal(argv[2], argv[3]);
    return printRendered(std::stoull(argv[2]), std::stoull(argv[3]), {mode == "twins", mode == "coated"});
}
