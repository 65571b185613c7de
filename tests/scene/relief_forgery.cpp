// What forgers do: rub letters off, grind the top, coat it.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/scene/noise.h"
#include "tests/scene/relief_steps.h"

namespace tidewaiter::scene {

namespace {

float ramp(float low, float high, float x) {
    const float t = std::clamp((x - low) / (high - low), 0.F, 1.F);
    return t * t * (3 - 2 * t);
}

/// How deep each pixel lies over the grinding plane; the height and the bevel are cut off there.
cv::Mat1f cutByPlane(Relief& relief, const Sanding& sanding) {
    cv::Mat1f taken(relief.size());
    const Point middle = relief.area.tl() + Point(relief.area.width / 2, relief.area.height / 2);
    for (int y = 0; y < relief.size().height; ++y) {
        for (int x = 0; x < relief.size().width; ++x) {
            const Point from = relief.at(x, y) - middle;
            const auto plane = static_cast<float>(sanding.tiltUmPerMm.dot(from) - sanding.cutUm);
            float& height = relief.heightUm(y, x);
            taken(y, x) = height - plane;
            height = std::min(height, plane);
            relief.formUm(y, x) = std::min(relief.formUm(y, x), plane);
        }
    }
    return taken;
}

/// Where the coat lies, in [0, 1], with a ragged and feathered border.
cv::Mat1f coatMask(const Relief& relief, const Coat& coat, Random& random) {
    const cv::Mat1f rag = noiseField(relief.size(), 0.25 * relief.pxPerMm, random);
    cv::Mat1f mask(relief.size());
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            const float inside =
                relief.inset(y, x) - static_cast<float>(coat.insetMm + coat.ragMm * rag(y, x));
            mask(y, x) = ramp(-0.05F, 0.05F, inside);
        }
    }
    return mask;
}

/// The coat's own surface over what it leaves of the structures under it.
cv::Mat1f coatedHeight(const Relief& relief, const Coat& coat, const Resolved& grain, Random& random) {
    cv::Mat1f recess = cv::Mat(relief.heightUm - relief.formUm);
    const double level = coat.levelMm * relief.pxPerMm;
    if (level > 0.3) cv::GaussianBlur(recess, recess, {}, level);
    const cv::Mat1f peel = noiseField(relief.size(), coat.peelMm * relief.pxPerMm, random);
    cv::Mat1f height = cv::Mat(relief.formUm + recess * (1 - coat.fill) + coat.thicknessUm);
    height += peel * coat.peelUm + grain.field * (coat.finish.grainUm * grain.share);
    return height;
}

}  // namespace

void rub(Relief& relief, const cv::Mat1f& coverage, double reachMm, Random random) {
    cv::Mat1f around;
    const double reach = std::max(reachMm * relief.pxPerMm, 0.6);
    const int side = 2 * static_cast<int>(std::ceil(reach)) + 1;
    cv::dilate(coverage, around, cv::getStructuringElement(cv::MORPH_RECT, {side, side}));
    cv::GaussianBlur(around, around, {}, reach / 2);
    Scratching grooves;
    grooves.directionDeg = random.real(0, 180);
    grooves.spreadDeg = 25;  // back and forth with a small tool
    grooves.perMm = 10;
    grooves.depthUm = 0.6;
    grooves.lengthMm = 1;
    cv::Mat1f smooth;
    const double level = std::max(0.04 * relief.pxPerMm, 0.4);
    cv::GaussianBlur(relief.heightUm, smooth, {}, level);
    relief.heightUm += around.mul(smooth - relief.heightUm) * 0.6;
    scratch(relief, grooves, around, random);
}

void grind(Relief& relief, const Sanding& sanding, const Finish& bare, Random random) {
    const cv::Mat1f taken = cutByPlane(relief, sanding);
    const cv::Mat1f patches = noiseField(relief.size(), 1.5 * relief.pxPerMm, random);
    const cv::Vec3f fresh = linearOf(bare.color) * static_cast<float>(1 + sanding.lighten);
    const auto alpha2 = static_cast<float>(sanding.roughness * sanding.roughness);
    cv::Mat1f where(relief.size());
    for (int y = 0; y < relief.size().height; ++y) {
        for (int x = 0; x < relief.size().width; ++x) {
            const float touched = ramp(0, 0.8F, taken(y, x));
            // What a laser burned reaches a few micrometers below its floor.
            const float renewed = ramp(0, 6, taken(y, x));
            relief.albedo(y, x) +=
                (fresh * (1 + 0.08F * patches(y, x)) - relief.albedo(y, x)) * (renewed * 0.985F);
            relief.spread(y, x) += (cv::Vec3f(alpha2, alpha2, 0) - relief.spread(y, x)) * touched;
            where(y, x) = touched * std::max(0.2F, 1 + 0.3F * patches(y, x));
        }
    }
    for (const Scratching& grooves : sanding.grooves) scratch(relief, grooves, where, random);
}

void coatOver(Relief& relief, const Coat& coat, Random random) {
    const cv::Mat1f mask = coatMask(relief, coat, random);
    const Resolved grain = resolvedNoise(relief.size(), coat.finish.grainMm, relief.pxPerMm, random);
    const cv::Mat1f height = coatedHeight(relief, coat, grain, random);
    const double um = 1e-3 * coat.finish.grainUm;
    const double hidden =
        std::pow(um / coat.finish.grainMm, 2) - std::pow(um * grain.share / grain.sigmaMm, 2);
    const auto alpha2 = static_cast<float>(coat.finish.roughness * coat.finish.roughness + hidden);
    const cv::Vec3f color = linearOf(coat.finish.color);
    const auto speckle = static_cast<float>(coat.finish.speckle * grain.share);
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            const float on = mask(y, x);
            relief.heightUm(y, x) += (height(y, x) - relief.heightUm(y, x)) * on;
            const cv::Vec3f paint = color * std::max(0.1F, 1 + speckle * grain.field(y, x));
            relief.albedo(y, x) += (paint - relief.albedo(y, x)) * on;
            relief.spread(y, x) += (cv::Vec3f(alpha2, alpha2, 0) - relief.spread(y, x)) * on;
            relief.f0(y, x) += (static_cast<float>(coat.finish.f0) - relief.f0(y, x)) * on;
        }
    }
}

}  // namespace tidewaiter::scene
