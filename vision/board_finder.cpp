#include "vision/board_finder.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "vision/internal/board_features.h"
#include "vision/internal/board_model.h"
#include "vision/internal/tone.h"

namespace tidewaiter::vision {

namespace {

constexpr int kWorkingSide = 320;        ///< pixels: the size the model was fitted at
constexpr int kLeastSide = 3 * kCellPx;  ///< pixels of the working picture: a strip shows no board
constexpr double kLeastScore = 0.2;      ///< less sure boards are not worth a region
constexpr double kLeastPart = 0.15;      ///< of all textured cells: smaller groups are not the board

double boardScore(const CellSums& window) {
    static_assert(kBoardWeights.size() == kBoardFeatures);
    auto features = boardFeatures(window);
    double logit = kBoardBias;
    for (std::size_t i = 0; i < features.size(); ++i) {
        features[i] = std::clamp((features[i] - kBoardLow[i]) / (kBoardHigh[i] - kBoardLow[i]), 0.0, 1.0);
        logit += kBoardWeights[i] * features[i];
    }
    for (const auto& tree : kBoardTrees) {
        const std::size_t first = features[tree.feature[0]] >= tree.threshold[0] ? 1 : 0;
        const std::size_t second = features[tree.feature[1 + first]] >= tree.threshold[1 + first] ? 1 : 0;
        logit += tree.leaf[2 * first + second];
    }
    return 1 / (1 + std::exp(-logit));
}

/// Corners of the smallest rectangle around the largest groups of textured cells, in working pixels.
std::optional<cv::RotatedRect> texturedArea(const CellGrid& grid) {
    cv::Mat textured(grid.rows, grid.cols, CV_8U, cv::Scalar(0));
    for (int row = 0; row < grid.rows; ++row) {
        for (int col = 0; col < grid.cols; ++col) {
            textured.at<uchar>(row, col) = grid.at(col, row).textured > 0;
        }
    }
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat middles;
    const int groups = cv::connectedComponentsWithStats(textured, labels, stats, middles, 8, CV_32S);
    const int total = cv::countNonZero(textured);
    std::vector<cv::Point> corners;
    for (int row = 0; row < grid.rows; ++row) {
        for (int col = 0; col < grid.cols; ++col) {
            const int label = labels.at<int>(row, col);
            if (label == 0 || label >= groups || stats.at<int>(label, cv::CC_STAT_AREA) < kLeastPart * total)
                continue;
            const cv::Rect cell(col * kCellPx, row * kCellPx, kCellPx, kCellPx);
            corners.insert(corners.end(),
                           {cell.tl(), cell.br(), {cell.x + kCellPx, cell.y}, {cell.x, cell.y + kCellPx}});
        }
    }
    if (corners.empty()) return std::nullopt;
    return cv::minAreaRect(corners);
}

/// Corners in the order of Quad, beginning with the one nearest to the picture's top left.
Quad quadAround(const cv::RotatedRect& area, double scale) {
    Quad corners;
    area.points(corners.data());
    const auto first = std::min_element(corners.begin(), corners.end(),
                                        [](cv::Point2f a, cv::Point2f b) { return a.x + a.y < b.x + b.y; });
    std::rotate(corners.begin(), first, corners.end());
    for (auto& corner : corners) corner /= static_cast<float>(scale);
    return corners;
}

std::optional<Region> boardIn(const cv::Mat& bgr) {
    const cv::Mat small = shrunkTo(bgr, kWorkingSide);
    if (std::min(small.cols, small.rows) < kLeastSide) return std::nullopt;
    const auto grid = cellsOf(small);
    const auto area = texturedArea(grid);
    if (!area) return std::nullopt;
    Region board;
    board.kind = RegionKind::Board;
    board.score = boardScore(grid.sum({0, 0, grid.cols, grid.rows}));
    board.quad = quadAround(*area, static_cast<double>(small.cols) / bgr.cols);
    if (board.score < kLeastScore) return std::nullopt;
    return board;
}

}  // namespace

std::vector<Region> findBoards(const Frame& frame) {
    auto board = boardIn(frame.pixels);
    if (!board) return {};
    board->frame = frame.id;
    return {*board};
}

}  // namespace tidewaiter::vision
