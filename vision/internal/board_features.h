// Board features: what a part of a picture looks like, counted over small cells so that any window of cells
// is described by adding them up. Thread rule: pure functions, safe to call from any thread. Internal to
// vision: no other module includes it.
//
// The cues, all of them classical: how much fine edge there is; whether edges run in two perpendicular
// directions (orientation histogram folded at 90 degrees); micro-texture (rotation-invariant uniform local
// binary patterns: T. Ojala, M. Pietikainen, T. Maenpaa, "Multiresolution gray-scale and rotation invariant
// texture classification with local binary patterns", PAMI 24, 2002); solder-mask, metal and package colors
// (shares of color names in HSV); and small light or dark spots (pads, leads, passives) by size. No feature
// changes when the picture is turned by 90 degrees or mirrored.
#pragma once

#include <array>
#include <cstddef>
#include <opencv2/core/mat.hpp>
#include <string_view>
#include <vector>

namespace tidewaiter::vision {

inline constexpr int kCellPx = 16;            ///< side of a cell in pixels of the working picture
inline constexpr std::size_t kTurns = 36;     ///< bins of 5 degrees over half a turn
inline constexpr std::size_t kPatterns = 10;  ///< rotation-invariant uniform patterns of 8 neighbors
inline constexpr std::size_t kColors = 11;    ///< color names, see colorOf() in board_cells.cpp
inline constexpr std::size_t kSpots = 6;      ///< light and dark spots of three sizes

/// Sums over the pixels of one cell, or of all cells in a window.
struct CellSums {
    double cells = 0;     ///< 1 for one cell
    double textured = 0;  ///< 1 for a cell with fine structure; all that follows is counted in such only
    double pixels = 0;
    double edges = 0;        ///< pixels with a gradient of at least 12 grey levels per pixel
    double strongEdges = 0;  ///< ... of at least 40
    double brightness = 0;   ///< in [0, 1] per pixel
    double brightnessSquared = 0;
    std::array<double, kTurns> turns{};  ///< gradient strength by direction
    std::array<double, kPatterns> finePatterns{};
    std::array<double, kPatterns> coarsePatterns{};
    std::array<double, kColors> colors{};
    std::array<double, kSpots> spots{};
    std::array<double, kTurns> lines{};  ///< length of straight edges by direction, pixels
    double shortLines = 0;               ///< how many are 4 to 16 pixels long
    double longLines = 0;                ///< ... 40 or longer

    CellSums& operator+=(const CellSums& other);
};

struct CellGrid {
    int cols = 0;
    int rows = 0;
    std::vector<CellSums> cells;  ///< row by row

    /// Precondition: the cell lies inside.
    [[nodiscard]] CellSums& at(int col, int row) { return cells[indexOf(col, row)]; }
    [[nodiscard]] const CellSums& at(int col, int row) const { return cells[indexOf(col, row)]; }

    /// Sum over a window, in cells. Precondition: it lies inside.
    [[nodiscard]] CellSums sum(const cv::Rect& window) const;

  private:
    [[nodiscard]] std::size_t indexOf(int col, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) + static_cast<std::size_t>(col);
    }
};

/// Counts over a BGR picture, which is taken as it is: make it small first. Pixels beyond the last whole cell
/// are left out.
[[nodiscard]] CellGrid cellsOf(const cv::Mat& bgr);

inline constexpr std::size_t kBoardFeatures = 52;
using BoardFeatures = std::array<double, kBoardFeatures>;

/// The features of a window from its sums, each in about [0, 1].
[[nodiscard]] BoardFeatures boardFeatures(const CellSums& window);

/// Name of each feature, for tables and reports.
[[nodiscard]] const std::array<std::string_view, kBoardFeatures>& boardFeatureNames();

}  // namespace tidewaiter::vision
