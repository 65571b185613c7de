// Carton wear: what honest cartons have on them besides labels: stains and scuffs, printed panels, pieces of
// tape. Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <vector>

#include "tests/scene/random.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// One to four stains or scuffs somewhere in `view`, on a board of the color `ground`.
[[nodiscard]] std::vector<Item> stainsIn(const Rect& view, const Color& ground, Random random);

/// A field printed on the board, dark or light, with some words in it.
[[nodiscard]] Item panelIn(const Rect& view, const Typesetter& typesetter, Random random);

/// One to three short pieces of tape: clear, masking or colored, torn off at their ends.
[[nodiscard]] std::vector<Item> tapePiecesIn(const Rect& view, Random random);

}  // namespace tidewaiter::scene
