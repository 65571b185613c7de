// Handling: scratches, dust, flux, fingerprints, ink dots. Honest parts have them too.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/scene/mark_painter.h"
#include "tests/scene/noise.h"
#include "tests/scene/relief_steps.h"

namespace tidewaiter::scene {

namespace {

Point anywhere(const Rect& rect, Random& random) {
    const double x = random.real(rect.x, rect.x + rect.width);
    return {x, random.real(rect.y, rect.y + rect.height)};
}

/// Single scratches of tweezers and of rubbing parts, straight or bent, in any direction.
void handle(Relief& relief, const Wear& wear, Random& random) {
    for (int i = 0; i < wear.scratches; ++i) {
        const Point from = anywhere(relief.area, random);
        const double length = random.real(0.1, 0.9) * std::min(relief.area.width, relief.area.height);
        const double turn = random.real(0, 2 * CV_PI);
        const double bend = random.real(-0.4, 0.4);
        std::vector<Point> points = {from};
        for (int k = 0; k < 5; ++k) {
            const double angle = turn + bend * k / 4;
            points.push_back(points.back() + Point(std::cos(angle), std::sin(angle)) * (length / 5));
        }
        const double width = random.real(0.01, 0.05);
        scratchAlong(relief, points, width, wear.scratchUm * random.real(0.4, 1.6), random.real(0.1, 1.4));
    }
}

/// Where the walls of a tray's pocket rub: short, parallel, along one edge.
void rubOnTray(Relief& relief, const Wear& wear, Random& random) {
    if (wear.trayScratches == 0) return;
    const double turn = random.below(2) * CV_PI / 2 + random.real(-0.06, 0.06);
    const Point along{std::cos(turn), std::sin(turn)};
    const Point around = anywhere(relief.area, random);
    for (int i = 0; i < wear.trayScratches; ++i) {
        const Point from = around + Point(random.bell(), random.bell()) * (0.12 * relief.area.width);
        const double length = random.real(0.3, 2.5);
        scratchAlong(relief, {from, from + along * length}, random.real(0.015, 0.04),
                     wear.scratchUm * random.real(0.5, 1.5), random.real(0.1, 1.2));
    }
}

/// Draws with Cairo and lays the result over albedo, as something matt or glossy that lies on top.
template <class Draw>
void layOn(Relief& relief, const cv::Vec3f& color, float alpha, double thickUm, Draw&& draw) {
    const cv::Size size = relief.size();
    cv::Mat1b canvas(size.height, (size.width + 3) / 4 * 4, static_cast<unsigned char>(0));
    const CairoSurface surface = surfaceOf(canvas);
    const CairoContext cairo(cairo_create(surface.get()), &cairo_destroy);
    cairo_scale(cairo.get(), relief.pxPerMm, relief.pxPerMm);
    cairo_translate(cairo.get(), -relief.area.x, -relief.area.y);
    draw(cairo.get());
    cairo_surface_flush(surface.get());
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const float on = static_cast<float>(canvas(y, x)) / 255;
            if (on <= 0) continue;
            relief.heightUm(y, x) += static_cast<float>(thickUm) * on;
            relief.albedo(y, x) += (color - relief.albedo(y, x)) * on;
            relief.spread(y, x) += (cv::Vec3f(alpha * alpha, alpha * alpha, 0) - relief.spread(y, x)) * on;
            relief.f0(y, x) += (0.04F - relief.f0(y, x)) * on;
        }
    }
}

