// Board surface: solder mask with traces, copper areas, vias and silkscreen.
// Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <string>
#include <vector>

#include "tests/scene/random.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// Lacquer of a board: green, blue, black or red, with the color of the copper under it and of the print.
struct MaskColor {
    Color mask;
    Color copper;
    Color silk;
};
[[nodiscard]] MaskColor drawMaskColor(Random& random);
[[nodiscard]] MaskColor blackMask();

/// The bare board at the origin, without any text.
[[nodiscard]] Item makeBareBoard(const Size& size, const MaskColor& color, Random& random);

/// One line of silkscreen for a board's marks.
[[nodiscard]] Text silkText(const std::string& text, double sizeMm, const Point& center,
                            const MaskColor& color, const Typesetter& typesetter);

/// The frame that the silkscreen draws around a part.
[[nodiscard]] std::vector<Mark> silkFrame(const Rect& footprint, const MaskColor& color);

}  // namespace tidewaiter::scene
