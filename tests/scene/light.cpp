#include "tests/scene/light.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace tidewaiter::scene {

namespace {

Lamp lampAt(double azimuthDeg, double elevationDeg, double strength, double sizeDeg) {
    Lamp lamp;
    lamp.direction = {std::fmod(azimuthDeg + 360, 360), elevationDeg};
    lamp.strength = strength;
    lamp.sizeDeg = sizeDeg;
    return lamp;
}

std::vector<Lamp> drawLamps(LightKind kind, Random& random) {
    const double azimuth = random.real(0, 360);
    switch (kind) {
        case LightKind::Soft: {
            const double elevation = random.real(35, 80);
            return {lampAt(azimuth, elevation, 0.6, random.real(18, 30))};
        }
        case LightKind::Lamp: {
            const double elevation = random.real(32, 75);
            return {lampAt(azimuth, elevation, 0.8, random.real(2, 7))};
        }
        case LightKind::Ring: {
            std::vector<Lamp> lamps;
            const double elevation = random.real(55, 78);
            const double size = random.real(4, 9);
            for (int i = 0; i < 6; ++i) lamps.push_back(lampAt(azimuth + 60 * i, elevation, 0.15, size));
            return lamps;
        }
        case LightKind::Raking: {
            const double elevation = random.real(12, 28);
            return {lampAt(azimuth, elevation, 1.6, random.real(2, 6))};
        }
    }
    return {};
}

}  // namespace

double Lighting::onFlat() const {
    double sum = ambient;
    for (const Lamp& lamp : lamps) {
        sum += lamp.strength * std::sin(lamp.direction.elevationDeg * CV_PI / 180);
    }
    return sum;
}

Lighting Lighting::even() {
    Lighting light;
    light.lamps = {lampAt(120, 65, 0.6, 25)};
    light.ambient = 1 - (light.onFlat() - light.ambient);
    return light;
}

LightKind drawLightKind(Random random) {
    return random.pick(std::vector<LightKind>{LightKind::Soft, LightKind::Soft, LightKind::Soft,
                                              LightKind::Lamp, LightKind::Ring, LightKind::Raking});
}

Lighting drawLighting(LightKind kind, double viewMm, Random random) {
    Lighting light;
    light.lamps = drawLamps(kind, random);
    light.ambient = kind == LightKind::Soft ? random.real(0.35, 0.6) : random.real(0.08, 0.3);
    const double distance = std::max(random.real(180, 500), 1.5 * viewMm);
    const double scale = 1 / light.onFlat();
    light.ambient *= scale;
    for (Lamp& lamp : light.lamps) {
        lamp.strength *= scale;
        lamp.distanceMm = distance;
    }
    return light;
}

void to_json(nlohmann::json& json, const Lighting& light) {
    json = {{"ambient", light.ambient}, {"lamps", nlohmann::json::array()}};
    for (const Lamp& lamp : light.lamps) {
        json["lamps"].push_back({{"azimuth_deg", lamp.direction.azimuthDeg},
                                 {"elevation_deg", lamp.direction.elevationDeg},
                                 {"distance_mm", lamp.distanceMm},
                                 {"strength", lamp.strength},
                                 {"size_deg", lamp.sizeDeg}});
    }
}

cv::Vec3d pointingTo(const vision::LightDirection& direction) {
    const double azimuth = direction.azimuthDeg * CV_PI / 180;
    const double elevation = direction.elevationDeg * CV_PI / 180;
    const double flat = std::cos(elevation);
    return {std::cos(azimuth) * flat, -std::sin(azimuth) * flat, std::sin(elevation)};
}

}  // namespace tidewaiter::scene