void dust(Relief& relief, const Wear& wear, Random& random) {
    const int grains = static_cast<int>(wear.dustPerCm2 * relief.area.area() / 100);
    if (grains == 0) return;
    layOn(relief, {0.25F, 0.27F, 0.29F}, 0.8F, 3, [&](cairo_t* cairo) {
        for (int i = 0; i < grains; ++i) {
            const Point at = anywhere(relief.area, random);
            const double size = random.real(0.01, 0.045);
            cairo_set_source_rgba(cairo, 0, 0, 0, random.real(0.2, 0.8));
            cairo_new_path(cairo);
            if (random.chance(0.15)) {  // a fiber
                const double turn = random.real(0, 2 * CV_PI);
                const double length = random.real(0.3, 1.5);
                cairo_move_to(cairo, at.x, at.y);
                cairo_rel_curve_to(cairo, length * 0.3, 0, length * 0.5 * std::cos(turn),
                                   length * 0.5 * std::sin(turn), length * std::cos(turn),
                                   length * std::sin(turn));
                cairo_set_line_width(cairo, 0.02);
                cairo_stroke(cairo);
            } else {
                cairo_arc(cairo, at.x, at.y, size, 0, 2 * CV_PI);
                cairo_fill(cairo);
            }
        }
    });
}

/// Residue that crept up from the leads: glossy, a little yellow, with a sharp outline.
void flux(Relief& relief, const Wear& wear, Random& random) {
    if (wear.flux <= 0) return;
    const cv::Mat1f blot = noiseField(relief.size(), 0.5 * relief.pxPerMm, random);
    const cv::Vec3f tint(0.02F, 0.035F, 0.045F);
    for (int y = 0; y < relief.size().height; ++y) {
        for (int x = 0; x < relief.size().width; ++x) {
            const float edge = 1.4F - relief.inset(y, x) * 1.8F;
            const auto level = static_cast<float>(2.6 - 2.2 * wear.flux);
            const float on = std::clamp((blot(y, x) + edge - level) * 4, 0.F, 1.F) * 0.8F;
            if (on <= 0) continue;
            relief.albedo(y, x) += (tint - relief.albedo(y, x)) * (on * 0.35F);
            relief.spread(y, x) += (cv::Vec3f(0.03F, 0.03F, 0) - relief.spread(y, x)) * on;
            relief.heightUm(y, x) += 6 * on;
        }
    }
}

/// Ridges of a fingertip, about half a millimeter apart, as a thin film of grease.
void touch(Relief& relief, const Wear& wear, Random& random) {
    if (wear.fingerprint <= 0) return;
    constexpr double kRidgeMm = 0.46;  // mean breadth of ridges of adults
    const Point middle = anywhere(relief.area, random);
    const Point core = middle + Point(random.real(-3, 3), random.real(2, 6));
    const double reach = random.real(4, 7);
    const cv::Mat1f warp = noiseField(relief.size(), 1.5 * relief.pxPerMm, random);
    const double resolved = std::min(1.0, kRidgeMm * relief.pxPerMm / 3);
    for (int y = 0; y < relief.size().height; ++y) {
        for (int x = 0; x < relief.size().width; ++x) {
            const Point p = relief.at(x, y);
            const double fade = 1 - cv::norm(p - middle) / reach;
            if (fade <= 0) continue;
            const double phase = 2 * CV_PI * (cv::norm(p - core) + 0.25 * warp(y, x)) / kRidgeMm;
            const double ridge = (1 + resolved * std::cos(phase)) / 2;
            const auto film = static_cast<float>(wear.fingerprint * std::min(1.0, 2 * fade) * ridge);
            relief.spread(y, x) += (cv::Vec3f(0.09F, 0.09F, 0) - relief.spread(y, x)) * (0.6F * film);
            relief.albedo(y, x) += cv::Vec3f(0.006F, 0.007F, 0.008F) * film;
        }
    }
}

}  // namespace

void wear(Relief& relief, const Wear& wear, Random random) {
    handle(relief, wear, random);
    rubOnTray(relief, wear, random);
    flux(relief, wear, random);
    touch(relief, wear, random);
    for (const Disc& dot : wear.inkDots) {
        layOn(relief, linearOf(dot.color), 0.3F, 8, [&](cairo_t* cairo) {
            cairo_arc(cairo, dot.center.x, dot.center.y, dot.radius, 0, 2 * CV_PI);
            cairo_fill(cairo);
        });
    }
    dust(relief, wear, random);
}

}  // namespace tidewaiter::scene
