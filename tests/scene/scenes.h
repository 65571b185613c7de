// Scenes: the builders that make a whole scene from a seed.
// Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include "tests/scene/random.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// What all builders need.
struct Setting {
    std::uint64_t seed = 1;
    Goods goods = Goods::Random;
    double aspect = 4.0 / 3;                 ///< of the view, width over height
    const Typesetter* typesetter = nullptr;  ///< borrowed for the call
};

/// Builds the scene of `kind`. Throws std::invalid_argument when such a scene cannot show the wanted goods:
/// boards and trays show accelerator or electronics, cartons anything but electronics.
[[nodiscard]] Scene makeScene(SceneKind kind, const Setting& setting);

/// A populated board with everyday chips.
[[nodiscard]] Scene makeBoardScene(const Setting& setting);
/// An accelerator module: processor with memory stacks, power stages, part number labels.
[[nodiscard]] Scene makeModuleScene(const Setting& setting);
/// A tray of loose chips of one kind; of accelerator processors when the goods say so.
[[nodiscard]] Scene makeTrayScene(const Setting& setting);
/// A carton with labels.
[[nodiscard]] Scene makeCartonScene(const Setting& setting);

// Shared by the builders.

/// A view of the given aspect around `content` with `margin` (of its larger side) left free on each side.
[[nodiscard]] Rect viewAround(const Rect& content, double aspect, double margin);
/// The plane that everything lies on, far beyond the view.
[[nodiscard]] Item makeTable(const Rect& view, Random& random);
/// Turns all `items` together by `turnDeg` about the origin.
void turnAll(std::vector<Item>& items, double turnDeg);

}  // namespace tidewaiter::scene
