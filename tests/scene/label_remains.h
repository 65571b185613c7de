// Label remains: what is left on a carton where a label was taken off.
// Thread rule: pure function.
//
// A label leaves its adhesive: a film in the label's outline that darkens the board or shines, uneven, with
// gaps, dust and a gray rim. Where it held better than the paper, the paper splits and scraps stay, thick or
// as a layer of fibers; where it held better than the board, the board's own skin comes off and the layer
// below shows, rough, along the direction of the pull. A label warmed before leaves the film alone.
#pragma once

#include "tests/scene/random.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// What stays where `label` was, on a board of the color `ground`.
[[nodiscard]] Item remainsOf(const Item& label, const Color& ground, Random random);

}  // namespace tidewaiter::scene
