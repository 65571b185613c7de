#include "vision/surface/lit_sets.h"

#include <algorithm>
#include <utility>

#include "vision/surface/photometric_stereo.h"
#include "vision/surface/relief.h"

namespace tidewaiter::vision {

namespace {

constexpr std::size_t kLeastLights = 4;  ///< with three, a shadow or highlight cannot be told from a slope

/// Frames with a light, those of one size together, in their order.
std::vector<std::vector<Frame>> setsOf(const std::vector<Frame>& frames) {
    std::vector<std::vector<Frame>> sets;
    for (const auto& frame : frames) {
        if (!frame.light || frame.pixels.empty()) continue;
        const auto same = std::find_if(sets.begin(), sets.end(), [&](const std::vector<Frame>& set) {
            return set.front().pixels.size() == frame.pixels.size() && set.front().linear == frame.linear;
        });
        if (same != sets.end()) {
            same->push_back(frame);
        } else {
            sets.push_back({frame});
        }
    }
    return sets;
}

Frame derived(const Frame& first, cv::Mat picture) {
    Frame frame = first;
    frame.light.reset();
    frame.linear = false;
    frame.pixels = std::move(picture);
    frame.quality = measureQuality(frame.pixels);
    return frame;
}

}  // namespace

std::vector<Frame> derivedFrames(const std::vector<Frame>& frames) {
    std::vector<Frame> pictures;
    for (const auto& set : setsOf(frames)) {
        if (set.size() < kLeastLights) continue;
        const auto shape = photometricStereo(set);
        if (!shape) continue;  // lights in one plane: the frames stand for themselves
        pictures.push_back(derived(set.front(), reliefPicture(*shape)));
        pictures.push_back(derived(set.front(), albedoPicture(*shape)));
    }
    return pictures;
}

}  // namespace tidewaiter::vision
