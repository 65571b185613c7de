// Top plan: draws what tops of packages are like, and what forgers do to them.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include "tests/scene/random.h"
#include "tests/scene/top.h"

namespace tidewaiter::scene {

/// How a body was made, which decides its rim and recesses.
enum class BodyStyle { Gull, Dip, JLead, Sawn, Capped, Ceramic, Can };

/// A material that such bodies are made of.
[[nodiscard]] TopMaterial drawMaterial(BodyStyle style, Random& random);

/// A bare honest top for `body`, without letters and wear: what chips of one type and lot have in common.
[[nodiscard]] Top drawTop(const Rect& body, BodyStyle style, TopMaterial material, Random& random);

/// How letters of gray `level` (sRGB) come out on such a top by laser or ink.
[[nodiscard]] MarkingFinish drawMarkingFinish(const Top& top, Process process, double level, Random& random);

/// What handling left on one chip: usually little, sometimes much.
[[nodiscard]] Wear drawWear(const Top& top, Random& random);

/// What a forger did, with all numbers between hardly visible (strength 0) and crude (1). Letters are not
/// part of it: `former` is what stood on the chip before. Honest and unmarked tops stay as they are.
void doctor(Top& top, Defect defect, double strength, OldMarking former, Random& random);

}  // namespace tidewaiter::scene
