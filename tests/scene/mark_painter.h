// Mark painter: draws marks through Cairo.
// Thread rule: one object per thread; the typesetter's rule applies.
#pragma once

#include <cairo.h>

#include <cstdint>
#include <map>
#include <memory>
#include <opencv2/core/mat.hpp>

#include "tests/scene/random.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

using CairoSurface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using CairoContext = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

/// A surface that draws into `pixels`, which must outlive it: premultiplied blue, green, red, alpha.
[[nodiscard]] CairoSurface surfaceOf(cv::Mat4b& pixels);
/// The same for coverage alone. The rows of `pixels` must begin at multiples of four bytes.
[[nodiscard]] CairoSurface surfaceOf(cv::Mat1b& pixels);

/// Draws marks one after the other; Cairo's matrix stands in the item's own millimeters.
class MarkPainter {
  public:
    MarkPainter(cairo_t* cairo, const Typesetter& typesetter, std::uint64_t seed)
        : cairo_(cairo), typesetter_(typesetter), random_(seed) {}

    void operator()(const Polygon& polygon);
    void operator()(const RoundRect& box);
    void operator()(const Disc& disc);
    void operator()(const Stroke& stroke);
    void operator()(const Gradient& gradient);
    void operator()(const Texture& texture);
    void operator()(const Text& text);
    void operator()(const Code& code);
    void operator()(const Blot& blot);

  private:
    void use(const Color& color);
    void fill(const Color& color);
    void path(const std::vector<Point>& points);
    void roundRect(const Rect& rect, double radius);
    cv::Mat4b& tileOf(Material material);

    cairo_t* cairo_;
    const Typesetter& typesetter_;
    Random random_;
    std::map<Material, cv::Mat4b> tiles_;
};

}  // namespace tidewaiter::scene
