// The bare body: its form, recesses, grain and color.
#include <algorithm>
#include <cmath>

#include "tests/scene/noise.h"
#include "tests/scene/relief_steps.h"

namespace tidewaiter::scene {

namespace {

float smoothStep(double low, double high, double x) {
    const double t = std::clamp((x - low) / (high - low), 0.0, 1.0);
    return static_cast<float>(t * t * (3 - 2 * t));
}

/// Distance inwards from the edge of a rectangle with rounded corners.
double insetIn(const Rect& rect, double radius, const Point& p) {
    const double bend = std::min({radius, rect.width / 2, rect.height / 2});
    const double x = std::abs(p.x - rect.x - rect.width / 2) - rect.width / 2 + bend;
    const double y = std::abs(p.y - rect.y - rect.height / 2) - rect.height / 2 + bend;
    return bend - std::hypot(std::max(x, 0.0), std::max(y, 0.0)) - std::min(std::max(x, y), 0.0);
}

void form(Relief& relief, const Top& top) {
    for (int y = 0; y < relief.size().height; ++y) {
        for (int x = 0; x < relief.size().width; ++x) {
            const double inset = insetIn(top.body, top.cornerRadius, relief.at(x, y));
            const double down = std::clamp(1 - inset / std::max(top.bevelMm, 1e-6), 0.0, 1.0);
            relief.inset(y, x) = static_cast<float>(inset);
            relief.cover(y, x) = static_cast<float>(std::clamp(inset * relief.pxPerMm + 0.5, 0.0, 1.0));
            relief.formUm(y, x) = static_cast<float>(-top.bevelUm * std::pow(down, 1.4));
        }
    }
}

/// Recesses: their depth goes into `heightUm`; returns how much grain there is, against the top's.
cv::Mat1f recess(Relief& relief, const std::vector<Dimple>& dimples) {
    cv::Mat1f grain(relief.size(), 1.F);
    for (const Dimple& dimple : dimples) {
        const double reach = dimple.radius + dimple.wallMm;
        const Point low = (dimple.center - Point(reach, reach) - relief.area.tl()) * relief.pxPerMm;
        const Point high = (dimple.center + Point(reach, reach) - relief.area.tl()) * relief.pxPerMm;
        const cv::Rect box =
            cv::Rect(cv::Point(low), cv::Point(high) + cv::Point(2, 2)) & cv::Rect({0, 0}, relief.size());
        const double soft = std::max(dimple.wallMm, 1 / relief.pxPerMm) / 2;
        for (int y = box.y; y < box.br().y; ++y) {
            for (int x = box.x; x < box.br().x; ++x) {
                const double distance = cv::norm(relief.at(x, y) - dimple.center);
                const float in = 1 - smoothStep(dimple.radius - soft, dimple.radius + soft, distance);
                relief.heightUm(y, x) -= static_cast<float>(dimple.depthUm) * in;
                grain(y, x) *= 1 + (static_cast<float>(dimple.floorGrain) - 1) * in;
            }
        }
    }
    return grain;
}

void addGrain(Relief& relief, const Finish& finish, const cv::Mat1f& share, Random& random) {
    const Resolved grain = resolvedNoise(relief.size(), finish.grainMm, relief.pxPerMm, random);
    const double um = 1e-3 * finish.grainUm;
    // Deviation of the slope of such a structure: its height's over sqrt(2) sigma. Twice its square is alpha
    // squared of the lobe.
    const double all = std::pow(um / finish.grainMm, 2);
    const double seen = std::pow(um * grain.share / grain.sigmaMm, 2);
    const auto hidden = static_cast<float>(all - seen);
    const auto bare = static_cast<float>(finish.roughness * finish.roughness);
    const auto amplitude = static_cast<float>(finish.grainUm * grain.share);
    for (int y = 0; y < relief.size().height; ++y) {
        for (int x = 0; x < relief.size().width; ++x) {
            const float much = share(y, x);
            relief.heightUm(y, x) += amplitude * much * grain.field(y, x);
            const float alpha2 = bare * (0.4F + 0.6F * much) + hidden * much * much;
            relief.spread(y, x) = {alpha2, alpha2, 0};
        }
    }
}

void color(Relief& relief, const Finish& finish, Random& random) {
    constexpr double kFillerMm = 0.02;  // silica grains of 10 to 75 um and their clusters
    const Resolved filler = resolvedNoise(relief.size(), kFillerMm, relief.pxPerMm, random);
    const cv::Mat1f cloud = noiseField(relief.size(), 1.2 * relief.pxPerMm, random);
    const cv::Vec3f base = linearOf(finish.color);
    const auto speckle = static_cast<float>(finish.speckle * filler.share);
    for (int y = 0; y < relief.size().height; ++y) {
        for (int x = 0; x < relief.size().width; ++x) {
            const float much = 1 + speckle * filler.field(y, x) + 0.03F * cloud(y, x);
            relief.albedo(y, x) = base * std::max(much, 0.1F);
        }
    }
    relief.f0.setTo(finish.f0);
}

}  // namespace

cv::Vec3f linearOf(const Color& color) {
    const auto linear = [](double c) {  // IEC 61966-2-1
        return static_cast<float>(c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
    };
    return {linear(color.blue), linear(color.green), linear(color.red)};
}

void mold(Relief& relief, const Top& top, Random random) {
    form(relief, top);
    relief.formUm.copyTo(relief.heightUm);
    const cv::Mat1f grain = recess(relief, top.dimples);
    addGrain(relief, top.finish, grain, random);
    color(relief, top.finish, random);
    for (const Scratching& brush : top.brush) scratch(relief, brush, {}, random);
}

}  // namespace tidewaiter::scene
