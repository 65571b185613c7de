// How long the marking grammar takes: a doubtful line weighed, and its tables loaded.
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "ocr/text/marking_decoder.h"
#include "tests/bench/bench_data.h"

namespace {

using namespace tidewaiter;

models::MarkingGrammar grammar() {
    auto loaded = models::MarkingGrammar::load(bench::store());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return std::move(*loaded);
}

/// A line in which each character is in doubt with `others` look-alikes.
ocr::Lattice doubtfulLine(const std::string& text, const std::string& others, const ocr::Alphabet& alphabet) {
    ocr::Lattice lattice;
    for (const char c : text) {
        std::vector<ocr::ClassProbability> step{{alphabet.labelsOf(std::string(1, c)).at(0), 0.7F}};
        for (const char other : others)
            step.push_back(
                {alphabet.labelsOf(std::string(1, other)).at(0), 0.25F / static_cast<float>(others.size())});
        step.push_back({0, 0.05F});
        lattice.push_back(step);
        lattice.push_back({{0, 0.9F}, {step[0].label, 0.1F}});
    }
    return lattice;
}

void loadGrammar(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(grammar());
}
BENCHMARK(loadGrammar)->Unit(benchmark::kMillisecond);

void weighLine(benchmark::State& state) {
    const ocr::Alphabet alphabet(bench::bytesOf("ppocr/keys.txt"));
    const ocr::MarkingDecoder decoder(grammar(), alphabet);
    const std::string text = "W25Q64JVSIQ 1713 MALAYSIA L735QA27 18B20";
    const auto line = text.substr(0, static_cast<std::size_t>(state.range(0)));
    const auto decoded = ocr::decodeCtc(doubtfulLine(line, "O0I8B", alphabet), alphabet);
    for (auto _ : state) benchmark::DoNotOptimize(decoder.read(decoded));
    state.SetLabel(std::to_string(line.size()) + " characters, each in doubt");
}
BENCHMARK(weighLine)->Arg(10)->Arg(40)->Unit(benchmark::kMillisecond);

}  // namespace
