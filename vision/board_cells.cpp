#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/internal/board_features.h"
#include "vision/internal/tone.h"

namespace tidewaiter::vision {

namespace {

constexpr float kEdge = 12;             ///< grey levels per pixel
constexpr float kStrongEdge = 40;       ///< grey levels per pixel
constexpr double kTexturedShare = 0.1;  ///< share of edge pixels from which a cell counts as textured
constexpr int kPatternTolerance = 4;    ///< grey levels by which a neighbor must be brighter
constexpr int kSpotContrast = 20;       ///< grey levels by which a spot differs from its surroundings
constexpr int kSurroundings = 15;       ///< side in pixels of what counts as surroundings
constexpr std::array<int, 4> kSpotAreas = {4, 13, 61, 301};  ///< pixels: pads, small parts, larger parts

template <std::size_t N>
void add(std::array<double, N>& sums, const std::array<double, N>& more) {
    for (std::size_t i = 0; i < N; ++i) sums[i] += more[i];
}

/// Color names: dark, grey, white; then for saturated pixels red, orange, gold, yellow-green, green, teal,
/// blue, purple. `hue` in [0, 180) as OpenCV has it.
std::size_t colorOf(int hue, int saturation, int value) {
    if (value < 60) return 0;
    if (saturation < 50) return value < 170 ? 1 : 2;
    constexpr std::array<int, 7> kHueEnds = {8, 20, 33, 45, 82, 98, 130};
    constexpr std::array<std::size_t, 7> kNames = {3, 4, 5, 6, 7, 8, 9};
    if (hue >= 170) return 3;
    for (std::size_t i = 0; i < kHueEnds.size(); ++i) {
        if (hue < kHueEnds[i]) return kNames[i];
    }
    return 10;
}

/// Rotation-invariant uniform pattern of the eight neighbors at `step` pixels: how many are brighter, 9 when
/// they are not all in one arc.
std::size_t patternAt(const cv::Mat& grey, int x, int y, int step) {
    const auto* up = grey.ptr<uchar>(y - step) + x;
    const auto* at = grey.ptr<uchar>(y) + x;
    const auto* down = grey.ptr<uchar>(y + step) + x;
    const int limit = at[0] + kPatternTolerance;
    const std::array<bool, 8> ring = {up[-step] > limit,   up[0] > limit,      up[step] > limit,
                                      at[step] > limit,    down[step] > limit, down[0] > limit,
                                      down[-step] > limit, at[-step] > limit};
    std::size_t brighter = 0;
    int changes = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        brighter += ring[i] ? 1 : 0;
        changes += ring[i] != ring[(i + 1) % 8] ? 1 : 0;
    }
    return changes <= 2 ? brighter : 9;
}

/// The picture's planes that the cells are counted from.
struct Planes {
    cv::Mat grey;
    cv::Mat soft;  ///< grey, lightly blurred
    cv::Mat hsv;
    cv::Mat strength;  ///< gradient in grey levels per pixel
    cv::Mat turn;      ///< gradient direction in degrees, [0, 360)
};

Planes planesOf(const cv::Mat& bgr) {
    Planes planes;
    planes.grey = greyOf(bgr);
    cv::GaussianBlur(planes.grey, planes.soft, {3, 3}, 0);
    cv::cvtColor(bgr, planes.hsv, cv::COLOR_BGR2HSV);
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(planes.grey, dx, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(planes.grey, dy, CV_32F, 0, 1, 3, 0.125);
    cv::cartToPolar(dx, dy, planes.strength, planes.turn, true);
    return planes;
}

void countPixel(const Planes& planes, int x, int y, CellSums& sums) {
    const float strength = planes.strength.at<float>(y, x);
    if (strength >= kEdge) {
        sums.edges += 1;
        sums.strongEdges += strength >= kStrongEdge ? 1 : 0;
        const auto turn = static_cast<std::size_t>(std::lround(planes.turn.at<float>(y, x) / 5)) % kTurns;
        sums.turns[turn] += static_cast<double>(strength);
    }
    const double brightness = planes.grey.at<uchar>(y, x) / 255.0;
    sums.brightness += brightness;
    sums.brightnessSquared += brightness * brightness;
    const auto& hsv = planes.hsv.at<cv::Vec3b>(y, x);
    sums.colors[colorOf(hsv[0], hsv[1], hsv[2])] += 1;
    if (x >= 2 && y >= 2 && x < planes.grey.cols - 2 && y < planes.grey.rows - 2) {
        sums.finePatterns[patternAt(planes.grey, x, y, 1)] += 1;
        sums.coarsePatterns[patternAt(planes.soft, x, y, 2)] += 1;
    }
}

CellSums countCell(const Planes& planes, int left, int top) {
    CellSums sums;
    for (int y = top; y < top + kCellPx; ++y) {
        for (int x = left; x < left + kCellPx; ++x) countPixel(planes, x, y, sums);
    }
    sums.pixels = kCellPx * kCellPx;
    if (sums.edges < kTexturedShare * sums.pixels) sums = CellSums{};
    sums.textured = sums.pixels > 0 ? 1 : 0;
    sums.cells = 1;
    return sums;
}

/// Counts the connected spots of `mask` into the cells their middles lie in; `first` is the index of the
/// smallest size.
void countSpots(const cv::Mat& mask, std::size_t first, CellGrid& grid) {
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat middles;
    const int count = cv::connectedComponentsWithStats(mask, labels, stats, middles, 4, CV_32S);
    for (int i = 1; i < count; ++i) {
        const int area = stats.at<int>(i, cv::CC_STAT_AREA);
        const int col = static_cast<int>(middles.at<double>(i, 0)) / kCellPx;
        const int row = static_cast<int>(middles.at<double>(i, 1)) / kCellPx;
        if (area < kSpotAreas.front() || area >= kSpotAreas.back() || col >= grid.cols || row >= grid.rows)
            continue;
        const std::size_t size = area < kSpotAreas[1] ? 0 : area < kSpotAreas[2] ? 1 : 2;
        auto& cell = grid.at(col, row);
        if (cell.textured > 0) cell.spots[first + size] += 1;
    }
}

/// Counts straight edges into the cells their middles lie in.
void countLines(const cv::Mat& grey, CellGrid& grid) {
    std::vector<cv::Vec4f> lines;
    cv::createLineSegmentDetector(cv::LSD_REFINE_NONE, 1.0)->detect(grey, lines);
    for (const auto& line : lines) {
        const float dx = line[2] - line[0];
        const float dy = line[3] - line[1];
        const double length = std::hypot(dx, dy);
        const int col = static_cast<int>((line[0] + line[2]) / 2) / kCellPx;
        const int row = static_cast<int>((line[1] + line[3]) / 2) / kCellPx;
        if (length < 4 || col < 0 || row < 0 || col >= grid.cols || row >= grid.rows) continue;
        auto& cell = grid.at(col, row);
        if (cell.textured == 0) continue;
        const double turn = std::atan2(dy, dx) / CV_PI * kTurns + 2 * kTurns;
        cell.lines[static_cast<std::size_t>(std::lround(turn)) % kTurns] += length;
        cell.shortLines += length <= 16 ? 1 : 0;
        cell.longLines += length >= 40 ? 1 : 0;
    }
}

}  // namespace

CellSums& CellSums::operator+=(const CellSums& other) {
    cells += other.cells;
    textured += other.textured;
    pixels += other.pixels;
    edges += other.edges;
    strongEdges += other.strongEdges;
    brightness += other.brightness;
    brightnessSquared += other.brightnessSquared;
    add(turns, other.turns);
    add(finePatterns, other.finePatterns);
    add(coarsePatterns, other.coarsePatterns);
    add(colors, other.colors);
    add(spots, other.spots);
    add(lines, other.lines);
    shortLines += other.shortLines;
    longLines += other.longLines;
    return *this;
}

CellSums CellGrid::sum(const cv::Rect& window) const {
    CellSums total;
    for (int row = window.y; row < window.y + window.height; ++row) {
        for (int col = window.x; col < window.x + window.width; ++col) {
            total += at(col, row);
        }
    }
    return total;
}

CellGrid cellsOf(const cv::Mat& bgr) {
    const auto planes = planesOf(bgr);
    CellGrid grid;
    grid.cols = bgr.cols / kCellPx;
    grid.rows = bgr.rows / kCellPx;
    for (int row = 0; row < grid.rows; ++row) {
        for (int col = 0; col < grid.cols; ++col) {
            grid.cells.push_back(countCell(planes, col * kCellPx, row * kCellPx));
        }
    }
    cv::Mat surroundings;
    cv::blur(planes.grey, surroundings, {kSurroundings, kSurroundings});
    countSpots(planes.grey > surroundings + kSpotContrast, 0, grid);
    countSpots(planes.grey < surroundings - kSpotContrast, kSpotAreas.size() - 1, grid);
    countLines(planes.grey, grid);
    return grid;
}

}  // namespace tidewaiter::vision
