// watchlist_scale: what a list of millions of serial numbers costs: import, size, memory, look-ups; and what
// matching finds and finds wrongly when readings are misread; and what a list and its changes cost on their
// way.
//
//     watchlist_scale [--serials 10000000] [--folder DIR] [--readings 100000] [--confusions FILE]
//                     [--min-found 99.5] [--max-false 0]
//
// Exits with 3 when fewer of the listed numbers (in percent, told or shown) or more of the others are found.
//
// Half of the numbers are 13 digits in runs, as makers give them, half ten capitals and digits by chance.
// Misread characters, and how sure the reader is of them and of others, are drawn from what it was measured
// to do (confusions.tsv, by tests/blackbox/measure_confusions).
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <set>

#include "firmware/watchlist/import.h"
#include "firmware/watchlist/list_file.h"
#include "firmware/watchlist/list_update.h"
#include "firmware/watchlist/serial_key.h"
#include "firmware/watchlist/serial_match.h"
#include "firmware/watchlist/store_editor.h"

namespace fs = std::filesystem;
using namespace tidewaiter::watchlist;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::array<std::string_view, 6> kLookAlikes = {"0OQD", "1IL", "5S", "8B", "2Z", "6G"};

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double peakMebibytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Serial numbers by their index: the same in each run, unlisted ones behind the listed.
std::string serialAt(std::uint64_t index) {
    if (index % 2 == 0) {
        char digits[16];
        const auto number = index / 2;
        std::snprintf(digits, sizeof digits, "%07llu%06llu", 1320000ULL + (number >> 10) * 37 % 8000000ULL,
                      static_cast<unsigned long long>(number * 3 % 1000000));
        return digits;
    }
    std::mt19937_64 random(index * 0x9e3779b97f4a7c15ULL);
    std::string text;
    for (int i = 0; i < 10; ++i) text += kCharacters[random() % kCharacters.size()];
    return text;
}

void writeList(const fs::path& file, std::uint64_t serials) {
    std::ofstream out(file);
    out << "value,grammar,reason\n";
    for (std::uint64_t i = 0; i < serials; ++i)
        out << serialAt(i) << (i % 2 == 0 ? ",nvidia," : ",,") << "stolen from a data centre\n";
}

struct Percentiles {
    double middle = 0;
    double p99 = 0;
};

Percentiles percentiles(std::vector<double> times) {
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times[times.size() * 99 / 100]};
}

template <class Each>
Percentiles timed(std::size_t count, const Each& each) {
    std::vector<double> times;
    for (std::size_t i = 0; i < count; ++i) {
        const auto start = Clock::now();
        each(i);
        times.push_back(secondsSince(start) * 1e6);
    }
    return percentiles(std::move(times));
}

/// One place of a number as the reader was measured to see it.
struct Place {
    char read;
    double sure;
    double ofTruth;
};

/// What the reader makes of characters.
class Reader {
  public:
    /// Fails where the file has no rows.
    static std::optional<Reader> measured(const fs::path& file) {
        Reader reader;
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);) {
            char truth = 0;
            Place place{};
            if (line.starts_with('#') || std::sscanf(line.c_str(), "%c\t%c\t%lf\t%lf", &truth, &place.read,
                                                     &place.sure, &place.ofTruth) != 4)
                continue;
            if (place.read == truth) {
                reader.right_.push_back(place.sure);
            } else {
                (isAlike(truth, place.read) ? reader.alike_ : reader.other_)[truth].push_back(place);
            }
        }
        if (reader.right_.empty() || reader.alike_.empty()) return std::nullopt;
        return reader;
    }

    /// The text with that many characters taken for look-alikes, and as many for something else.
    DoubtfulText misread(const std::string& truth, int alike, int other, std::mt19937_64& random) const {
        DoubtfulText text;
        for (const char c : truth) text.push_back({{{c, right_[random() % right_.size()]}}});
        spoil(text, truth, alike_, alike, random);
        spoil(text, truth, other_, other, random);
        return text;
    }

  private:
    using Places = std::map<char, std::vector<Place>>;

    static bool isAlike(char one, char other) {
        return std::any_of(kLookAlikes.begin(), kLookAlikes.end(), [&](std::string_view members) {
            return members.find(one) != std::string_view::npos &&
                   members.find(other) != std::string_view::npos;
        });
    }

    /// Characters that were misread more often are so here.
    static void spoil(DoubtfulText& text, const std::string& truth, const Places& seen, int errors,
                      std::mt19937_64& random) {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < truth.size(); ++i) {
            const auto found = seen.find(truth[i]);
            if (found != seen.end()) places.insert(places.end(), found->second.size(), i);
        }
        std::shuffle(places.begin(), places.end(), random);
        std::set<std::size_t> done;
        for (const auto at : places) {
            if (static_cast<int>(done.size()) == errors) return;
            if (text[at].best() != truth[at] || !done.insert(at).second) continue;
            const auto& choices = seen.at(truth[at]);
            const auto& place = choices[random() % choices.size()];
            text[at] = {{{place.read, place.sure}}};
            if (place.ofTruth > 0) text[at].choices.emplace_back(truth[at], place.ofTruth);
        }
    }

    std::vector<double> right_;  // how sure it is of what it reads rightly
    Places alike_;
    Places other_;
};

