// evaluate: runs the text reader over a folder of photos with transcriptions and prints how well it reads,
// per source and in total. `evaluate FOLDER/transcriptions.tsv [--every N] [--json FILE]
// [--min-within PERCENT] [--max-misread PERCENT]`; with a limit that is missed it exits with 3.
#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "ocr/text/text_reader.h"
#include "tests/blackbox/scoring.h"
#include "vision/board_finder.h"
#include "vision/image_loader.h"

namespace {

using namespace tidewaiter;

struct Arguments {
    std::filesystem::path list;
    std::filesystem::path data = TIDEWAITER_STAGED_DATA;
    std::filesystem::path json;
    int every = 1;            ///< only each n-th picture, for a quick look
    double minWithin = 0;     ///< percent of lines read that must be reached
    double maxMisread = 100;  ///< percent of confident readings that may be misread
};

/// "chips/mycpus/a.jpg" belongs to "chips/mycpus".
std::string sourceOf(const std::string& path) {
    const auto first = path.find('/');
    return path.substr(0, path.find('/', first == std::string::npos ? first : first + 1));
}

double percent(int part, int whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
}

void printRow(const std::string& name, const blackbox::Score& s) {
    std::cout << std::left << std::setw(30) << name << std::right << std::fixed << std::setprecision(1)
              << std::setw(7) << s.images << std::setw(7) << s.lines << std::setw(8)
              << percent(s.exact, s.lines) << std::setw(8) << percent(s.within, s.lines) << std::setw(8)
              << percent(s.errors, s.characters) << std::setw(8) << percent(s.wordsFound, s.words)
              << std::setw(6) << s.misread << "/" << std::left << std::setw(6) << s.confident << std::right
              << std::setprecision(0) << std::setw(8) << (s.images == 0 ? 0 : s.milliseconds / s.images)
              << "\n";
}

nlohmann::json asJson(const blackbox::Score& s) {
    return {{"images", s.images},         {"lines", s.lines},
            {"exact", s.exact},           {"within", s.within},
            {"characters", s.characters}, {"errors", s.errors},
            {"words", s.words},           {"words_found", s.wordsFound},
            {"confident", s.confident},   {"misread", s.misread},
            {"ms", s.milliseconds}};
}

struct Evaluation {
    std::map<std::string, blackbox::Score> bySource;
    nlohmann::json images = nlohmann::json::array();
};

void evaluateOne(const blackbox::Transcription& truth, const std::filesystem::path& root,
                 ocr::TextReader& reader, Evaluation& evaluation) {
    auto frame = vision::loadImage(root / truth.path);
    if (!frame) {
        std::cerr << "left out: " << frame.error().message << "\n";
        return;
    }
    frame->id = "f1";
    const auto begin = std::chrono::steady_clock::now();
    const auto result = reader.read(*frame, vision::findBoards(*frame));
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    if (!result) {
        std::cerr << truth.path << ": " << result.error().message << "\n";
        return;
    }
    auto score = blackbox::score(truth.lines, result->readings);
    score.milliseconds = took.count();
    evaluation.bySource[sourceOf(truth.path)] += score;
    nlohmann::json texts = nlohmann::json::array();
    for (const auto& reading : result->readings)
        texts.push_back({{"text", reading.text}, {"confidence", reading.confidence}});
    evaluation.images.push_back(
        {{"image", truth.path}, {"kind", truth.kind}, {"readings", texts}, {"score", asJson(score)}});
}

constexpr int kLimitMissed = 3;

bool meets(const blackbox::Score& total, const Arguments& arguments) {
    const double within = percent(total.within, total.lines);
    const double misread = percent(total.misread, total.confident);
    std::cout << "lines read " << within << " %, at least " << arguments.minWithin << " % asked; misread "
              << misread << " % of confident readings, at most " << arguments.maxMisread << " % allowed\n";
    return within >= arguments.minWithin && misread <= arguments.maxMisread;
}

int run(const Arguments& arguments) {
    const auto transcriptions = blackbox::readTranscriptions(arguments.list);
    const auto store = models::Store::open(arguments.data);
    if (!transcriptions || !store) {
        std::cerr << (transcriptions ? store.error() : transcriptions.error()).message << "\n";
        return 1;
    }
    auto reader = ocr::TextReader::load(*store, {});
    if (!reader) {
        std::cerr << reader.error().message << "\n";
        return 1;
    }
    Evaluation evaluation;
    for (std::size_t i = 0; i < transcriptions->size(); i += static_cast<std::size_t>(arguments.every)) {
        evaluateOne((*transcriptions)[i], arguments.list.parent_path(), *reader, evaluation);
    }
    std::cout << "source                         images  lines  exact%  within%   CER%  words%  "
                 "misread/confident  ms\n";
    blackbox::Score total;
    nlohmann::json sources;
    for (const auto& [source, score] : evaluation.bySource) {
        printRow(source, score);
        sources[source] = asJson(score);
        total += score;
    }
    printRow("total", total);
    if (!arguments.json.empty()) {
        std::ofstream(arguments.json) << nlohmann::json{
            {"total", asJson(total)},
            {"sources", sources},
            {"images", evaluation.images}}.dump(1);
    }
    return meets(total, arguments) ? 0 : kLimitMissed;
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    CLI::App app("Runs the text reader over photos with transcriptions and prints how well it reads.",
                 "evaluate");
    app.add_option("list", arguments.list, "FOLDER/transcriptions.tsv")->required()->check(CLI::ExistingFile);
    app.add_option("--every", arguments.every, "only each n-th picture, for a quick look")
        ->check(CLI::PositiveNumber);
    app.add_option("--json", arguments.json, "writes all readings and scores to this file");
    app.add_option("--min-within", arguments.minWithin,
                   "exit with 3 when fewer percent of the lines are read");
    app.add_option("--max-misread", arguments.maxMisread,
                   "exit with 3 when more percent of the confident readings are wrong");
    CLI11_PARSE(app, argc, argv);
    tidewaiter::vision::initImageLoader();
    return run(arguments);
}
