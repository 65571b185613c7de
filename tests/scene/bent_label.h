// Bent label: a label on a drum, bottle or roll, photographed.
// Thread rule: pure function; the typesetter's rule applies.
//
// The label of a carton scene is stuck around an upright cylinder. Rays of a pinhole camera that looks down
// on it by some degrees meet the cylinder; light falls off toward its sides. Then the camera's defects
// follow.
#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "tests/scene/camera.h"
#include "vision/quad.h"

namespace tidewaiter::scene {

struct BentLabelOptions {
    std::uint64_t seed = 1;
    double halfAngleDeg = 40;  ///< of the cylinder's turn that each half of the label covers, in [1, 75]
    double downDeg = 15;       ///< how far the camera looks down, in [-40, 40]
    int width = 1600;          ///< pixels, in [160, 6000]
    int height = 1200;         ///< pixels, in [160, 6000]
    CameraOptions camera;      ///< tilt and roll are not used
};

struct BentLabel {
    cv::Mat pixels;                  ///< BGR, 8 bit
    vision::Quad quad{};             ///< the label's corners
    std::vector<std::string> texts;  ///< its lines
};

/// Throws std::invalid_argument that names the value and its range when an option is out of range.
[[nodiscard]] BentLabel renderBentLabel(const BentLabelOptions& options, const Typesetter& typesetter);

}  // namespace tidewaiter::scene
