// Markings: laser cuts in, ink lies on top.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/scene/mark_painter.h"
#include "tests/scene/noise.h"
#include "tests/scene/relief_steps.h"

namespace tidewaiter::scene {

namespace {

/// Lines of the laser's raster within the letters, as far as pixels resolve them.
float hatch(const Relief& relief, double pitchMm, int y) {
    const double pixels = pitchMm * relief.pxPerMm;
    if (pixels < 2) return 1;
    const double depth = std::min(0.35, 0.35 * (pixels - 2) / 3);
    return static_cast<float>(1 - depth * (1 + std::cos(2 * CV_PI * y / pixels)) / 2);
}

}  // namespace

cv::Mat1f coverageOf(const Relief& relief, const Letters& letters, const Typesetter& typesetter) {
    const cv::Size size = relief.size();
    cv::Mat1b canvas(size.height, (size.width + 3) / 4 * 4, static_cast<unsigned char>(0));
    const CairoSurface surface = surfaceOf(canvas);
    const CairoContext cairo(cairo_create(surface.get()), &cairo_destroy);
    cairo_scale(cairo.get(), relief.pxPerMm, relief.pxPerMm);
    cairo_translate(cairo.get(), -relief.area.x, -relief.area.y);
    MarkPainter painter(cairo.get(), typesetter, 1);
    for (Text text : letters.texts) {
        text.color.alpha = 1;
        painter(text);
    }
    for (const Mark& mark : letters.logo) std::visit(painter, mark);
    cairo_surface_flush(surface.get());
    cv::Mat coverage;
    canvas(cv::Rect({0, 0}, size)).convertTo(coverage, CV_32F, 1 / 255.0);
    return coverage;
}

void mark(Relief& relief, const Letters& letters, const MarkingFinish& finish, const Typesetter& typesetter,
          Random random) {
    if (letters.texts.empty() && letters.logo.empty()) return;
    cv::Mat1f coverage = coverageOf(relief, letters, typesetter);
    constexpr double kBurrMm = 0.012;  // width of a laser line's flank, and of ink's meniscus
    if (kBurrMm * relief.pxPerMm > 0.3) cv::GaussianBlur(coverage, coverage, {}, kBurrMm * relief.pxPerMm);
    const bool laser = finish.process == Process::Laser;
    // A laser leaves a foamy floor; ink is uneven over larger distances.
    const Resolved rough = resolvedNoise(relief.size(), laser ? 0.015 : 0.08, relief.pxPerMm, random);
    const auto floor = static_cast<float>((laser ? 1.5 : 0.4) * rough.share);
    const auto uneven = static_cast<float>((laser ? 0.18 : 0.06) * rough.share);
    const cv::Vec3f color = linearOf(finish.color);
    const auto alpha2 = static_cast<float>(finish.roughness * finish.roughness);
    const auto left = static_cast<float>(letters.left);
    for (int y = 0; y < relief.size().height; ++y) {
        const float line = finish.hatchMm > 0 ? hatch(relief, finish.hatchMm, y) : 1.F;
        for (int x = 0; x < relief.size().width; ++x) {
            const float in = coverage(y, x) * left;
            if (in <= 0) continue;
            const float noise = rough.field(y, x);
            relief.heightUm(y, x) += in * (static_cast<float>(finish.reliefUm) * line + floor * noise);
            const float opaque = std::clamp(
                in * static_cast<float>(finish.color.alpha) * line * (1 + uneven * noise), 0.F, 1.F);
            relief.albedo(y, x) += (color - relief.albedo(y, x)) * opaque;
            relief.spread(y, x) += (cv::Vec3f(alpha2, alpha2, 0) - relief.spread(y, x)) * in;
            relief.f0(y, x) += (0.04F - relief.f0(y, x)) * in;
        }
    }
}

}  // namespace tidewaiter::scene
