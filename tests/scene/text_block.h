// Text blocks: lines of text fitted into a box.
// Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <string>
#include <vector>

#include "tests/scene/scene.h"

namespace tidewaiter::scene {

enum class Align { Left, Center, Right };

/// How a line is set.
struct Style {
    Face face;
    double sizeMm = 3;  ///< em size
    Color color;
    double weightMm = 0;  ///< see Text
};

/// A text whose ink is centered on `center`.
[[nodiscard]] Text textAt(const std::string& text, const Style& style, const Point& center,
                          const Typesetter& typesetter);

/// A text whose ink begins (Left), is centered, or ends (Right) at `start.x` and stands on the baseline
/// `start.y`.
[[nodiscard]] Text textOnBaseline(const std::string& text, const Style& style, const Point& start,
                                  Align align, const Typesetter& typesetter);

/// The largest em size, at most `sizeMm`, at which the ink of `text` is no wider than `widthMm`.
[[nodiscard]] double fittingSize(const std::string& text, Face face, double sizeMm, double widthMm,
                                 const Typesetter& typesetter);

/// Axis-parallel bounds of the ink of an unturned text, with its extra weight.
[[nodiscard]] Rect inkBounds(const Text& text);

/// Sets `lines` one under the other into `box`, as large as fits but not above `style.sizeMm`, in the middle
/// of its height. All ink lies inside the box.
[[nodiscard]] std::vector<Text> setBlock(const std::vector<std::string>& lines, const Style& style,
                                         const Rect& box, Align align, const Typesetter& typesetter);

}  // namespace tidewaiter::scene
