// How long reading takes: finding lines, recognising them, and a whole photo, networks loaded. Times are for
// this machine only; compare them within one run.
#include <benchmark/benchmark.h>

#include <chrono>
#include <stdexcept>

#include "firmware/inspection/inspector.h"
#include "ocr/text/detector.h"
#include "ocr/text/ink.h"
#include "ocr/text/recognizer.h"
#include "ocr/text/rectify.h"
#include "ocr/text/session.h"
#include "tests/bench/bench_data.h"

namespace {

using namespace tidewaiter;

ocr::Session sessionOf(const std::string& bytes, const std::string& name) {
    auto loaded = ocr::Session::load(bytes, name, {});
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return std::move(*loaded);
}

ocr::Session session(const std::string& name) {
    return sessionOf(bench::bytesOf(name), name);
}

/// One run of a network: as it was published, and with its operators fused, as it is staged.
void network(benchmark::State& state, const std::string& name, const ocr::Tensor& input, bool fused) {
    const auto session = sessionOf(fused ? bench::bytesOf(name) : bench::publishedBytesOf(name), name);
    for (auto _ : state) benchmark::DoNotOptimize(session.run(input));
}

ocr::Tensor blank(const std::vector<std::int64_t>& shape) {
    return {shape, std::vector<float>(static_cast<std::size_t>(shape[0] * shape[1] * shape[2] * shape[3]))};
}

void detectorNetwork(benchmark::State& state, bool fused) {
    network(state, "ppocr/det.onnx", blank({1, 3, 704, 960}), fused);
}
BENCHMARK_CAPTURE(detectorNetwork, published, false)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(detectorNetwork, fused, true)->Unit(benchmark::kMillisecond)->UseRealTime();

void recognizerNetwork(benchmark::State& state, bool fused) {
    network(state, "ppocr/rec.onnx", blank({8, 3, 48, 320}), fused);
}
BENCHMARK_CAPTURE(recognizerNetwork, published, false)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(recognizerNetwork, fused, true)->Unit(benchmark::kMillisecond)->UseRealTime();

void detectLines(benchmark::State& state) {
    const ocr::Detector detector(session("ppocr/det.onnx"));
    const auto frame = bench::board();
    const double scale = static_cast<double>(state.range(0)) / frame.pixels.cols;
    for (auto _ : state) benchmark::DoNotOptimize(detector.detect(frame.pixels, scale));
    state.SetLabel("board.jpg at " + std::to_string(state.range(0)) + " px");
}
BENCHMARK(detectLines)->Arg(640)->Arg(960)->Arg(1600)->Unit(benchmark::kMillisecond);

void recognizeLines(benchmark::State& state) {
    const ocr::Detector detector(session("ppocr/det.onnx"));
    const ocr::Recognizer recognizer(session("ppocr/rec.onnx"), bench::bytesOf("ppocr/keys.txt"));
    const auto frame = bench::board();
    std::vector<cv::Mat> lines;
    const auto found = detector.detect(frame.pixels, 1.5);
    if (!found) throw std::runtime_error(found.error().message);
    for (const auto& line : found->lines) {
        lines.push_back(
            ocr::rectified(frame.pixels, ocr::widened(line.quad, 0.3, 0.3, 0.2), ocr::Recognizer::kHeightPx));
    }
    for (auto _ : state) benchmark::DoNotOptimize(recognizer.read(lines));
    state.counters["lines"] = static_cast<double>(lines.size());
    state.counters["ms/line"] =
        benchmark::Counter(static_cast<double>(lines.size()) * static_cast<double>(state.iterations()) / 1000,
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(recognizeLines)->Unit(benchmark::kMillisecond);

void inspectBoard(benchmark::State& state) {
    inspection::InspectorOptions options;
    options.barcode.helper = TIDEWAITER_HELPER;
    const auto inspector = inspection::Inspector::load(bench::store(), options);
    if (!inspector) throw std::runtime_error(inspector.error().message);
    const auto clock = [] {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch())
            .count();
    };
    inspection::Request request;
    request.declaration.goods = "green tea";
    request.frames = {bench::board()};
    for (auto _ : state) {
        const auto item = inspector->inspect(request, clock);
        if (!item || item->verdict != inspection::Verdict::Hold)
            state.SkipWithError("the verdict is not hold");
    }
    state.SetLabel("board.jpg as green tea, networks loaded");
}
BENCHMARK(inspectBoard)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
