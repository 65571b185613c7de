// evaluate_textless: how much is read where there is nothing to read.
//   evaluate_textless LIST.tsv PHOTOS    photos listed as in textless.tsv, below the folder PHOTOS
//   evaluate_textless FOLDER             rendered packages without a marking, with their truth
// Beside the program the plain pipeline of the same networks is measured. Exits with 3 when the program is
// confident of more readings than allowed.
#include <CLI/CLI.hpp>
#include <iostream>

#include "tests/blackbox/readers.h"
#include "tests/blackbox/scoring.h"
#include "tests/blackbox/textless.h"
#include "vision/image_loader.h"

namespace {

using namespace tidewaiter;
namespace fs = std::filesystem;

constexpr int kFailed = 1;
constexpr int kLimitMissed = 3;

struct Arguments {
    fs::path list;
    fs::path photos;
    fs::path data = TIDEWAITER_STAGED_DATA;
    int maxInvented = 1000000;
};

/// Counts what `reader` invents in `pictures`, by kind, and names what it is confident of.
Expected<std::map<std::string, blackbox::Invented>> inventedBy(
    const blackbox::Reader& reader, const std::vector<blackbox::Textless>& pictures, const fs::path& folder) {
    std::map<std::string, blackbox::Invented> byKind;
    for (const auto& picture : pictures) {
        auto frame = vision::loadImage(folder / picture.path);
        if (!frame) return tl::unexpected(frame.error());
        frame->id = "f1";
        frame->pixels = frame->pixels(blackbox::pixelsOf(picture.part, frame->pixels.size())).clone();
        const auto readings = reader(*frame);
        if (!readings) return tl::unexpected(readings.error());
        byKind[picture.kind].add(*readings);
        byKind["total"].add(*readings);
        for (const auto& reading : *readings) {
            if (reading.confidence >= blackbox::kConfident)
                std::cout << picture.path << ": '" << reading.text << "' " << reading.confidence << "\n";
        }
    }
    return byKind;
}

int fail(const Error& error) {
    std::cerr << "evaluate_textless: " << error.message << "\n";
    return kFailed;
}

int evaluate(const Arguments& arguments) {
    const bool rendered = fs::is_directory(arguments.list);
    const auto pictures =
        rendered ? blackbox::readRenderedTextless(arguments.list) : blackbox::readTextless(arguments.list);
    if (!pictures) return fail(pictures.error());
    const auto store = models::Store::open(arguments.data);
    if (!store) return fail(store.error());
    const auto folder = rendered ? arguments.list : arguments.photos;
    const auto plain = blackbox::plainReader(*store);
    if (!plain) return fail(plain.error());
    const auto ours = blackbox::ourReader(*store);
    if (!ours) return fail(ours.error());
    const auto theirs = inventedBy(*plain, *pictures, folder);
    if (!theirs) return fail(theirs.error());
    blackbox::print(std::cout, "plain", *theirs);
    const auto found = inventedBy(*ours, *pictures, folder);
    if (!found) return fail(found.error());
    blackbox::print(std::cout, "tidewaiter", *found);
    const int confident = found->count("total") ? found->at("total").confident : 0;
    std::cout << confident << " confident readings, at most " << arguments.maxInvented << " allowed\n";
    return confident <= arguments.maxInvented ? 0 : kLimitMissed;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("How much is read where there is nothing to read.", "evaluate_textless");
    Arguments arguments;
    app.add_option("list", arguments.list, "list of pictures, or folder of rendered packages")
        ->required()
        ->check(CLI::ExistingPath);
    app.add_option("photos", arguments.photos, "folder that the list's paths are below");
    app.add_option("--max-invented", arguments.maxInvented, "exit with 3 when more readings are confident");
    CLI11_PARSE(app, argc, argv);
    vision::initImageLoader();
    return evaluate(arguments);
}
