// The geometric half of the camera, and the drawing of its values.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "tests/scene/camera.h"

namespace tidewaiter::scene {

namespace {

struct Limit {
    const char* name;
    Range CameraOptions::*range;
    Range allowed;
};

constexpr std::array<Limit, 14> kLimits = {{
    {"tiltDeg", &CameraOptions::tiltDeg, {0, 50}},
    {"rollDeg", &CameraOptions::rollDeg, {-180, 180}},
    {"defocusPx", &CameraOptions::defocusPx, {0, 20}},
    {"motionPx", &CameraOptions::motionPx, {0, 60}},
    {"readNoise", &CameraOptions::readNoise, {0, 60}},
    {"fullWellElectrons", &CameraOptions::fullWellElectrons, {0, 1e9}},
    {"exposure", &CameraOptions::exposure, {0.05, 8}},
    {"lightFalloff", &CameraOptions::lightFalloff, {0, 1}},
    {"vignette", &CameraOptions::vignette, {0, 1}},
    {"colorCast", &CameraOptions::colorCast, {0, 0.5}},
    {"glareBlobs", &CameraOptions::glareBlobs, {0, 20}},
    {"glareLevels", &CameraOptions::glareLevels, {0, 500}},
    {"glareRadius", &CameraOptions::glareRadius, {0.001, 1}},
    {"jpegQuality", &CameraOptions::jpegQuality, {1, 100}},
}};

double draw(Random& random, const Range& range) {
    return random.real(range.low, range.high);
}

int drawWhole(Random& random, const Range& range) {
    return random.between(static_cast<int>(range.low), static_cast<int>(range.high));
}

Glare drawGlare(const CameraOptions& options, cv::Size picture, Random& random) {
    Glare glare;
    glare.center = {random.real(0, picture.width), random.real(0, picture.height)};
    const double radius = draw(random, options.glareRadius) * picture.width;
    glare.radius = {radius, radius * random.real(0.3, 1)};
    glare.turnDeg = random.real(0, 180);
    glare.levels = draw(random, options.glareLevels);
    return glare;
}

cv::Matx33d aboutX(double rad) {
    return {1, 0, 0, 0, std::cos(rad), -std::sin(rad), 0, std::sin(rad), std::cos(rad)};
}

cv::Matx33d aboutZ(double rad) {
    return {std::cos(rad), -std::sin(rad), 0, std::sin(rad), std::cos(rad), 0, 0, 0, 1};
}

/// Moves and shrinks the picture after `mapping` so that every point lies inside with a small margin.
cv::Matx33d fitInside(const cv::Matx33d& mapping, cv::Size picture, const std::vector<Point>& points) {
    if (points.empty()) return mapping;
    const double inf = std::numeric_limits<double>::infinity();
    Point low{inf, inf};
    Point high{-inf, -inf};
    for (const Point& point : points) {
        const Point p = mapped(mapping, point);
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    const double margin = 0.012 * picture.width;
    const double room = std::min((picture.width - 2 * margin) / (high.x - low.x),
                                 (picture.height - 2 * margin) / (high.y - low.y));
    const double scale = std::min(1.0, room);
    const Point middle{picture.width / 2.0, picture.height / 2.0};
    const auto shift = [&](double lowest, double highest, double center, double extent) {
        const double from = center + (lowest - center) * scale;
        const double to = center + (highest - center) * scale;
        return std::max(0.0, margin - from) - std::max(0.0, to - (extent - margin));
    };
    const double dx = shift(low.x, high.x, middle.x, picture.width);
    const double dy = shift(low.y, high.y, middle.y, picture.height);
    return cv::Matx33d{scale, 0, middle.x * (1 - scale) + dx, 0, scale, middle.y * (1 - scale) + dy, 0,
                       0,     1} *
           mapping;
}

}  // namespace

CameraOptions CameraOptions::clean() {
    CameraOptions options;
    options.tiltDeg = options.rollDeg = options.defocusPx = options.motionPx = {0, 0};
    options.readNoise = options.fullWellElectrons = {0, 0};
    options.lightFalloff = options.vignette = options.colorCast = {0, 0};
    options.glareBlobs = options.glareLevels = {0, 0};
    options.exposure = {1, 1};
    options.jpegQuality = {100, 100};
    return options;
}

void check(const CameraOptions& options) {
    for (const Limit& limit : kLimits) {
        const Range& range = options.*limit.range;
        if (range.low >= limit.allowed.low && range.high <= limit.allowed.high && range.low <= range.high) {
            continue;
        }
        throw std::invalid_argument(std::string("camera option ") + limit.name + " is [" +
                                    std::to_string(range.low) + ", " + std::to_string(range.high) +
                                    "], but must rise within [" + std::to_string(limit.allowed.low) + ", " +
                                    std::to_string(limit.allowed.high) + "]");
    }
}

Shot drawShot(const CameraOptions& options, cv::Size picture, Random random) {
    Shot shot;
    shot.tiltDeg = draw(random, options.tiltDeg);
    shot.tiltTowardDeg = random.real(0, 360);
    shot.rollDeg = draw(random, options.rollDeg);
    shot.defocusPx = draw(random, options.defocusPx);
    shot.motionPx = draw(random, options.motionPx);
    shot.motionTowardDeg = random.real(0, 180);
    shot.readNoise = draw(random, options.readNoise);
    shot.fullWellElectrons = draw(random, options.fullWellElectrons);
    shot.exposure = draw(random, options.exposure);
    shot.lightFalloff = draw(random, options.lightFalloff);
    shot.lightFromDeg = random.real(0, 360);
    shot.vignette = draw(random, options.vignette);
    const double cast = draw(random, options.colorCast);
    shot.redGain = 1 + random.real(-1, 1) * cast;
    shot.blueGain = 1 + random.real(-1, 1) * cast;
    const int glares = drawWhole(random, options.glareBlobs);
    for (int i = 0; i < glares; ++i) shot.glares.push_back(drawGlare(options, picture, random));
    shot.jpegQuality = drawWhole(random, options.jpegQuality);
    return shot;
}

Point mapped(const cv::Matx33d& mapping, const Point& point) {
    const cv::Vec3d p = mapping * cv::Vec3d(point.x, point.y, 1);
    return {p[0] / p[2], p[1] / p[2]};
}

cv::Matx33d lensMapping(const Shot& shot, const Rect& view, cv::Size picture,
                        const std::vector<Point>& mustShow) {
    const double rad = CV_PI / 180;
    const double toward = shot.tiltTowardDeg * rad;
    const cv::Matx33d turn =
        aboutZ(shot.rollDeg * rad) * aboutZ(toward) * aboutX(shot.tiltDeg * rad) * aboutZ(-toward);
    const double distance = cameraDistance(view);
    const double focal = distance * picture.width / view.width;  // pixels
    const cv::Matx33d center{1, 0, -view.x - view.width / 2, 0, 1, -view.y - view.height / 2, 0, 0, 1};
    const cv::Matx33d plane{turn(0, 0), turn(0, 1), 0,          turn(1, 0), turn(1, 1),
                            0,          turn(2, 0), turn(2, 1), distance};
    const cv::Matx33d project{focal, 0, picture.width / 2.0, 0, focal, picture.height / 2.0, 0, 0, 1};
    const cv::Matx33d pixelCenters{1, 0, -0.5, 0, 1, -0.5, 0, 0, 1};  // lie at whole numbers
    return pixelCenters * fitInside(project * plane * center, picture, mustShow);
}

void to_json(nlohmann::json& json, const Shot& shot) {
    json = {{"tilt_deg", shot.tiltDeg},
            {"tilt_toward_deg", shot.tiltTowardDeg},
            {"roll_deg", shot.rollDeg},
            {"defocus_px", shot.defocusPx},
            {"motion_px", shot.motionPx},
            {"motion_toward_deg", shot.motionTowardDeg},
            {"read_noise", shot.readNoise},
            {"full_well_electrons", shot.fullWellElectrons},
            {"exposure", shot.exposure},
            {"light_falloff", shot.lightFalloff},
            {"light_from_deg", shot.lightFromDeg},
            {"vignette", shot.vignette},
            {"red_gain", shot.redGain},
            {"blue_gain", shot.blueGain},
            {"jpeg_quality", shot.jpegQuality}};
    json["glares"] = nlohmann::json::array();
    for (const Glare& glare : shot.glares) {
        json["glares"].push_back({{"center", {glare.center.x, glare.center.y}},
                                  {"radius", {glare.radius.width, glare.radius.height}},
                                  {"turn_deg", glare.turnDeg},
                                  {"levels", glare.levels}});
    }
}

}  // namespace tidewaiter::scene