void lookUps(Store& store, std::uint64_t serials, const Reader& reader) {
    std::mt19937_64 random(7);
    const auto some = [&] { return serialAt(random() % serials); };
    constexpr std::size_t kCount = 20000;
    for (std::size_t i = 0; i < kCount; ++i) static_cast<void>(store.withKey(serialKey(some())));  // warm
    const MatchSettings plain{0.05, false};
    std::vector<std::string> values;
    std::vector<DoubtfulText> doubts;
    std::vector<std::string> slips;
    for (std::size_t i = 0; i < kCount; ++i) {
        values.push_back(some());
        doubts.push_back(reader.misread(some(), 2, 0, random));
        slips.push_back(some().erase(3, 1));
    }
    const auto print = [](const char* what, const Percentiles& times) {
        std::printf("%-44s %8.1f us  p99 %8.1f us\n", what, times.middle, times.p99);
    };
    print("exact", timed(kCount, [&](std::size_t i) {
              (void)findNumber(store, EntryKind::Serial, textOf(values[i], 1), plain);
          }));
    print("two look-alikes", timed(kCount, [&](std::size_t i) {
              (void)findNumber(store, EntryKind::Serial, doubts[i], plain);
          }));
    print("one character dropped", timed(kCount, [&](std::size_t i) {
              (void)findNumber(store, EntryKind::Serial, textOf(slips[i], 0.95));
          }));
    print("not listed, with a slip allowed for", timed(kCount, [&](std::size_t i) {
              (void)findNumber(store, EntryKind::Serial, textOf(serialAt(serials * 2 + i), 0.95));
          }));
}

struct Accuracy {
    double leastFound =
        100;                ///< percent of listed ones told or shown, with the number of errors that is worst
    std::size_t wrong = 0;  ///< others that were told or shown
};

Accuracy accuracy(Store& store, std::uint64_t serials, std::size_t readings, const Reader& reader) {
    Accuracy result;
    std::mt19937_64 random(11);
    for (const auto& [alike, other] : {std::pair(0, 0), std::pair(1, 0), std::pair(2, 0), std::pair(0, 1)}) {
        std::size_t told = 0;
        std::size_t shown = 0;
        for (std::size_t i = 0; i < readings / 10; ++i) {
            const auto truth = serialAt(random() % serials);
            const auto hits =
                findNumber(store, EntryKind::Serial, reader.misread(truth, alike, other, random)).value();
            const auto hit = std::find_if(hits.begin(), hits.end(),
                                          [&](const Hit& one) { return one.entry.value == truth; });
            shown += hit != hits.end() ? 1 : 0;
            told += hit != hits.end() && hit->probability >= kSureHit ? 1 : 0;
        }
        std::printf(
            "listed, %d taken for look-alikes, %d for others: %6.2f %% told, %6.2f %% told or shown, of "
            "%zu\n",
            alike, other, 100.0 * static_cast<double>(told) / static_cast<double>(readings / 10),
            100.0 * static_cast<double>(shown) / static_cast<double>(readings / 10), readings / 10);
        if (other > 0) continue;  // no promise is made of these
        result.leastFound =
            std::min(result.leastFound, 1000.0 * static_cast<double>(shown) / static_cast<double>(readings));
    }
    std::size_t told = 0;
    std::size_t shown = 0;
    std::size_t unlisted = 0;
    for (std::size_t i = 0; i < readings; ++i) {
        const auto truth = serialAt(serials + random() % serials);
        const auto entries = store.withKey(serialKey(truth)).value();
        if (std::any_of(entries.begin(), entries.end(),
                        [&](const Entry& entry) { return entry.value == truth; }))
            continue;
        ++unlisted;
        const auto hits =
            findNumber(store, EntryKind::Serial, reader.misread(truth, static_cast<int>(i % 3), 0, random))
                .value();
        shown += hits.empty() ? 0 : 1;
        told += !hits.empty() && hits.front().probability >= kSureHit ? 1 : 0;
    }
    std::printf("not listed: %zu told wrongly, %zu shown as possible, of %zu\n", told, shown, unlisted);
    result.wrong = shown;
    return result;
}

