// evaluate: how well the program reads photos of which it is known what stands on them.
//   evaluate read LIST.tsv|FOLDER      reads, and prints scores per source and how far confidences can be
//   trusted evaluate compare ONE.json OTHER.json      two results of `read --json`, side by side
// LIST.tsv is a list of transcriptions, FOLDER one of rendered scenes with their truth (truth.h). With a
// limit that is missed, `read` exits with 3.
#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/blackbox/burst.h"
#include "tests/blackbox/readers.h"
#include "tests/blackbox/reliability.h"
#include "tests/blackbox/score_table.h"
#include "tests/blackbox/truth.h"
#include "vision/image_loader.h"

namespace {

using namespace tidewaiter;
namespace fs = std::filesystem;

constexpr int kFailed = 1;
constexpr int kLimitMissed = 3;

struct ReadArguments {
    fs::path list;
    fs::path data = TIDEWAITER_STAGED_DATA;
    fs::path photos;
    fs::path json;
    int every = 1;
    int from = 0;
    std::string only;
    std::string leaveOut;
    bool plain = false;
    blackbox::BurstOptions burst{1};
    double minExact = 0;
    double minWithin = 0;
    double maxMisread = 100;
};

bool isChosen(const std::string& path, const ReadArguments& arguments) {
    const bool left = !arguments.leaveOut.empty() && path.find(arguments.leaveOut) != std::string::npos;
    return !left && path.find(arguments.only) != std::string::npos;
}

Expected<std::vector<blackbox::Transcription>> chosenPhotos(const ReadArguments& arguments) {
    auto all = fs::is_directory(arguments.list) ? blackbox::readRenderedTruth(arguments.list)
                                                : blackbox::readTranscriptions(arguments.list);
    if (!all) return all;
    std::erase_if(*all, [&arguments](const auto& t) { return !isChosen(t.path, arguments); });
    std::vector<blackbox::Transcription> chosen;
    for (auto i = static_cast<std::size_t>(arguments.from); i < all->size();
         i += static_cast<std::size_t>(arguments.every)) {
        chosen.push_back(std::move((*all)[i]));
    }
    if (chosen.empty()) return failure("none of the photos in " + arguments.list.string() + " was chosen");
    return chosen;
}

/// What `reader` says of one photo; nothing, and why on standard error, where it failed.
std::optional<blackbox::PhotoResult> readPhoto(const blackbox::Transcription& truth,
                                               const vision::Frame& frame, const blackbox::Reader& reader) {
    const auto begin = std::chrono::steady_clock::now();
    auto readings = reader(frame);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    if (!readings) {
        std::cerr << truth.path << ": " << readings.error().message << "\n";
        return std::nullopt;
    }
    return blackbox::PhotoResult{truth.path, truth.lines, truth.complete, std::move(*readings), took.count()};
}

/// Reads the frame alone, whatever repeats it has.
blackbox::Reader withoutRepeats(const blackbox::Reader& reader) {
    return [reader](vision::Frame frame) {
        frame.repeats.clear();
        return reader(frame);
    };
}

/// Each photo is read by every reader before the next, so that a busy machine is as busy for all.
Expected<void> readAll(const ReadArguments& arguments, const std::vector<blackbox::Reader>& readers,
                       std::vector<blackbox::RunResult>& runs) {
    const auto photos = chosenPhotos(arguments);
    if (!photos) return tl::unexpected(photos.error());
    auto folder = fs::is_directory(arguments.list) ? arguments.list : arguments.list.parent_path();
    if (!arguments.photos.empty()) folder = arguments.photos;
    for (const auto& photo : *photos) {
        auto frame = vision::loadImage(folder / photo.path);
        if (!frame) {
            std::cerr << "left out: " << frame.error().message << "\n";
            continue;
        }
        frame->id = "f1";
        if (arguments.burst.count > 1) *frame = blackbox::burstOf(*frame, arguments.burst);
        for (std::size_t i = 0; i < readers.size(); ++i) {
            if (auto result = readPhoto(photo, *frame, readers[i]))
                runs[i].photos.push_back(std::move(*result));
        }
    }
    return {};
}

bool meets(const blackbox::Score& total, const ReadArguments& arguments) {
    const double exact = blackbox::percent(total.exact, total.lines);
    const double within = blackbox::percent(total.within, total.lines);
    const double misread = blackbox::percent(total.misread, total.confident);
    std::cout << "exact " << exact << " % of lines, at least " << arguments.minExact << " % asked; within "
              << within << " %, at least " << arguments.minWithin << " % asked; misread " << misread
              << " % of confident readings, at most " << arguments.maxMisread << " % allowed\n";
    return exact >= arguments.minExact && within >= arguments.minWithin && misread <= arguments.maxMisread;
}

int fail(const Error& error) {
    std::cerr << "evaluate: " << error.message << "\n";
    return kFailed;
}

/// Ours to the file named, the others beside it: "a.json", "a-plain.json".
void writeRuns(const std::vector<blackbox::RunResult>& runs, const fs::path& file) {
    std::ofstream(file) << nlohmann::json(runs[0]).dump(1);
    for (std::size_t i = 1; i < runs.size(); ++i) {
        auto beside = file;
        beside.replace_filename(file.stem().string() + "-" + runs[i].reader + file.extension().string());
        std::ofstream(beside) << nlohmann::json(runs[i]).dump(1);
    }
}

int readCommand(const ReadArguments& arguments) {
    const auto store = models::Store::open(arguments.data);
    if (!store) return fail(store.error());
    auto ours = blackbox::ourReader(*store);
    if (!ours) return fail(ours.error());
    std::vector<blackbox::Reader> readers{*ours};
    std::vector<blackbox::RunResult> runs{{"tidewaiter", {}}};
    if (arguments.burst.count > 1) {
        readers.push_back(withoutRepeats(*ours));
        runs.push_back({"sharpest", {}});
    }
    if (arguments.plain) {
        auto plain = blackbox::plainReader(*store);
        if (!plain) return fail(plain.error());
        readers.push_back(std::move(*plain));
        runs.push_back({"plain", {}});
    }
    if (const auto done = readAll(arguments, readers, runs); !done) return fail(done.error());
    const auto total = blackbox::scored(runs[0]);
    blackbox::print(std::cout, total);
    blackbox::print(std::cout, blackbox::reliabilityOf(runs[0]));
    for (std::size_t i = 1; i < runs.size(); ++i) blackbox::printBeside(std::cout, runs[i], runs[0]);
    if (!arguments.json.empty()) writeRuns(runs, arguments.json);
    return meets(total.total, arguments) ? 0 : kLimitMissed;
}

int compareCommand(const fs::path& one, const fs::path& other) {
    const auto a = blackbox::readRun(one);
    if (!a) return fail(a.error());
    const auto b = blackbox::readRun(other);
    if (!b) return fail(b.error());
    blackbox::printBeside(std::cout, *a, *b);
    return 0;
}

void addReadOptions(CLI::App& read, ReadArguments& arguments) {
    read.add_option("list", arguments.list, "list of transcriptions, or folder of rendered scenes")
        ->required()
        ->check(CLI::ExistingPath);
    read.add_option("--photos", arguments.photos,
                    "folder that the list's paths are below, else the list's own");
    read.add_option("--every", arguments.every, "only each n-th photo, for a quick look")
        ->check(CLI::PositiveNumber);
    read.add_option("--from", arguments.from, "begin with this photo, counted from 0")
        ->check(CLI::NonNegativeNumber);
    read.add_option("--only", arguments.only, "only photos with this in their path");
    read.add_option("--leave-out", arguments.leaveOut, "no photos with this in their path");
    read.add_flag("--plain", arguments.plain,
                  "read by a plain pipeline of the same networks too, and compare");
    read.add_option("--burst", arguments.burst.count,
                    "read each photo as so many shaken pictures, and compare with the sharpest of them alone")
        ->check(CLI::Range(1, 8));
    read.add_option("--shaken", arguments.burst.shaken, "of --burst: by up to this share of the longer side");
    read.add_option("--noise", arguments.burst.noise, "of --burst: standard deviation, of 255");
    read.add_option("--seed", arguments.burst.seed, "of --burst");
    read.add_option("--json", arguments.json,
                    "write all readings to this file, those compared with to files beside it");
    read.add_option("--min-exact", arguments.minExact,
                    "exit with 3 when fewer percent of the lines are read exactly");
    read.add_option("--min-within", arguments.minWithin,
                    "exit with 3 when fewer percent of the lines are read");
    read.add_option("--max-misread", arguments.maxMisread,
                    "exit with 3 when more percent of the confident readings are wrong");
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("How well the program reads photos of which it is known what stands on them.", "evaluate");
    app.require_subcommand(1);
    ReadArguments arguments;
    auto* read = app.add_subcommand("read", "read photos and print scores");
    addReadOptions(*read, arguments);
    fs::path one;
    fs::path other;
    auto* compare = app.add_subcommand("compare", "two results side by side");
    compare->add_option("one", one, "result of read --json")->required();
    compare->add_option("other", other, "result of read --json")->required();
    CLI11_PARSE(app, argc, argv);
    if (compare->parsed()) return compareCommand(one, other);
    vision::initImageLoader();
    return readCommand(arguments);
}
