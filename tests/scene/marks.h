// Marks: what an item is drawn with, as plain data in the item's own millimeters, origin in its middle.
// Thread rule: immutable values, safe to read from any thread.
#pragma once

#include <algorithm>
#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>
#include <string>
#include <variant>
#include <vector>

#include "tests/scene/symbols.h"
#include "tests/scene/typesetter.h"

namespace tidewaiter::scene {

using Point = cv::Point2d;
using Size = cv::Size2d;
using Rect = cv::Rect2d;

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

/// A color laid over `rect` where and as far as `coverage` says: stains, films and what is torn have no
/// outline that a polygon could give. Made by BlotCanvas.
struct Blot {
    Rect rect;
    cv::Mat1b coverage;  ///< 255 is the whole color; columns a multiple of four
    Color color;
};

using Mark = std::variant<Polygon, RoundRect, Disc, Stroke, Gradient, Texture, Text, Code, Blot>;

[[nodiscard]] std::vector<Point> cornersOf(const Rect& rect);
[[nodiscard]] inline Rect centeredRect(const Size& size) {
    return {-size.width / 2, -size.height / 2, size.width, size.height};
}
/// `rect` with `margin` millimeters more on each side (less, when negative).
[[nodiscard]] inline Rect grown(const Rect& rect, double margin) {
    return {rect.x - margin, rect.y - margin, rect.width + 2 * margin, rect.height + 2 * margin};
}

}  // namespace tidewaiter::scene