/// Half of the changes take listed numbers away, half add others.
tidewaiter::Expected<Summary> change(const fs::path& store, std::uint64_t serials, int changes) {
    auto editor = StoreEditor::begin(store);
    if (!editor) return tl::unexpected(editor.error());
    for (int i = 0; i < changes; ++i) {
        const bool add = i % 2 == 1;
        const auto place = static_cast<std::uint64_t>(i) * (serials / static_cast<std::uint64_t>(changes));
        Entry entry{serialAt(place), serialAt(place), "", "", {}};
        entry.terms.reason = "stolen from a data centre";
        if (add) entry.value = entry.id = "NEW" + serialAt(serials * 3 + place);
        if (!add && place % 2 == 0) entry.terms.grammar = "nvidia";
        if (auto applied = editor->apply({add, entry}); !applied) return tl::unexpected(applied.error());
    }
    return editor->finish({"scale", "2", ""});
}

/// What a snapshot and a delta take on their way and to be applied.
tidewaiter::Expected<void> updates(const fs::path& store, std::uint64_t serials) {
    const auto folder = store.parent_path();
    const auto next = folder / "next.watchlist";
    const auto device = folder / "device.watchlist";
    const int changes = serials < 100000 ? 100 : 10000;
    fs::copy_file(store, next, fs::copy_options::overwrite_existing);
    const auto wanted = change(next, serials, changes);
    if (!wanted) return tl::unexpected(wanted.error());
    const auto measure = [&](const char* what, const auto& write) -> tidewaiter::Expected<void> {
        auto start = Clock::now();
        const auto file = write();
        if (!file) return tl::unexpected(file.error());
        const auto written = secondsSince(start);
        fs::copy_file(store, device, fs::copy_options::overwrite_existing);
        start = Clock::now();
        const auto summary = updateStore({{folder / "sent"}, device, {"scale", "2", wanted->contentHash}});
        if (!summary) return tl::unexpected(summary.error());
        std::printf(
            "%s of %lld: %.2f MiB, written in %.1f s, applied in %.1f s, %.0f MiB at the peak so far\n", what,
            static_cast<long long>(file->rows), static_cast<double>(file->bytes) / (1 << 20), written,
            secondsSince(start), peakMebibytes());
        return {};
    };
    return measure("delta", [&] { return writeDelta(store, next, folder / "sent"); }).and_then([&] {
        return measure("snapshot", [&] { return writeSnapshot(next, folder / "sent"); });
    });
}

}  // namespace

int main(int count, char** arguments) {
    CLI::App program("Measures a watchlist of millions of serial numbers");
    std::uint64_t serials = 10000000;
    std::size_t readings = 100000;
    std::string folder = fs::temp_directory_path() / "tidewaiter-watchlist-scale";
    program.add_option("--serials", serials);
    program.add_option("--readings", readings);
    program.add_option("--folder", folder);
    std::string confusions = TIDEWAITER_CONFUSIONS;
    program.add_option("--confusions", confusions);
    double minFound = 0;
    std::size_t maxFalse = readings;
    program.add_option("--min-found", minFound);
    program.add_option("--max-false", maxFalse);
    CLI11_PARSE(program, count, arguments);
    const auto reader = Reader::measured(confusions);
    if (!reader) {
        std::fprintf(stderr, "%s holds no measured confusions; give the file with --confusions\n",
                     confusions.c_str());
        return 1;
    }
    fs::create_directories(folder);
    const auto list = fs::path(folder) / "list.csv";
    const auto target = fs::path(folder) / "list.watchlist";
    writeList(list, serials);
    const auto start = Clock::now();
    const auto summary = importLists({{list}, target, "scale", "1"}, [](const ImportState&) {});
    if (!summary) {
        std::fprintf(stderr, "%s\n", summary.error().message.c_str());
        return 1;
    }
    std::printf("%lld serial numbers imported in %.1f s, %.0f MiB at the peak, %.1f bytes each\n",
                static_cast<long long>(summary->serials), secondsSince(start), peakMebibytes(),
                static_cast<double>(fs::file_size(target)) / static_cast<double>(summary->serials));
    const auto opening = Clock::now();
    auto store = Store::open(target);
    if (!store) return 1;
    std::printf("opened in %.0f ms\n", secondsSince(opening) * 1000);
    lookUps(*store, serials, *reader);
    const auto found = accuracy(*store, serials, readings, *reader);
    if (const auto updated = updates(target, serials); !updated) {
        std::fprintf(stderr, "%s\n", updated.error().message.c_str());
        return 1;
    }
    constexpr int kTooBad = 3;
    return found.leastFound < minFound || found.wrong > maxFalse ? kTooBad : 0;
}
