// Sharpness: how wide the edges of a picture are, whatever its contrast and noise.
// Thread rule: pure function, safe to call from any thread. Internal to vision: no other module includes it.
//
// Method: re-blurring. An edge that a lens drew with a Gaussian of standard deviation s holds gradient energy
// in proportion to 1/s; blurring the picture once more by a known amount lowers that energy by a ratio that
// depends on s alone, not on the edge's height (S. Zhuo and T. Sim, "Defocus map estimation from a single
// image", Pattern Recognition 44, 2011, use the same ratio edge by edge). Here it is taken over tiles, with
// the energy of the noise subtracted (noise level after J. Immerkaer, "Fast noise variance estimation", CVIU
// 64, 1996, with a median in place of the mean), because single edges drown in noise.
#pragma once

#include <opencv2/core/mat.hpp>

namespace tidewaiter::vision {

/// In [0, 1]: 1 / (1 + (s / 2)^2), where s is the blur in pixels of the picture's sharpest tenth; 0 when
/// nothing in it rises above the noise. Grey 8-bit input. Large pictures are sampled in a regular grid of
/// tiles.
[[nodiscard]] double sharpnessOf(const cv::Mat& grey);

}  // namespace tidewaiter::vision
