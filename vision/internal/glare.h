// Glare: where a lamp's reflection burnt the picture out.
// Thread rule: pure function, safe to call from any thread. Internal to vision: no other module includes it.
//
// White paper, white labels and white backgrounds are as bright as glare, and far more common. What tells
// them apart is the rim: a reflection fades over many pixels into something much darker, while paper ends in
// an edge, or fades into more paper. Only burnt-out patches most of whose rim fades in that way are counted,
// and none in pictures on a burnt-out white ground.
#pragma once

#include <opencv2/core/mat.hpp>

namespace tidewaiter::vision {

/// Share of the picture, in [0, 1], that lies in burnt-out patches with a fading rim. Grey 8-bit input.
[[nodiscard]] double glareOf(const cv::Mat& grey);

}  // namespace tidewaiter::vision
