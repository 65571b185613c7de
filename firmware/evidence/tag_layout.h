// Tag layout: where the numbers stand on an annotated picture.
// Thread rule: pure functions, safe to call from any thread.
//
// Greedy point-feature labelling (after Christensen, Marks and Shieber, 1995): every quad offers places along
// its outline, near ones first; a tag takes the cheapest one that is free, and later tags keep clear of it.
#pragma once

#include <opencv2/core/types.hpp>
#include <optional>
#include <vector>

#include "vision/quad.h"

namespace tidewaiter::evidence {

struct Tag {
    vision::Quad quad;  ///< what it names, in pixels of the picture
    cv::Size size;      ///< of the tag, in pixels
};

/// A place for each tag, earlier ones choosing first: inside `picture`, not overlapping another, as near to
/// its quad and as clear of all quads, and of `others`, as can be had. Nothing where no free place was left.
[[nodiscard]] std::vector<std::optional<cv::Rect>> placeTags(const std::vector<Tag>& tags,
                                                             const std::vector<vision::Quad>& others,
                                                             cv::Size picture);

}  // namespace tidewaiter::evidence
