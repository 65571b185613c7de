// Scene: what stands before the camera, as a list of things placed on one plane, in millimeters.
// Thread rule: immutable value after building, safe to read from any thread.
//
// A scene is plain data: builders make it from a seed, painter.h draws it, truth.h derives the truth from
// the very same values. X runs right, y runs down; angles turn clockwise as seen in the picture.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/name_table.h"
#include "tests/scene/marks.h"
#include "tests/scene/top.h"

namespace tidewaiter::scene {

enum class SceneKind { Board, Carton, Tray, Package };

inline constexpr auto kSceneKinds = makeNameTable<SceneKind>({{SceneKind::Board, "board"},
                                                              {SceneKind::Carton, "carton"},
                                                              {SceneKind::Tray, "tray"},
                                                              {SceneKind::Package, "package"}});

/// What the scene truly shows. Random is a wish only; no finished scene has it.
enum class Goods { Accelerator, Electronics, Tea, Toys, Clothes, Books, Random };

inline constexpr auto kGoods = makeNameTable<Goods>({{Goods::Accelerator, "accelerator"},
                                                     {Goods::Electronics, "electronics"},
                                                     {Goods::Tea, "tea"},
                                                     {Goods::Toys, "toys"},
                                                     {Goods::Clothes, "clothes"},
                                                     {Goods::Books, "books"},
                                                     {Goods::Random, "random"}});

/// What happened to one label of a carton after it was stuck on, or to the carton around it, see
/// label_story.h. Up to Patched all are honest.
enum class LabelStory {
    Plain,    ///< nothing
    Sticker,  ///< a small routing sticker lies over one of its sides
    Taped,    ///< clear tape runs across it
    Stained,  ///< the carton has stains and scuffs
    Panel,    ///< the carton has a printed panel
    Patched,  ///< pieces of tape are stuck on the carton
    Covered,  ///< it lies over most of an older label
    Torn,     ///< a corner was torn off, with the carton's skin
    Missing   ///< it was taken off; adhesive and scraps of paper are left
};

inline constexpr auto kLabelStories = makeNameTable<LabelStory>({{LabelStory::Plain, "plain"},
                                                                 {LabelStory::Sticker, "sticker"},
                                                                 {LabelStory::Taped, "taped"},
                                                                 {LabelStory::Stained, "stained"},
                                                                 {LabelStory::Panel, "panel"},
                                                                 {LabelStory::Patched, "patched"},
                                                                 {LabelStory::Covered, "covered"},
                                                                 {LabelStory::Torn, "torn"},
                                                                 {LabelStory::Missing, "missing"}});

/// Part: drawn, but nothing that the truth names. Print: text that stands on the object itself.
enum class ItemKind { Part, Board, Package, Label, Print };

struct Placement {
    Point center;        ///< in the scene
    double turnDeg = 0;  ///< clockwise
};

struct Item {
    ItemKind kind = ItemKind::Part;
    std::string what;  ///< "soic8", "product label"
    Placement at;
    Size size;             ///< the outline that the truth gives, centered on the origin
    Size footprint;        ///< room that must stay free around it, not smaller than `size`
    bool clipped = false;  ///< nothing is drawn outside `size`
    std::vector<Mark> marks;
    /// Packages: the surface of the body's top. It is shaded by its relief, over the other marks; the item's
    /// texts are its marking.
    std::optional<Top> top;
    std::array<int, 4> leads{};  ///< packages: in view on the upper, right, lower and left side
};

struct Scene {
    SceneKind kind = SceneKind::Board;
    Goods goods = Goods::Electronics;
    std::uint64_t seed = 0;
    Rect view;                ///< what the camera is pointed at
    std::vector<Item> items;  ///< painted in this order
    std::vector<std::string> serials;
    std::vector<std::string> parts;
    std::optional<LabelStory> labelStory{};
};

/// Whether `text` is part of the marking on the item's shaded top.
[[nodiscard]] bool standsOnTop(const Item& item, const Text& text);
/// `local`, a point of `item`, in the scene.
[[nodiscard]] Point toScene(const Placement& at, const Point& local);
/// Ink corners of a text in the coordinates of its item, in reading order from the top left.
[[nodiscard]] std::vector<Point> inkCorners(const Text& text);
/// Axis-parallel bounds of what `size` covers when placed.
[[nodiscard]] Rect boundsOf(const Placement& at, const Size& size);

}  // namespace tidewaiter::scene
