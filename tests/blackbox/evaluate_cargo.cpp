// evaluate_cargo: what the rules find in rendered cargo that is declared falsely, by evasion method, and what
// they accuse in cargo that is declared truly.
//   evaluate_cargo [--first SEED] [--count N] [--kind WORDS] [--all] [--json FILE]
// N seeds of each kind of cargo (cargo.cpp). Found: the verdict is inspect or hold. A false alarm: the same
// on cargo that is declared truly. With --min-found (percent of the false ones) or --max-alarms (percent of
// the true ones) it exits with 3 when the limit is missed. --all names every inspection that went wrong with
// its reasons; --save
// keeps the pictures and inspections of all.
#include <CLI/CLI.hpp>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include "firmware/inspection/inspector.h"
#include "tests/blackbox/cargo.h"
#include "vision/image_loader.h"

namespace {

using namespace tidewaiter;
using blackbox::Cargo;
using blackbox::CargoKind;
using inspection::Inspection;
using inspection::Inspector;
using inspection::Verdict;

constexpr int kLimitMissed = 3;
const cv::Size kPicture{1600, 1200};

struct Arguments {
    std::uint64_t first = 1;
    int count = 10;
    std::string kind;
    bool all = false;
    std::string json;
    std::filesystem::path save;
    double minFound = 0;
    double maxAlarms = 100;
};

struct Tally {
    int items = 0;
    int holds = 0;
    int inspects = 0;
    std::map<std::string, int> rules;  ///< that spoke above info, by item

    [[nodiscard]] int alarms() const { return holds + inspects; }

