#include "tests/scene/shading.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::scene {

namespace {

constexpr float kPi = 3.14159265F;

/// A lamp in the axes of one relief.
struct LocalLamp {
    cv::Vec3f position;  // millimeters
    float strength;      // at the distance of `position`
    float widening;      // of the lobe by the lamp's size, GGX alpha squared
    cv::Mat1f shadow;    // empty: none
};

/// The scene's vector in the axes of an item turned by `turnDeg`.
cv::Vec3d intoItem(const cv::Vec3d& v, double turnDeg) {
    const double c = std::cos(turnDeg * CV_PI / 180);
    const double s = std::sin(turnDeg * CV_PI / 180);
    return {c * v[0] + s * v[1], -s * v[0] + c * v[1], v[2]};
}

LocalLamp localLamp(const Lamp& lamp, const Relief& relief, const Stance& stance) {
    const Point offset = stance.viewCenter - stance.at.center;
    const cv::Vec3d middle = intoItem({offset.x, offset.y, 0}, stance.at.turnDeg);
    const cv::Vec3d direction = intoItem(pointingTo(lamp.direction), stance.at.turnDeg);
    const double half = lamp.sizeDeg * CV_PI / 180 / 2;  // the half vector turns half as far as the light
    LocalLamp local;
    local.position = cv::Vec3f(middle + direction * lamp.distanceMm);
    local.strength = static_cast<float>(lamp.strength);
    local.widening = static_cast<float>(half * half);
    local.shadow = castShadow(relief.heightUm, relief.pxPerMm, direction, lamp.sizeDeg);
    return local;
}

/// Everything about one pixel that does not depend on the lamp.
struct Spot {
    cv::Vec3f point;   // millimeters
    float sx, sy;      // slopes
    cv::Vec3f normal;  // unit
    cv::Vec3f toEye;   // unit
    cv::Vec3f spread;
    float f0;
};

/// Smith's shadowing of one direction for GGX.
float smith(float alpha2, const cv::Vec3f& direction) {
    const float z2 = direction[2] * direction[2];
    return 2 / (1 + std::sqrt(1 + alpha2 * (1 - z2) / std::max(z2, 1e-4F)));
}

/// What the lobe sends to the eye of light with unit strength.
float specular(const Spot& spot, const cv::Vec3f& toLight, float widening) {
    const cv::Vec3f half = toLight + spot.toEye;
    const float hz = half[2] / std::sqrt(half.dot(half));
    const float x = half[0] / half[2] + spot.sx;
    const float y = half[1] / half[2] + spot.sy;
    const float xx = spot.spread[0] + widening;
    const float yy = spot.spread[1] + widening;
    const float xy = spot.spread[2];
    const float det = std::max(xx * yy - xy * xy, 1e-8F);
    const float q = (x * x * yy - 2 * x * y * xy + y * y * xx) / det;
    const float density = 1 / (kPi * std::sqrt(det) * (1 + q) * (1 + q));  // of slopes
    const float hz2 = hz * hz;
    const float distribution = density / (hz2 * hz2);
    const float alpha2 = (xx + yy) / 2;
    const float shadowing = smith(alpha2, toLight) * smith(alpha2, spot.toEye);
    const float cosine = std::max(0.F, toLight.dot(half) / std::sqrt(half.dot(half)));
    const float rest = 1 - cosine;
    const float fresnel = spot.f0 + (1 - spot.f0) * rest * rest * rest * rest * rest;
    return kPi * fresnel * distribution * shadowing / (4 * std::max(spot.toEye[2], 0.1F));
}

Spot spotAt(const Relief& relief, const Slopes& slopes, const cv::Vec3f& eye, int x, int y) {
    Spot spot;
    const Point p = relief.at(x, y);
    spot.point = {static_cast<float>(p.x), static_cast<float>(p.y), 0};
    spot.sx = slopes.x(y, x);
    spot.sy = slopes.y(y, x);
    const float length = std::sqrt(1 + spot.sx * spot.sx + spot.sy * spot.sy);
    spot.normal = cv::Vec3f(-spot.sx, -spot.sy, 1) / length;
    const cv::Vec3f toEye = eye - spot.point;
    spot.toEye = toEye / std::sqrt(toEye.dot(toEye));
    spot.spread = relief.spread(y, x);
    spot.f0 = relief.f0(y, x);
    return spot;
}

cv::Vec3f lit(const Spot& spot, const cv::Vec3f& albedo, const LocalLamp& lamp, float visible) {
    const cv::Vec3f toLamp = lamp.position - spot.point;
    const float distance2 = toLamp.dot(toLamp);
    const cv::Vec3f direction = toLamp / std::sqrt(distance2);
    const float cosine = spot.normal.dot(direction);
    if (cosine <= 0) return {};
    const float strength = visible * lamp.strength * lamp.position.dot(lamp.position) / distance2;
    // Slopes that turn away from the lamp have no highlight either.
    const float gloss = specular(spot, direction, lamp.widening) * std::min(1.F, 4 * cosine);
    return albedo * (strength * cosine) + cv::Vec3f::all(strength * gloss);
}

/// Light from all sides: the diffuse part sees the hemisphere, the mirrored one a room that is darker below.
cv::Vec3f surrounded(const Spot& spot, const cv::Vec3f& albedo, float ambient) {
    const float up = 2 * spot.normal[2] * spot.normal.dot(spot.toEye) - spot.toEye[2];
    const float alpha2 = (spot.spread[0] + spot.spread[1]) / 2;
    const float room = 0.5F + 0.5F * std::max(up, 0.F);
    const float mirrored = spot.f0 * room / (1 + 2 * alpha2);
    return albedo * (ambient * (1 + spot.normal[2]) / 2) + cv::Vec3f::all(ambient * mirrored);
}

}  // namespace

