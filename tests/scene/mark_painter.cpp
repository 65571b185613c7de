#include "tests/scene/mark_painter.h"

#include <algorithm>
#include <cassert>
#include <opencv2/imgproc.hpp>

#include "tests/scene/texture.h"

namespace tidewaiter::scene {

namespace {

using Pattern = std::unique_ptr<cairo_pattern_t, decltype(&cairo_pattern_destroy)>;

}  // namespace

CairoSurface surfaceOf(cv::Mat4b& pixels) {
    return {cairo_image_surface_create_for_data(pixels.data, CAIRO_FORMAT_ARGB32, pixels.cols, pixels.rows,
                                                static_cast<int>(pixels.step)),
            &cairo_surface_destroy};
}

CairoSurface surfaceOf(cv::Mat1b& pixels) {
    assert(pixels.step % 4 == 0);
    return {cairo_image_surface_create_for_data(pixels.data, CAIRO_FORMAT_A8, pixels.cols, pixels.rows,
                                                static_cast<int>(pixels.step)),
            &cairo_surface_destroy};
}

void MarkPainter::operator()(const Polygon& polygon) {
    path(polygon.corners);
    cairo_close_path(cairo_);
    fill(polygon.color);
}

void MarkPainter::operator()(const RoundRect& box) {
    roundRect(box.rect, box.radius);
    fill(box.color);
}

void MarkPainter::operator()(const Disc& disc) {
    cairo_new_path(cairo_);
    cairo_arc(cairo_, disc.center.x, disc.center.y, disc.radius, 0, 2 * CV_PI);
    fill(disc.color);
}

void MarkPainter::operator()(const Stroke& stroke) {
    path(stroke.points);
    use(stroke.color);
    cairo_set_line_width(cairo_, stroke.width);
    cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo_);
}

void MarkPainter::operator()(const Gradient& gradient) {
    const Rect& r = gradient.rect;
    const Pattern pattern(cairo_pattern_create_linear(r.x, r.y, r.x + r.width, r.y + r.height),
                          &cairo_pattern_destroy);
    const auto stop = [&](double offset, const Color& c) {
        cairo_pattern_add_color_stop_rgba(pattern.get(), offset, c.red, c.green, c.blue, c.alpha);
    };
    stop(0, gradient.from);
    stop(1, gradient.to);
    roundRect(r, gradient.radius);
    cairo_set_source(cairo_, pattern.get());
    cairo_fill(cairo_);
}

void MarkPainter::operator()(const Texture& texture) {
    const CairoSurface tile = surfaceOf(tileOf(texture.material));
    const Pattern pattern(cairo_pattern_create_for_surface(tile.get()), &cairo_pattern_destroy);
    cairo_pattern_set_extend(pattern.get(), CAIRO_EXTEND_REPEAT);
    const double pxPerMm = cairo_image_surface_get_width(tile.get()) / tileSideMm(texture.material);
    cairo_matrix_t toTile;
    cairo_matrix_init_scale(&toTile, pxPerMm, pxPerMm);
    cairo_pattern_set_matrix(pattern.get(), &toTile);
    cairo_save(cairo_);
    roundRect(texture.rect, 0);
    cairo_clip(cairo_);
    cairo_set_source(cairo_, pattern.get());
    cairo_set_operator(cairo_, CAIRO_OPERATOR_OVERLAY);
    cairo_paint_with_alpha(cairo_, texture.strength);
    cairo_restore(cairo_);
}

void MarkPainter::operator()(const Text& text) {
    cairo_save(cairo_);
    cairo_translate(cairo_, text.center.x, text.center.y);
    cairo_rotate(cairo_, text.turnDeg * CV_PI / 180);
    cairo_translate(cairo_, -text.ink.x - text.ink.width / 2, -text.ink.y - text.ink.height / 2);
    cairo_new_path(cairo_);
    typesetter_.trace(cairo_, text.text, text.face, text.sizeMm);
    use(text.color);
    if (text.weightMm > 0) {
        cairo_set_line_width(cairo_, text.weightMm);
        cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke_preserve(cairo_);
    }
    cairo_fill(cairo_);
    cairo_restore(cairo_);
}

void MarkPainter::operator()(const Code& code) {
    const double x = code.box.width / code.symbol.modules.width;
    const double y = code.box.height / code.symbol.modules.height;
    cairo_new_path(cairo_);
    for (const Rect& dark : code.symbol.dark) {
        cairo_rectangle(cairo_, code.box.x + dark.x * x, code.box.y + dark.y * y, dark.width * x,
                        dark.height * y);
    }
    fill(code.color);
}

void MarkPainter::operator()(const Blot& blot) {
    cv::Mat1b coverage = blot.coverage;  // the same pixels
    const CairoSurface surface = surfaceOf(coverage);
    cairo_save(cairo_);
    cairo_translate(cairo_, blot.rect.x, blot.rect.y);
    cairo_scale(cairo_, blot.rect.width / coverage.cols, blot.rect.height / coverage.rows);
    use(blot.color);
    cairo_mask_surface(cairo_, surface.get(), 0, 0);
    cairo_restore(cairo_);
}

void MarkPainter::use(const Color& color) {
    cairo_set_source_rgba(cairo_, color.red, color.green, color.blue, color.alpha);
}

void MarkPainter::fill(const Color& color) {
    use(color);
    cairo_fill(cairo_);
}

void MarkPainter::path(const std::vector<Point>& points) {
    cairo_new_path(cairo_);
    for (const Point& point : points) cairo_line_to(cairo_, point.x, point.y);
}

void MarkPainter::roundRect(const Rect& r, double radius) {
    cairo_new_path(cairo_);
    const double bend = std::min({radius, r.width / 2, r.height / 2});
    if (bend <= 0) {
        cairo_rectangle(cairo_, r.x, r.y, r.width, r.height);
        return;
    }
    const double quarter = CV_PI / 2;
    cairo_arc(cairo_, r.x + r.width - bend, r.y + bend, bend, -quarter, 0);
    cairo_arc(cairo_, r.x + r.width - bend, r.y + r.height - bend, bend, 0, quarter);
    cairo_arc(cairo_, r.x + bend, r.y + r.height - bend, bend, quarter, 2 * quarter);
    cairo_arc(cairo_, r.x + bend, r.y + bend, bend, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo_);
}

cv::Mat4b& MarkPainter::tileOf(Material material) {
    const auto known = tiles_.find(material);
    if (known != tiles_.end()) return known->second;
    const Random own = random_.fork("texture " + std::to_string(static_cast<int>(material)));
    cv::Mat tile;
    cv::cvtColor(makeTile(material, own), tile, cv::COLOR_GRAY2BGRA);
    return tiles_[material] = tile;
}

}  // namespace tidewaiter::scene
