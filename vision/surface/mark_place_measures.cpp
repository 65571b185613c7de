// Where the marking stands: how far it is turned against the body, and how evenly the body surrounds it.
// Makers hold each chip in a pocket; who marks by hand seldom is as even.
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "vision/surface/internal/measure_parts.h"

namespace tidewaiter::vision {

namespace {

constexpr double kTurnStep = 0.25;  ///< degrees
constexpr int kTurns = 16;  ///< steps to either side, four degrees: a hand, plus what the corners are off by
constexpr std::size_t kLeastPoints = 60;
constexpr std::size_t kLeastLetters = 3;

/// How clearly rows of text stand out when the points are counted along lines of this turn: where lines run
/// along the rows, their counts change steeply.
double rowsAt(const std::vector<cv::Point>& points, double turnDeg, int size) {
    const double slope = std::tan(turnDeg * CV_PI / 180);
    std::vector<int> counts(static_cast<std::size_t>(3 * size), 0);
    for (const auto& point : points) {
        const auto line = cvRound(point.y - point.x * slope) + size;
        ++counts[static_cast<std::size_t>(std::clamp(line, 0, 3 * size - 1))];
    }
    double changes = 0;
    for (std::size_t i = 1; i < counts.size(); ++i) {
        const double change = counts[i] - counts[i - 1];
        changes += change * change;
    }
    return changes;
}

struct Rows {
    double turnDeg = 0;
    double clearest = 0;  ///< rowsAt() there
    double usual = 0;     ///< its median over all turns
};

Rows rowsIn(const std::vector<cv::Point>& points, int size) {
    Rows rows;
    std::vector<double> all;
    for (int i = -kTurns; i <= kTurns; ++i) {
        const double turn = i * kTurnStep;
        all.push_back(rowsAt(points, turn, size));
        if (all.back() > rows.clearest) rows = {turn, all.back(), 0};
    }
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    std::nth_element(all.begin(), middle, all.end());
    rows.usual = *middle;
    return rows;
}

/// Whether most letters have their nearest neighbor over or under them: rows run from top to bottom.
bool runsDown(const std::vector<Letter>& letters) {
    const auto middleOf = [](const Letter& letter) { return (letter.box.tl() + letter.box.br()) / 2; };
    int down = 0;
    for (const auto& letter : letters) {
        cv::Point nearest;
        for (const auto& other : letters) {
            if (&other == &letter) continue;
            const cv::Point away = middleOf(other) - middleOf(letter);
            if (nearest == cv::Point() || away.dot(away) < nearest.dot(nearest)) nearest = away;
        }
        down += std::abs(nearest.y) > std::abs(nearest.x) ? 1 : -1;
    }
    return down > 0;
}

/// Free space on two opposite sides of the letters, of the body's extent.
struct Gaps {
    double apart = 0;  ///< their difference
    double least = 0;
};

Gaps gapsOf(int before, int length, int extent) {
    const int after = extent - before - length;
    return {static_cast<double>(std::abs(before - after)) / extent,
            static_cast<double>(std::min(before, after)) / extent};
}

}  // namespace

void measureMarkPlace(const PlainArea& area, SurfaceMeasures& measures) {
    const cv::Mat strokes = area.strokes & ~area.rim & ~area.highlights;
    const auto letters = lettersIn(strokes);
    std::vector<cv::Point> points;
    cv::findNonZero(strokes, points);
    if (letters.size() < kLeastLetters || points.size() < kLeastPoints) return;
    const int size = std::max(strokes.cols, strokes.rows);
    const bool upright = runsDown(letters);
    if (upright) {
        for (auto& point : points) point = {point.y, strokes.cols - point.x};
    }
    const auto rows = rowsIn(points, size);
    measures[indexOf(Measure::MarkTurn)] = std::abs(rows.turnDeg);
    measures[indexOf(Measure::MarkRows)] = std::log(rows.clearest / std::max(rows.usual, 1.0));
    cv::Rect block = letters.front().box;
    for (const auto& letter : letters) block |= letter.box;
    auto across = gapsOf(block.y, block.height, strokes.rows);
    auto beside = gapsOf(block.x, block.width, strokes.cols);
    if (upright) std::swap(across, beside);
    measures[indexOf(Measure::MarkAcross)] = across.apart;
    measures[indexOf(Measure::MarkBeside)] = beside.apart;
    measures[indexOf(Measure::MarkGapAcross)] = across.least;
    measures[indexOf(Measure::MarkGapBeside)] = beside.least;
}

}  // namespace tidewaiter::vision