cv::Mat1f castShadow(const cv::Mat1f& heightUm, double pxPerMm, const cv::Vec3d& toLight, double sizeDeg) {
    const double flat = std::hypot(toLight[0], toLight[1]);
    double low = 0;
    double high = 0;
    cv::minMaxLoc(heightUm, &low, &high);
    if (flat < 1e-6) return {};
    const double elevation = std::atan2(toLight[2], flat);
    const double risePerPx = 1000 / pxPerMm * std::tan(elevation);  // micrometers
    constexpr int kMostSteps = 48;
    const int steps = std::min(kMostSteps, static_cast<int>((high - low) / risePerPx));
    if (steps < 1) return {};
    const cv::Point2d step(toLight[0] / flat, toLight[1] / flat);
    cv::Mat1f over(heightUm.size(), 0.F);  // the highest point toward the lamp over the ray, as a slope
    cv::Mat1f moved;
    for (int i = 1; i <= steps; ++i) {
        const cv::Matx23d shift(1, 0, step.x * i, 0, 1, step.y * i);
        cv::warpAffine(heightUm, moved, shift, heightUm.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                       cv::BORDER_REPLICATE);
        moved = (moved - heightUm - risePerPx * i) / (1000 / pxPerMm * i);
        cv::max(cv::InputArray(over), moved, over);
    }
    // The lamp's disc sinks behind the horizon over its size.
    const double size = std::max(std::tan(sizeDeg * CV_PI / 180), 0.02);
    cv::Mat1f light = cv::Mat(1 - over / size);
    cv::max(light, 0, light);
    return light;
}

cv::Mat3f shade(const Relief& relief, const Slopes& slopes, const Stance& stance, const Lighting& light) {
    std::vector<LocalLamp> lamps;
    for (const Lamp& lamp : light.lamps) lamps.push_back(localLamp(lamp, relief, stance));
    const Point offset = stance.viewCenter - stance.at.center;
    const cv::Vec3f eye(intoItem({offset.x, offset.y, stance.cameraMm}, stance.at.turnDeg));
    const auto ambient = static_cast<float>(light.ambient);
    cv::Mat3f radiance(relief.size());
    for (int y = 0; y < radiance.rows; ++y) {
        for (int x = 0; x < radiance.cols; ++x) {
            const Spot spot = spotAt(relief, slopes, eye, x, y);
            const cv::Vec3f& albedo = relief.albedo(y, x);
            cv::Vec3f sum = surrounded(spot, albedo, ambient);
            for (const LocalLamp& lamp : lamps) {
                sum += lit(spot, albedo, lamp, lamp.shadow.empty() ? 1.F : lamp.shadow(y, x));
            }
            radiance(y, x) = sum;
        }
    }
    return radiance;
}

}  // namespace tidewaiter::scene
