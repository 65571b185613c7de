// index_scale: what finding one inspection among many costs: making the index, its size, and each kind of
// search.
//
//     index_scale [--records 100000] [--folder DIR] [--max-search-ms 0]
//
// Exits with 3 when the median of some search takes longer than that; 0: as long as it likes.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <vector>

#include "firmware/inspection/inspection.h"
#include "firmware/records/device_key.h"
#include "firmware/records/record_index.h"
#include "firmware/records/record_store.h"
#include "firmware/tlog/log_writer.h"
#include "firmware/tuf/digest.h"

namespace fs = std::filesystem;
using namespace tidewaiter;
using records::EvidenceFiles;
using records::Search;

namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kGoods[] = {"green tea",    "绿茶 二级",     "wooden toys",
                                  "server parts", "cotton shirts", "水泥"};
constexpr int kReadings = 20;
constexpr int kFields = 6;

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Fails loudly: a bench has nobody to tell otherwise.
template <class T>
T must(Expected<T> value) {
    if (value) return std::move(*value);
    std::fprintf(stderr, "index_scale: %s\n", value.error().message.c_str());
    std::exit(1);
}

void must(const Expected<void>& done) {
    if (done) return;
    std::fprintf(stderr, "index_scale: %s\n", done.error().message.c_str());
    std::exit(1);
}

std::string idOf(int number) {
    char id[32];
    std::snprintf(id, sizeof id, "01KA%022d", number);
    return id;
}

std::string serialOf(int number, int place) {
    return std::to_string(1320000000000LL + number * 7919LL + place * 31LL);
}

inspection::Inspection inspectionOf(int number) {
    inspection::Inspection item;
    item.id = idOf(number);
    item.time = "2026-" + std::string(number % 2 == 0 ? "10" : "11") + "-1" + std::to_string(number % 10) +
                "T08:00:00.000Z";
    item.declaration.item = "ITEM-" + std::to_string(number);
    item.declaration.goods = kGoods[number % std::size(kGoods)];
    item.declaration.shipper = "Shipper " + std::to_string(number % 500) + " Co., Ningbo";
    item.verdict = number % 20 == 0 ? inspection::Verdict::Hold : inspection::Verdict::Clear;
    for (int i = 0; i < kReadings; ++i)
        item.readings.emplace_back().text =
            "LINE " + std::to_string(number * 131 + i * 17) + " LOT " + std::to_string(i);
    for (int i = 0; i < kFields; ++i) {
        auto& field = item.fields.emplace_back();
        field.type = i % 2 == 0 ? ocr::FieldType::SerialNumber : ocr::FieldType::PartNumber;
        field.value =
            i % 2 == 0 ? serialOf(number, i) : "900-2" + std::to_string(number % 9000 + i) + "-0000";
    }
    return item;
}

/// Records as the store writes them, but many under one checkpoint: sealing one by one waits for the disk.
void makeEvidence(const EvidenceFiles& files, int count) {
    const auto device = must(records::RecordStore::open(files.folder())).device();
    auto log = must(tlog::LogWriter::open(files.log(), must(records::deviceKey(files))));
    constexpr int kBatch = 1024;
    for (int first = 0; first < count; first += kBatch) {
        std::vector<std::string> lines;
        for (int number = first; number < std::min(count, first + kBatch); ++number) {
            const auto item = inspectionOf(number);
            const auto bytes = bytesOf(records::Record{
                records::RecordKind::Inspection, item.id, item.time, device, {"system", true, 1}, {}, item});
            fs::create_directories(files.record(item.id).parent_path());
            std::ofstream(files.record(item.id), std::ios::binary) << bytes;
            lines.push_back(bytesOf(records::LogEntry{item.id, tuf::sha256Hex(bytes)}));
        }
        must(log.append({lines.begin(), lines.end()}));
    }
}

struct Kind {
    const char* name;
    Search search;
};

std::vector<Kind> kinds(int count) {
    const auto some = count / 3;
    return {{"latest 50", {}},
            {"rare word", {.text = "ITEM-" + std::to_string(some)}},
            {"common words", {.text = "ningbo lot"}},
            {"two Chinese characters", {.text = "水泥"}},
            {"serial number", {.serial = serialOf(some, 2)}},
            {"part of a part number", {.part = "900-28999"}},
            {"declaration", {.declaration = "toys"}},
            {"held, of one day",
             {.verdict = inspection::Verdict::Hold, .from = "2026-10-10", .to = "2026-10-10"}},
            {"nothing found", {.text = "submarine"}}};
}

/// Prints and returns the slowest median, in milliseconds.
double searchAll(const records::RecordIndex& index, int count) {
    constexpr int kRuns = 11;
    double slowest = 0;
    for (const auto& [name, search] : kinds(count)) {
        std::vector<double> times;
        std::size_t found = 0;
        for (int i = 0; i < kRuns; ++i) {
            const auto start = Clock::now();
            found = must(index.search(search)).size();
            times.push_back(millisecondsSince(start));
        }
        std::sort(times.begin(), times.end());
        std::printf("%-24s %9.2f ms  %zu rows\n", name, times[kRuns / 2], found);
        slowest = std::max(slowest, times[kRuns / 2]);
    }
    return slowest;
}

}  // namespace

int main(int argc, char** argv) {
    int count = 100000;
    fs::path folder = "index-scale";
    double mostMs = 0;
    CLI::App app;
    app.add_option("--records", count)->check(CLI::Range(10, 10000000));
    app.add_option("--folder", folder);
    app.add_option("--max-search-ms", mostMs);
    CLI11_PARSE(app, argc, argv);
    fs::remove_all(folder);
    const EvidenceFiles files(folder);
    makeEvidence(files, count);
    const auto start = Clock::now();
    const auto index = must(records::RecordIndex::open(files));
    must(index.update());
    std::printf("%d records taken in: %.1f s, %.1f MiB\n", count, millisecondsSince(start) / 1000,
                static_cast<double>(fs::file_size(files.index())) / (1 << 20));
    const auto slowest = searchAll(index, count);
    const auto again = Clock::now();
    must(must(records::RecordIndex::open(files)).update());
    std::printf("opened again: %.1f ms\n", millisecondsSince(again));
    fs::remove_all(folder);
    return mostMs > 0 && slowest > mostMs ? 3 : 0;
}
