#include "vision/surface/lit_sets.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "vision/surface/relief.h"

namespace tidewaiter::vision {

namespace {

constexpr std::size_t kLeastLights = 4;  ///< with three, a shadow or highlight cannot be told from a slope

/// The folder or device that the frame came from.
std::filesystem::path originOf(const Frame& frame) {
    return std::filesystem::path(frame.source).parent_path();
}

/// Frames with a light, those of one origin and size together, in their order.
std::vector<std::vector<Frame>> setsOf(const std::vector<Frame>& frames) {
    std::vector<std::vector<Frame>> sets;
    for (const auto& frame : frames) {
        if (!frame.light || frame.pixels.empty()) continue;
        const auto same = std::find_if(sets.begin(), sets.end(), [&](const std::vector<Frame>& set) {
            const auto& first = set.front();
            return originOf(first) == originOf(frame) && first.pixels.size() == frame.pixels.size() &&
                   first.linear == frame.linear;
        });
        if (same != sets.end()) {
            same->push_back(frame);
        } else {
            sets.push_back({frame});
        }
    }
    return sets;
}

cv::Mat darkOf(const std::vector<Frame>& together) {
    const auto& dark = together.front().dark;
    return dark ? dark->pixels : cv::Mat();
}

/// Why these frames are no set; empty when they are one.
std::string troubleWithSet(const std::vector<Frame>& together) {
    if (together.size() < kLeastLights) {
        return std::to_string(together.size()) + " lights do not tell a slope from a shadow; use " +
               std::to_string(kLeastLights) + " or more";
    }
    return troubleWithLights(together, darkOf(together));
}

Frame derived(const Frame& first, cv::Mat picture) {
    Frame frame = first;
    frame.light.reset();
    frame.dark.reset();
    frame.linear = false;
    frame.pixels = std::move(picture);
    frame.quality = measureQuality(frame.pixels);
    return frame;
}

}  // namespace

std::vector<LitSet> litSets(const std::vector<Frame>& frames) {
    std::vector<LitSet> sets;
    for (const auto& together : setsOf(frames)) {
        if (!troubleWithSet(together).empty()) continue;
        auto shape = photometricStereo(together, darkOf(together));
        if (!shape) continue;
        LitSet set;
        for (const auto& frame : together) set.frames.push_back(frame.id);
        set.relief = derived(together.front(), reliefPicture(*shape));
        set.albedo = derived(together.front(), albedoPicture(*shape));
        set.shape = std::move(*shape);
        sets.push_back(std::move(set));
    }
    return sets;
}

std::vector<UnusedLights> unusedLights(const std::vector<Frame>& frames) {
    std::vector<UnusedLights> unused;
    for (const auto& together : setsOf(frames)) {
        if (together.size() < 2) continue;
        if (auto why = troubleWithSet(together); !why.empty())
            unused.push_back({together.front().id, std::move(why)});
    }
    return unused;
}

bool isIn(const std::vector<LitSet>& sets, const Frame& frame) {
    return std::any_of(sets.begin(), sets.end(), [&](const LitSet& set) {
        return std::find(set.frames.begin(), set.frames.end(), frame.id) != set.frames.end();
    });
}

const LitSet* setOf(const std::vector<LitSet>& sets, const Frame& frame) {
    const auto found = std::find_if(sets.begin(), sets.end(),
                                    [&](const LitSet& set) { return set.frames.front() == frame.id; });
    return found == sets.end() ? nullptr : &*found;
}

}  // namespace tidewaiter::vision
