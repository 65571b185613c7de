#include "tests/scene/painter.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/scene/lit_scene.h"
#include "tests/scene/mark_painter.h"

namespace tidewaiter::scene {

cv::Mat paintFlat(const Scene& scene, const Rect& area, double pxPerMm, const Typesetter& typesetter) {
    cv::Mat4b canvas(static_cast<int>(std::lround(area.height * pxPerMm)),
                     static_cast<int>(std::lround(area.width * pxPerMm)), cv::Vec4b(60, 60, 60, 255));
    const CairoSurface surface = surfaceOf(canvas);
    const CairoContext cairo(cairo_create(surface.get()), &cairo_destroy);
    cairo_scale(cairo.get(), pxPerMm, pxPerMm);
    cairo_translate(cairo.get(), -area.x, -area.y);
    MarkPainter painter(cairo.get(), typesetter, scene.seed);
    for (const Item& item : scene.items) {
        cairo_save(cairo.get());
        cairo_translate(cairo.get(), item.at.center.x, item.at.center.y);
        cairo_rotate(cairo.get(), item.at.turnDeg * CV_PI / 180);
        if (item.clipped) {
            const Rect outline = centeredRect(item.size);
            cairo_rectangle(cairo.get(), outline.x, outline.y, outline.width, outline.height);
            cairo_clip(cairo.get());
        }
        for (const Mark& mark : item.marks) {
            const auto* text = std::get_if<Text>(&mark);
            if (text == nullptr || !standsOnTop(item, *text)) std::visit(painter, mark);
        }
        cairo_restore(cairo.get());
    }
    cairo_surface_flush(surface.get());
    cv::Mat picture;
    cv::cvtColor(canvas, picture, cv::COLOR_BGRA2BGR);
    return picture;
}

cv::Mat paint(const Scene& scene, const Rect& area, double pxPerMm, const Typesetter& typesetter,
              const Lighting& light) {
    const bool flat =
        std::none_of(scene.items.begin(), scene.items.end(), [](const Item& i) { return i.top.has_value(); });
    if (flat) return paintFlat(scene, area, pxPerMm, typesetter);
    return encoded(LitScene(scene, area, pxPerMm, typesetter).shade(light));
}

}  // namespace tidewaiter::scene
