// How long finding packages takes, per megapixel: a photo of a sound card at several sizes, on one core.
#include <benchmark/benchmark.h>

#include <opencv2/core/utility.hpp>

#include "tests/bench/bench_data.h"
#include "vision/board_finder.h"
#include "vision/lead_counter.h"
#include "vision/package_finder.h"

namespace {

using namespace tidewaiter;

void findPackagesOnBoard(benchmark::State& state) {
    cv::setNumThreads(1);
    const double megapixels = static_cast<double>(state.range(0)) / 10;
    const auto frame = bench::board(megapixels);
    const auto boards = vision::findBoards(frame);
    std::size_t found = 0;
    for (auto _ : state) found = vision::findPackages(frame, boards).size();
    state.counters["packages"] = static_cast<double>(found);
    state.counters["ms/megapixel"] =
        benchmark::Counter(megapixels * static_cast<double>(state.iterations()) / 1000,
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state.SetLabel("board.jpg at " + std::to_string(frame.width) + " px");
    cv::setNumThreads(-1);
}
BENCHMARK(findPackagesOnBoard)
    ->Arg(3)
    ->Arg(10)
    ->Arg(20)
    ->Arg(80)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();

/// On the packages of the board alone, at several sizes: what counting adds to a photo.
void countLeadsOnBoard(benchmark::State& state) {
    cv::setNumThreads(1);
    const auto frame = bench::board(static_cast<double>(state.range(0)) / 10);
    const auto packages = vision::findPackages(frame, vision::findBoards(frame));
    for (auto _ : state) benchmark::DoNotOptimize(vision::withLeads(frame, packages));
    state.counters["packages"] = static_cast<double>(packages.size());
    state.SetLabel("board.jpg at " + std::to_string(frame.width) + " px");
    cv::setNumThreads(-1);
}
BENCHMARK(countLeadsOnBoard)
    ->Arg(3)
    ->Arg(20)
    ->Arg(80)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();

}  // namespace
