// Scene: what stands before the camera, as a list of things placed on one plane, in millimeters.
// Thread rule: immutable value after building, safe to read from any thread.
//
// A scene is plain data: builders make it from a seed, painter.h draws it, truth.h derives the truth from
// the very same values. X runs right, y runs down; angles turn clockwise as seen in the picture.
#pragma once

#include <cstdint>
#include <opencv2/core/types.hpp>
#include <string>
#include <variant>
#include <vector>

#include "models/name_table.h"
#include "tests/scene/symbols.h"
#include "tests/scene/typesetter.h"

namespace tidewaiter::scene {

using Point = cv::Point2d;
using Size = cv::Size2d;
using Rect = cv::Rect2d;

enum class SceneKind { Board, Carton, Tray };

inline constexpr auto kSceneKinds = makeNameTable<SceneKind>(
    {{SceneKind::Board, "board"}, {SceneKind::Carton, "carton"}, {SceneKind::Tray, "tray"}});

/// What the scene truly shows. Random is a wish only; no finished scene has it.
enum class Goods { Accelerator, Electronics, Tea, Toys, Clothes, Books, Random };

inline constexpr auto kGoods = makeNameTable<Goods>({{Goods::Accelerator, "accelerator"},
                                                     {Goods::Electronics, "electronics"},
                                                     {Goods::Tea, "tea"},
                                                     {Goods::Toys, "toys"},
                                                     {Goods::Clothes, "clothes"},
                                                     {Goods::Books, "books"},
                                                     {Goods::Random, "random"}});

/// Red, green, blue and opacity, each in [0, 1].
struct Color {
    double red = 0, green = 0, blue = 0, alpha = 1;
};

[[nodiscard]] inline Color gray(double level, double alpha = 1) {
    return {level, level, level, alpha};
}
/// `color` with every channel multiplied by `factor` and cut off at 1.
[[nodiscard]] inline Color shaded(const Color& color, double factor) {
    const auto channel = [factor](double c) { return std::min(1.0, c * factor); };
    return {channel(color.red), channel(color.green), channel(color.blue), color.alpha};
}

/// Surfaces with a structure of their own, see texture.h.
enum class Material { SolderMask, MoldCompound, Cardboard, Paper, BrushedMetal, Table };

// Marks: what an item is drawn with, in the item's own coordinates, origin in its middle.

struct Polygon {
    std::vector<Point> corners;
    Color color;
};

struct RoundRect {
    Rect rect;
    double radius = 0;  ///< millimeters
    Color color;
};

struct Disc {
    Point center;
    double radius = 0;
    Color color;
};

struct Stroke {
    std::vector<Point> points;
    double width = 0.1;
    Color color;
};

/// A rectangle whose color runs from `from` to `to` along its diagonal.
struct Gradient {
    Rect rect;
    double radius = 0;
    Color from, to;
};

/// Lays the structure of a material over everything drawn so far within `rect`.
struct Texture {
    Rect rect;
    Material material = Material::Paper;
    double strength = 0.5;  ///< in [0, 1]
};

/// One line of text. Its ink lies centered on `center`, whatever the font does around it.
struct Text {
    std::string text;  ///< UTF-8, one line
    Face face;
    double sizeMm = 3;    ///< em size
    Point center;         ///< of the ink
    Rect ink;             ///< as Typesetter::measure() gave it, relative to the start of the baseline
    double turnDeg = 0;   ///< clockwise about `center`
    double weightMm = 0;  ///< extra stroke around the glyphs, for fat inks
    Color color;
};

/// A barcode without its quiet zone.
struct Code {
    Symbology symbology = Symbology::Code128;
    std::string text;  ///< the content as a reader gives it back
    Symbol symbol;
    Rect box;
    Color color;
};

using Mark = std::variant<Polygon, RoundRect, Disc, Stroke, Gradient, Texture, Text, Code>;

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
};

struct Scene {
    SceneKind kind = SceneKind::Board;
    Goods goods = Goods::Electronics;
    std::uint64_t seed = 0;
    Rect view;                ///< what the camera is pointed at
    std::vector<Item> items;  ///< painted in this order
    std::vector<std::string> serials;
    std::vector<std::string> parts;
};

/// `local`, a point of `item`, in the scene.
[[nodiscard]] Point toScene(const Placement& at, const Point& local);
/// Ink corners of a text in the coordinates of its item, in reading order from the top left.
[[nodiscard]] std::vector<Point> inkCorners(const Text& text);
[[nodiscard]] std::vector<Point> cornersOf(const Rect& rect);
[[nodiscard]] inline Rect centeredRect(const Size& size) {
    return {-size.width / 2, -size.height / 2, size.width, size.height};
}
/// `rect` with `margin` millimeters more on each side (less, when negative).
[[nodiscard]] inline Rect grown(const Rect& rect, double margin) {
    return {rect.x - margin, rect.y - margin, rect.width + 2 * margin, rect.height + 2 * margin};
}
/// Axis-parallel bounds of what `size` covers when placed.
[[nodiscard]] Rect boundsOf(const Placement& at, const Size& size);

}  // namespace tidewaiter::scene
