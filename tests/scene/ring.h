// Ring: one view of a scene under a ring of lamps that burn one after the other, for photometric stereo.
// Thread rule: pure functions; the typesetter's rule applies.
//
// The lamps stand close enough that their direction and strength change across the view, highlights and cast
// shadows are there, and the frames carry the sensor's noise: a fit must be robust against all of that.
#pragma once

#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "tests/scene/package_view.h"
#include "tests/scene/renderer.h"

namespace tidewaiter::scene {

struct RingOptions {
    int lights = 8;            ///< in [4, 64], evenly around, from the picture's right edge on
    double elevationDeg = 40;  ///< of all of them, in [5, 85]
    double elevationSpreadDeg =
        12;                   ///< every second lamp stands so much higher, in [0, 40]; at most 85 in all
    double distanceMm = 400;  ///< from the middle of the view, in [100, 10000]
    double sizeDeg = 2;       ///< see Lamp, in [0.1, 20]
    double stray = 0.02;      ///< light of the room, in shares of one lamp's, in [0, 1]
};

struct RingFrame {
    cv::Mat pixels;  ///< BGR, 8 bit, sRGB
    vision::LightDirection light;
};

struct Ring {
    std::vector<RingFrame> frames;
    cv::Mat dark;  ///< all lamps off
    cv::Mat all;   ///< all lamps on, each with its share of one lamp's strength
    /// True ones as sharp as the lens shows them, unit vectors: x right, y up, z to the camera; (0, 0, 1)
    /// around the tops.
    cv::Mat3f normals;
    /// True one as sharp as the lens shows it, diffuse, linear, blue, green, red.
    cv::Mat3f albedo;
    double strength = 1;  ///< of each lamp: what a white sheet that faces it sends back, 1 is picture white
    Truth truth;          ///< of the frame with all lamps on
};

/// The camera looks straight down, whatever the request's camera says, and neither moves nor compresses.
/// Throws std::invalid_argument that names value and range when something is out of range; cartons have no
/// relief and are refused.
[[nodiscard]] Ring renderRing(const Request& request, const RingOptions& options,
                              const Typesetter& typesetter);
/// The same of one package close up.
[[nodiscard]] Ring renderRing(const PackageOptions& package, const RingOptions& options,
                              const Typesetter& typesetter);

/// Writes the ring's files into `folder`, see FORMAT.md. Throws std::runtime_error when one cannot be
/// written.
void writeRing(const Ring& ring, const std::filesystem::path& folder);

}  // namespace tidewaiter::scene
