// Lit sets: which frames show one scene under several known lights, and what they show together.
// Thread rule: immutable values and pure functions, safe to call from any thread.
#pragma once

#include <vector>

#include "vision/frame.h"
#include "vision/surface/photometric_stereo.h"

namespace tidewaiter::vision {

/// Frames of one scene that differ in their light, and the pictures that no single one of them shows. The
/// pictures carry id, source and scale of the set's first frame, in whose pixels they are.
struct LitSet {
    std::vector<std::string> frames;  ///< ids, in their order
    SurfaceShape shape;
    Frame relief;
    Frame albedo;  ///< without shadows and highlights
};

/// The sets among `frames`: those of one folder and size that have a light, when there are at least four of
/// them and their lights do not lie in one plane. Other frames belong to none. The first one's dark frame is
/// subtracted.
[[nodiscard]] std::vector<LitSet> litSets(const std::vector<Frame>& frames);

/// Lights of one folder from which no set could be made.
struct UnusedLights {
    std::string frame;  ///< id of the first frame that belongs to them
    std::string why;    ///< and what to do, a clause in plain words
};

/// What keeps frames with a light, two or more of one folder and size, from being a set.
[[nodiscard]] std::vector<UnusedLights> unusedLights(const std::vector<Frame>& frames);

/// Whether `frame` is one of the frames of a set.
[[nodiscard]] bool isIn(const std::vector<LitSet>& sets, const Frame& frame);

/// The set that `frame` is the first of, null for none.
[[nodiscard]] const LitSet* setOf(const std::vector<LitSet>& sets, const Frame& frame);

}  // namespace tidewaiter::vision
