// How long parties take: an index of 50,000 made, a declared party, a line of a label and an address looked
// up.
#include <benchmark/benchmark.h>

#include "firmware/watchlist/party_index.h"
#include "tests/watchlist/made_parties.h"

namespace {

using namespace tidewaiter::watchlist;

constexpr int kParties = 50000;
constexpr auto kDay = "2026-11-22";

const std::vector<Entry>& madeEntries() {
    static const auto all = [] {
        tests::MadeParties made(7);
        std::vector<Entry> entries;
        for (int i = 0; i < kParties; ++i) {
            Entry entry{std::to_string(i), made.name(), "", made.address(), {}};
            entry.terms.kind = EntryKind::Party;
            entries.push_back(std::move(entry));
        }
        return entries;
    }();
    return all;
}

PartyIndex indexOf(const std::vector<Entry>& entries) {
    PartyIndex index;
    for (const auto& entry : entries) index.add(entry, "made");
    index.finish();
    return index;
}

const PartyIndex& madeIndex() {
    static const auto index = indexOf(madeEntries());
    return index;
}

void indexParties(benchmark::State& state) {
    const auto& entries = madeEntries();
    for (auto _ : state) benchmark::DoNotOptimize(indexOf(entries));
}
BENCHMARK(indexParties)->Unit(benchmark::kMillisecond);

/// Half of the names are listed, half are not.
std::vector<std::string> madeLines() {
    tests::MadeParties made(8);
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < 100; ++i) {
        const auto name = i % 2 == 0 ? made.varied(madeEntries()[i * 7].value, i % 4 == 0) : made.name();
        lines.push_back(name + ", " + made.address());
    }
    return lines;
}

template <class LookUp>
void lookUp(benchmark::State& state, const LookUp& find) {
    const auto lines = madeLines();
    const auto& index = madeIndex();
    std::size_t next = 0;
    for (auto _ : state) benchmark::DoNotOptimize(find(index, lines[next++ % lines.size()]));
}

void findParty(benchmark::State& state) {
    lookUp(state, [](const PartyIndex& index, const std::string& line) {
        return index.findLine(line, kDay, kPossibleParty);
    });
}
BENCHMARK(findParty)->Unit(benchmark::kMillisecond);

void findPartyInLine(benchmark::State& state) {
    lookUp(state,
           [](const PartyIndex& index, const std::string& line) { return index.findInLine(line, kDay); });
}
BENCHMARK(findPartyInLine)->Unit(benchmark::kMillisecond);

void findAddress(benchmark::State& state) {
    lookUp(state,
           [](const PartyIndex& index, const std::string& line) { return index.findAddress(line, kDay); });
}
BENCHMARK(findAddress)->Unit(benchmark::kMillisecond);

}  // namespace
