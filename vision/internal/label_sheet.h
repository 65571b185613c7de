// Label sheet: an upright square view of a label and of what lies around it, for judging its condition.
// Thread rule: immutable value and pure functions, safe to call from any thread. Internal to vision.
#pragma once

#include <opencv2/core/mat.hpp>
#include <optional>

#include "vision/quad.h"
#include "vision/region.h"

namespace tidewaiter::vision {

struct LabelSheet {
    cv::Mat bgr;        ///< 8 bit, square
    cv::Mat white;      ///< its darkest channel: white paper is bright in it, cardboard is not
    cv::Mat seen;       ///< 0 where the view shows what lies outside the frame
    bool whole = true;  ///< whether all of the label, and some of what is around it, lies in the frame
    int body = 0;       ///< side of the label in pixels
    int rim = 0;        ///< pixels around it
    double paper = 0;   ///< the paper's brightness in `white`
};

/// Nothing where the label is too small to be judged.
[[nodiscard]] std::optional<LabelSheet> labelSheet(const cv::Mat& bgr, const Quad& quad);

/// Whether the edge of another sheet shows beside neighboring sides; nothing where it does not.
[[nodiscard]] std::optional<LabelCondition> coveredSheet(const LabelSheet& sheet);

/// Whether a part of the sheet is torn off; nothing where it is not.
[[nodiscard]] std::optional<LabelCondition> tornSheet(const LabelSheet& sheet);

}  // namespace tidewaiter::vision
