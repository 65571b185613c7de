// Camera: how a flat scene becomes a photo: perspective, light, optics, sensor, JPEG.
// Thread rule: immutable values and pure functions, safe to call from any thread.
#pragma once

#include <algorithm>
#include <nlohmann/json_fwd.hpp>
#include <opencv2/core/mat.hpp>
#include <opencv2/core/matx.hpp>

#include "tests/scene/random.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// How far the lens stands away, in millimeters: as a phone is held over a parcel, but no closer than lenses
/// focus.
[[nodiscard]] inline double cameraDistance(const Rect& view) {
    return std::max(1.35 * view.width, 90.0);
}

/// An interval that a value is drawn from, both ends included.
struct Range {
    double low = 0;
    double high = 0;
};

/// What a photo may suffer from. Each photo draws one value from each range.
struct CameraOptions {
    Range tiltDeg{0, 11};                  ///< lens axis against the plane's normal, in [0, 50]
    Range rollDeg{-4, 4};                  ///< turn about the lens axis, clockwise, in [-180, 180]
    Range defocusPx{0.2, 0.9};             ///< radius of the blur disc, in [0, 20]
    Range motionPx{0, 1.2};                ///< length of the smear, in [0, 60]
    Range readNoise{0.6, 2.2};             ///< deviation in levels of 255, in [0, 60]
    Range fullWellElectrons{3000, 16000};  ///< electrons at level 255: fewer give more shot noise, >= 20
    Range exposure{0.86, 1.12};            ///< gain, in [0.05, 8]; above 1 the bright parts burn out
    Range lightFalloff{0, 0.24};           ///< light lost from the bright to the dark side, in [0, 1]
    Range vignette{0, 0.18};               ///< light lost in the corners, in [0, 1]
    Range colorCast{0, 0.05};              ///< error of the white balance, in [0, 0.5]
    Range glareBlobs{0, 2};                ///< number of reflections, whole, in [0, 20]
    Range glareLevels{15, 70};             ///< brightness of each at its middle in levels of 255, in [0, 500]
    Range glareRadius{0.03, 0.12};         ///< of the picture's width, in [0.001, 1]
    Range jpegQuality{82, 95};             ///< whole, in [1, 100]; 100 leaves JPEG out

    /// No defect at all and the lens exactly above.
    [[nodiscard]] static CameraOptions clean();
};

/// Throws std::invalid_argument that names the field and its range when a range is reversed or too wide.
void check(const CameraOptions& options);

struct Glare {
    Point center;        ///< pixels
    Size radius;         ///< pixels
    double turnDeg = 0;  ///< clockwise
    double levels = 0;
};

/// The values of one photo, in the units of CameraOptions.
struct Shot {
    double tiltDeg = 0;
    double tiltTowardDeg = 0;  ///< direction in the picture in which the plane leans away
    double rollDeg = 0;
    double defocusPx = 0;
    double motionPx = 0;
    double motionTowardDeg = 0;
    double readNoise = 0;
    double fullWellElectrons = 0;  ///< 0: no shot noise
    double exposure = 1;
    double lightFalloff = 0;
    double lightFromDeg = 0;
    double vignette = 0;
    double redGain = 1;
    double blueGain = 1;
    std::vector<Glare> glares;
    int jpegQuality = 100;
};

/// Draws one photo's values; `picture` is its size in pixels. Precondition: check(options) passed.
[[nodiscard]] Shot drawShot(const CameraOptions& options, cv::Size picture, Random random);

/// Maps millimeters of the scene's plane to pixels of the picture: the middle of `view` comes to the middle
/// of the picture at `picture.width / view.width` pixels per millimeter. Then, where the tilt would push a
/// point of `mustShow` over the edge, the picture is moved and made smaller until all of them lie inside.
[[nodiscard]] cv::Matx33d lensMapping(const Shot& shot, const Rect& view, cv::Size picture,
                                      const std::vector<Point>& mustShow);

[[nodiscard]] Point mapped(const cv::Matx33d& mapping, const Point& point);

/// What the lens makes of `picture`, of any depth: defocus and motion.
[[nodiscard]] cv::Mat blurred(const cv::Mat& picture, const Shot& shot);

/// Light, blur, noise and JPEG, upon a picture that has its perspective already.
[[nodiscard]] cv::Mat develop(const cv::Mat& picture, const Shot& shot, Random random);

void to_json(nlohmann::json& json, const Shot& shot);

}  // namespace tidewaiter::scene
