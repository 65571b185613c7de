// Board scale: how large packages are in millimeters, by the frame's own scale or by packages whose markings
// name their size. Thread rule: pure functions over values, safe to call from any thread.
//
// Seen from far, a plane is mapped to the picture by a linear map A up to a shift. A body of length a and
// width b that lies on the plane at any turn has the side vectors u = a A r and v = b A s with r, s at right
// angles, so u u^T / a^2 + v v^T / b^2 = A A^T whatever the turn: each body of known size gives all of A A^T,
// and with it the length of every other vector on the plane, tilt included. (It is the image of the circle;
// R. Hartley and A. Zisserman, Multiple View Geometry, 2004, 2.7.)
#pragma once

#include <opencv2/core/matx.hpp>
#include <optional>
#include <vector>

#include "firmware/inspection/claimed_body.h"

namespace tidewaiter::inspection {

/// What the finder's corners are good for: natural logarithms of (found / true) of the side ratio and of the
/// root of the area, over the 178 packages of tests/blackbox/packages.tsv that are found with an overlap of
/// 0.4 at least. Of the 89 of split `tune` the largest are 0.31 and 0.22; the bounds leave room for the worst
/// of others, and hold for the 89 of split `held`, whose largest are 0.70 (half of a SOIC) and 0.34.
inline constexpr double kCornerRatioError = 0.75;
inline constexpr double kCornerSizeError = 0.35;
/// The ratio of a side's length seen at 42 degrees to its true length, as a logarithm: officers hold a camera
/// straighter than that.
inline constexpr double kTiltError = 0.3;
/// Of two bodies of known size that tell the same scale: at most so far apart along any direction.
inline constexpr double kScaleAgreement = 0.2;

/// Millimeters along the two sides of a body.
struct BodyMm {
    double longer = 0;
    double shorter = 0;
};

/// A A^T of a plane: square pixels per square millimeter.
using PlaneScale = cv::Matx22d;

/// Of the frame that `region` lies in: its own scale where it has one; else that of the largest set of
/// `claims` of the same frame that agree, each with one size and none of them that of `region`. At least two
/// of them must be of different sizes: chips of one type that were marked anew together agree about a wrong
/// scale.
[[nodiscard]] std::optional<PlaneScale> planeScaleFor(const vision::Region& region,
                                                      const std::vector<ClaimedBody>& claims,
                                                      const std::vector<vision::Frame>& frames);

/// The size of a body on a plane of that scale.
[[nodiscard]] BodyMm measured(const vision::Quad& body, const PlaneScale& scale);
/// The longer by the shorter side in the picture, 1 or more.
[[nodiscard]] double sideRatio(const vision::Quad& body);

}  // namespace tidewaiter::inspection
