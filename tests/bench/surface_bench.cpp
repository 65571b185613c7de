// How long surfaces take: measuring one top, judging one, and photometric stereo, per megapixel. Times are
// for this machine only; compare them within one run.
#include <benchmark/benchmark.h>

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "tests/bench/bench_data.h"
#include "vision/surface/photometric_stereo.h"
#include "vision/surface/surface_heat.h"
#include "vision/surface/surface_inspector.h"

namespace {

using namespace tidewaiter;

/// A marked body of `side` pixels with grain and noise.
cv::Mat bodyOf(int side) {
    cv::Mat body(side, side, CV_8UC3, cv::Scalar::all(60));
    for (int line = 1; line < 4; ++line) {
        cv::putText(body, "SN74LS00N", {side / 8, line * side / 5}, cv::FONT_HERSHEY_SIMPLEX, side / 350.0,
                    cv::Scalar::all(140), std::max(1, side / 110));
    }
    cv::Mat grain(body.size(), CV_16SC3);
    cv::RNG(1).fill(grain, cv::RNG::NORMAL, 0, 5);
    cv::add(body, grain, body, {}, CV_8UC3);
    return body;
}

vision::Quad quadIn(int side) {
    const auto inset = static_cast<float>(side) * 0.02F;
    return vision::quadOf(
        {inset, inset, static_cast<float>(side) - 2 * inset, static_cast<float>(side) - 2 * inset});
}

void countMegapixels(benchmark::State& state, double pixels) {
    state.counters["ms/Mpx"] =
        benchmark::Counter(pixels / 1e6 * static_cast<double>(state.iterations()) / 1000,
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void inspectSurface(benchmark::State& state) {
    const auto inspector = vision::SurfaceInspector::load(bench::store());
    if (!inspector) throw std::runtime_error(inspector.error().message);
    const auto side = static_cast<int>(state.range(0));
    const cv::Mat body = bodyOf(side);
    for (auto _ : state) benchmark::DoNotOptimize(inspector->inspect(body, {quadIn(side)}));
    countMegapixels(state, 0.96 * 0.96 * side * side);
}
BENCHMARK(inspectSurface)->Arg(120)->Arg(400)->Arg(1000)->Unit(benchmark::kMillisecond);

void drawHeat(benchmark::State& state) {
    const cv::Mat body = bodyOf(600);
    for (auto _ : state) {
        benchmark::DoNotOptimize(vision::surfaceHeat(body, quadIn(600), vision::SurfaceState::Sanded));
    }
}
BENCHMARK(drawHeat)->Unit(benchmark::kMillisecond);

/// A bumpy matt plate under `lights` lamps, a tenth of it in a shadow that differs from lamp to lamp.
std::vector<vision::Frame> ringOf(int lights, int side) {
    cv::Mat bumps(side, side, CV_32F);
    cv::RNG(3).fill(bumps, cv::RNG::NORMAL, 0, 6);
    cv::GaussianBlur(bumps, bumps, {}, 3);
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(bumps, dx, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(bumps, dy, CV_32F, 0, 1, 3, 0.125);
    std::vector<vision::Frame> frames;
    for (int i = 0; i < lights; ++i) {
        vision::Frame frame;
        frame.light = vision::LightDirection{360.0 * i / lights, 30};
        const auto to = vision::towards(*frame.light);
        const cv::Mat shade = (to[2] - dx * to[0] + dy * to[1]) * 120;
        cv::Mat grey;
        shade.convertTo(grey, CV_8U);
        grey(cv::Rect(i * (side - side / 10) / lights, 0, side / 10, side)).setTo(2);
        cv::cvtColor(grey, frame.pixels, cv::COLOR_GRAY2BGR);
        frames.push_back(frame);
    }
    return frames;
}

void findNormals(benchmark::State& state) {
    constexpr int kSide = 500;
    const auto frames = ringOf(static_cast<int>(state.range(0)), kSide);
    for (auto _ : state) {
        const auto shape = vision::photometricStereo(frames);
        if (!shape) state.SkipWithError(shape.error().message.c_str());
        benchmark::DoNotOptimize(shape);
    }
    countMegapixels(state, kSide * kSide);
    state.SetLabel(std::to_string(state.range(0)) + " lights");
}
BENCHMARK(findNormals)->Arg(4)->Arg(8)->Arg(12)->Unit(benchmark::kMillisecond);

}  // namespace
