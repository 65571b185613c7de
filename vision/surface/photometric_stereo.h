// Photometric stereo: which way a surface faces at every pixel, and how light its material is, from frames of
// one scene that differ only in where the light stood.
// Thread rule: pure functions, safe to call from any thread.
//
// R. Woodham, "Photometric method for determining surface orientation from multiple images", Optical
// Engineering 19(1), 1980: a matt surface reflects in proportion to the cosine between its normal and the
// light, so three lights give three equations for the normal times the albedo. With more lights, shadows and
// highlights are left out pixel by pixel by a least trimmed squares fit over triples of lights (P. Rousseeuw,
// "Least median of squares regression", JASA 79, 1984). With exactly four, where every triple explains
// itself, the darkest observation goes if it is a shadow (F. Solomon and K. Ikeuchi, "Extracting the shape
// and roughness of specular lobe objects using four light photometric stereo", PAMI 18, 1996), else the
// triple with the lowest albedo stays, since a highlight only adds light (E. Coleman and R. Jain, "Obtaining
// 3-dimensional shape of textured and specular surfaces using four-source photometry", CGIP 18, 1982).
//
// What it is worth (tests/vision/ring_test.cpp, on rendered packages with near lamps, gloss, cast shadows and
// noise): eight lamps 25 degrees high give normals within 2.5 degrees (median). Lamps should stand at 20 to
// 30 degrees, all alike: higher ones see the broad gloss of black plastic, which makes slopes come out too
// steep.
#pragma once

#include <opencv2/core/mat.hpp>
#include <opencv2/core/matx.hpp>
#include <span>
#include <string>

#include "models/error.h"
#include "vision/frame.h"

namespace tidewaiter::vision {

struct PhotometricOptions {
    /// Angle in degrees that the lights must at least span out of one common plane through the object; below,
    /// noise decides about the normals. The sine of it is compared with the smallest singular value.
    double leastSpreadDeg = 5;
};

/// What the surface is like. Coordinates: x to the picture's right edge, y to its top, z to the camera.
struct SurfaceShape {
    cv::Mat normals;  ///< CV_32FC3, unit vectors; (0, 0, 1) where nothing is known
    cv::Mat albedo;   ///< CV_32FC3, BGR in linear light, 1 is what a white sheet facing the light shows
    cv::Mat lights;   ///< CV_8U: by how many lights the normal is supported; 0 where nothing is known
};

/// Unit vector from the object to the light, in the coordinates of SurfaceShape.
[[nodiscard]] cv::Vec3d towards(const LightDirection& light);

/// Why nothing can be computed from these frames and their dark frame, one sentence; empty when it can.
[[nodiscard]] std::string troubleWithLights(std::span<const Frame> frames, const cv::Mat& dark = {},
                                            const PhotometricOptions& options = {});

/// Normals and albedo of what all `frames` show. Each must carry its light direction; with three lights
/// nothing can be left out, so four or more are better, six good. `dark`, when not empty, is the same view
/// with all lights off and is subtracted. Where
/// frames are not linear, the sRGB curve (IEC 61966-2-1) that photos are stored with is undone first. Lights
/// count as equally strong and far away. Fails with the sentence of troubleWithLights() when there are fewer
/// than three frames, one has no light or no pixels, sizes differ, some are linear and some not, or the
/// lights lie in one plane.
[[nodiscard]] Expected<SurfaceShape> photometricStereo(std::span<const Frame> frames,
                                                       const cv::Mat& dark = {},
                                                       const PhotometricOptions& options = {});

}  // namespace tidewaiter::vision