    void add(const Tally& other) {
        items += other.items;
        holds += other.holds;
        inspects += other.inspects;
    }
};

double percent(int part, int whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
}

/// As a camera's file would be opened: encoded, limits, quality measured.
Expected<vision::Frame> frameOf(const Cargo& cargo, const std::filesystem::path& file,
                                const scene::Typesetter& typesetter) {
    const auto rendered = scene::photographed(cargo.scene, kPicture, {}, std::nullopt, typesetter);
    std::vector<unsigned char> bytes;
    cv::imencode(".png", rendered.pixels, bytes, {cv::IMWRITE_PNG_COMPRESSION, 1});
    if (!file.empty()) cv::imwrite(file, rendered.pixels);
    return vision::decodeImage({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, "cargo.png");
}

double milliseconds() {
    return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void count(const Inspection& item, Tally& tally) {
    ++tally.items;
    tally.holds += item.verdict == Verdict::Hold ? 1 : 0;
    tally.inspects += item.verdict == Verdict::Inspect ? 1 : 0;
    std::map<std::string, int> told;
    for (const auto& finding : item.findings) {
        if (finding.severity != inspection::Severity::Info) told[finding.rule] = 1;
    }
    for (const auto& [rule, one] : told) tally.rules[rule] += one;
}

void tell(const Inspection& item, const CargoKind& kind, std::uint64_t seed) {
    std::cout << "  seed " << seed << ", declared " << item.declaration.goods << ": "
              << (kind.honest ? "false alarm" : "missed") << "\n";
    for (const auto& finding : item.findings)
        std::cout << "    " << inspection::kSeverities.nameOf(finding.severity) << " " << finding.rule << ": "
                  << finding.message << "\n";
    if (kind.honest) return;
    for (const auto& field : item.fields)
        std::cout << "    " << ocr::kFieldTypes.nameOf(field.type) << " " << field.value << " "
                  << field.confidence << "\n";
}

Expected<Tally> run(const CargoKind& kind, const Arguments& arguments, const Inspector& inspector,
                    const scene::Typesetter& typesetter) {
    Tally tally;
    for (std::uint64_t seed = arguments.first;
         seed < arguments.first + static_cast<unsigned>(arguments.count); ++seed) {
        const auto cargo = kind.make(seed, typesetter);
        const auto name = kind.id.substr(0, kind.id.find(' ')) + "-" + std::to_string(seed);
        const auto saved = arguments.save.empty() ? "" : (arguments.save / name).string();
        auto frame = frameOf(cargo, saved.empty() ? saved : saved + ".png", typesetter);
        if (!frame) return tl::unexpected(frame.error());
        const auto item =
            inspector.inspect({"cargo", "", cargo.declaration, {std::move(*frame)}, 0}, milliseconds);
        if (!item) return tl::unexpected(item.error());
        if (!saved.empty()) std::ofstream(saved + ".json") << nlohmann::json(*item) << "\n";
        count(*item, tally);
        if (arguments.all && (item->verdict == Verdict::Clear) != kind.honest) tell(*item, kind, seed);
    }
    return tally;
}

void print(const std::string& name, const Tally& tally) {
    std::cout << std::left << std::setw(36) << name << std::right << std::setw(6) << tally.items
              << std::setw(8) << tally.holds << std::setw(9) << tally.inspects << std::setw(8)
              << tally.items - tally.alarms() << std::setw(9) << std::fixed << std::setprecision(1)
              << percent(tally.alarms(), tally.items) << " %";
    for (const auto& [rule, items] : tally.rules) std::cout << "  " << rule << " " << items;
    std::cout << std::endl;
}

int verdictOn(const Tally& lies, const Tally& truths, const Arguments& arguments) {
    print("declared falsely", lies);
    print("declared truly", truths);
    std::cout << std::setprecision(1) << "false holds " << percent(truths.holds, truths.items) * 10
              << ", false inspects " << percent(truths.inspects, truths.items) * 10 << " per 1000\n";
    const double found = percent(lies.alarms(), lies.items);
    const double alarms = percent(truths.alarms(), truths.items);
    std::cout << "found " << found << " %, at least " << arguments.minFound << " asked; false alarms "
              << alarms << " %, at most " << arguments.maxAlarms << " allowed\n";
    return found >= arguments.minFound && alarms <= arguments.maxAlarms ? 0 : kLimitMissed;
}

int fail(const Error& error) {
    std::cerr << "evaluate_cargo: " << error.message << "\n";
    return 1;
}

int evaluate(const Arguments& arguments) {
    const auto typesetter = scene::Typesetter::create();
    if (!typesetter) return fail(typesetter.error());
    const auto store = models::Store::open(TIDEWAITER_STAGED_DATA);
    if (!store) return fail(store.error());
    const auto inspector = Inspector::load(
        *store, {.text = {}, .barcode = {.helper = TIDEWAITER_BARCODE_HELPER}, .program = "evaluate_cargo"});
    if (!inspector) return fail(inspector.error());
    std::cout << "cargo                                items   holds inspects  clear    found\n";
    Tally lies;
    Tally truths;
    nlohmann::json rows = nlohmann::json::array();
    for (const auto& kind : blackbox::cargoKinds()) {
        if (kind.id.find(arguments.kind) == std::string::npos) continue;
        const auto tally = run(kind, arguments, *inspector, *typesetter);
        if (!tally) return fail(tally.error());
        print(kind.id, *tally);
        (kind.honest ? truths : lies).add(*tally);
        rows.push_back({{"cargo", kind.id},
                        {"honest", kind.honest},
                        {"items", tally->items},
                        {"holds", tally->holds},
                        {"inspects", tally->inspects},
                        {"rules", tally->rules}});
    }
    if (!arguments.json.empty()) std::ofstream(arguments.json) << rows.dump(1) << "\n";
    return verdictOn(lies, truths, arguments);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("What the rules find in rendered cargo, and what they accuse wrongly.", "evaluate_cargo");
    Arguments arguments;
    app.add_option("--first", arguments.first, "first seed");
    app.add_option("--count", arguments.count, "how many seeds of each kind")->check(CLI::PositiveNumber);
    app.add_option("--kind", arguments.kind, "only kinds whose name holds this");
    app.add_flag("--all", arguments.all, "name what went wrong");
    app.add_option("--json", arguments.json, "write the table as JSON into this file");
    app.add_option("--save", arguments.save, "keep pictures and inspections in this folder")
        ->check(CLI::ExistingDirectory);
    app.add_option("--min-found", arguments.minFound, "exit with 3 when less, in percent, is found");
    app.add_option("--max-alarms", arguments.maxAlarms,
                   "exit with 3 when more, in percent, is accused wrongly");
    CLI11_PARSE(app, argc, argv);
    vision::initImageLoader();
    return evaluate(arguments);
}
