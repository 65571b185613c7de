#include "vision/internal/board_features.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tidewaiter::vision {

namespace {

/// Writes features one after the other.
class Writer {
  public:
    explicit Writer(BoardFeatures& features) : features_(features) {}
    void add(double value) { features_[next_++] = value; }
    template <std::size_t N>
    void addAll(const std::array<double, N>& counts, double scale) {
        for (const double count : counts) add(count * scale);
    }

  private:
    BoardFeatures& features_;
    std::size_t next_ = 0;
};

/// How far the edges keep to two perpendicular directions, and how evenly to both.
struct Squareness {
    double aligned = 0;   ///< share of gradient strength within 7.5 degrees of the best pair of directions
    double balanced = 0;  ///< weaker direction over stronger, in [0, 1]
};

Squareness squarenessOf(const std::array<double, kTurns>& turns) {
    const double total = std::accumulate(turns.begin(), turns.end(), 0.0);
    Squareness best;
    for (std::size_t i = 0; total > 0 && i < kTurns / 2; ++i) {
        const auto around = [&](std::size_t at) {
            return turns[(at + kTurns - 1) % kTurns] + turns[at % kTurns] + turns[(at + 1) % kTurns];
        };
        const double along = around(i);
        const double across = around(i + kTurns / 2);
        const double aligned = (along + across) / total;
        if (aligned > best.aligned)
            best = {aligned, std::min(along, across) / std::max({along, across, 1e-9})};
    }
    return best;
}

double deviation(double sum, double sumOfSquares, double count) {
    const double mean = sum / count;
    return std::sqrt(std::max(sumOfSquares / count - mean * mean, 0.0));
}

/// Share of the commonest saturated color among all saturated pixels: a solder mask is of one color.
double dominance(const std::array<double, kColors>& colors) {
    const double saturated = std::accumulate(colors.begin() + 3, colors.end(), 0.0);
    return saturated > 0 ? *std::max_element(colors.begin() + 3, colors.end()) / saturated : 0;
}

}  // namespace

BoardFeatures boardFeatures(const CellSums& window) {
    BoardFeatures features{};
    Writer write(features);
    const double pixels = std::max(window.pixels, 1.0);
    const auto square = squarenessOf(window.turns);
    write.add(window.textured / std::max(window.cells, 1.0));
    write.add(window.edges / pixels);
    write.add(window.strongEdges / pixels);
    write.add(square.aligned);
    write.add(square.balanced);
    write.add(window.brightness / pixels);
    write.add(deviation(window.brightness, window.brightnessSquared, pixels));
    write.add(dominance(window.colors));
    write.addAll(window.colors, 1 / pixels);
    write.addAll(window.finePatterns, 1 / pixels);
    write.addAll(window.coarsePatterns, 1 / pixels);
    write.addAll(window.spots, 100 / pixels);
    const double pads = window.spots[0] + window.spots[1] + window.spots[3] + window.spots[4];
    write.add(100 * pads / pixels * square.aligned);
    const auto lines = squarenessOf(window.lines);
    write.add(lines.aligned);
    write.add(lines.balanced);
    write.add(100 * window.shortLines / pixels);
    write.add(100 * window.longLines / pixels);
    write.add(10 * std::accumulate(window.lines.begin(), window.lines.end(), 0.0) / pixels);
    write.add(100 * window.shortLines / pixels * lines.aligned * lines.balanced);
    return features;
}

const std::array<std::string_view, kBoardFeatures>& boardFeatureNames() {
    static constexpr std::array<std::string_view, kBoardFeatures> kNames = {"textured",
                                                                            "edges",
                                                                            "strong edges",
                                                                            "aligned edges",
                                                                            "both directions",
                                                                            "brightness",
                                                                            "contrast",
                                                                            "one color",
                                                                            "dark",
                                                                            "grey",
                                                                            "white",
                                                                            "red",
                                                                            "orange",
                                                                            "gold",
                                                                            "yellow-green",
                                                                            "green",
                                                                            "teal",
                                                                            "blue",
                                                                            "purple",
                                                                            "fine 0",
                                                                            "fine 1",
                                                                            "fine 2",
                                                                            "fine 3",
                                                                            "fine 4",
                                                                            "fine 5",
                                                                            "fine 6",
                                                                            "fine 7",
                                                                            "fine 8",
                                                                            "fine mixed",
                                                                            "coarse 0",
                                                                            "coarse 1",
                                                                            "coarse 2",
                                                                            "coarse 3",
                                                                            "coarse 4",
                                                                            "coarse 5",
                                                                            "coarse 6",
                                                                            "coarse 7",
                                                                            "coarse 8",
                                                                            "coarse mixed",
                                                                            "light pads",
                                                                            "light parts",
                                                                            "light bodies",
                                                                            "dark pads",
                                                                            "dark parts",
                                                                            "dark bodies",
                                                                            "aligned pads",
                                                                            "aligned lines",
                                                                            "both line directions",
                                                                            "short lines",
                                                                            "long lines",
                                                                            "line length",
                                                                            "aligned short lines"};
    return kNames;
}

}  // namespace tidewaiter::vision
