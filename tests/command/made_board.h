// MadeBoard: a photo of a board with chips of our choice, to show the program what forgers do.
// Thread rule: pure functions over values; one thread at a time, as the typesetter asks.
#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "tests/scene/scene.h"

namespace tidewaiter::tests {

struct MadeChip {
    std::string shape;  ///< of scene::packageShapes()
    std::vector<std::string> lines;
    scene::Point centerMm;  ///< from the board's middle, right and down
    double turnDeg = 0;     ///< clockwise
};

struct MadePrint {
    std::string text;  ///< of the silkscreen
    scene::Point centerMm;
};

struct MadeBoard {
    scene::Size sizeMm{110, 82};
    std::vector<MadeChip> chips{};
    std::vector<MadePrint> prints{};
};

/// The board as an officer photographs it, 18 pixels per millimeter. `seed` decides light, camera and wear.
/// Throws std::invalid_argument when a shape is unknown, std::runtime_error without the required fonts.
[[nodiscard]] cv::Mat photographOf(const MadeBoard& board, std::uint64_t seed);

}  // namespace tidewaiter::tests
