// Label arcs: the upper and the lower side of a label that may be bent around an upright axis.
// Thread rule: pure function, safe to call from any thread. Internal to vision.
#pragma once

#include <opencv2/core/mat.hpp>
#include <optional>

namespace tidewaiter::vision {

/// Chord plus arc, over x in [-1, 1] from the left side to the right one.
struct LabelArc {
    double middle = 0;  ///< row of the chord at x = 0
    double slope = 0;   ///< rows the chord falls per 1 of x
    double rise = 0;    ///< rows that the arc lies above the chord at x = 0; negative below
};

struct LabelArcs {
    LabelArc upper;
    LabelArc lower;
    double radius = 1;  ///< of the cylinder, in half widths of the label
    double clear = 0;   ///< share of the columns in which both arcs are edges, in [0, 1]
};

/// Rows that the arc of a cylinder with `radius` lies above its chord at `x`, as a share of the rise at x =
/// 0.
[[nodiscard]] double arcShape(double x, double radius);
[[nodiscard]] double rowOf(const LabelArc& arc, double x, double radius);

/// The arcs in a gray upright view of the label whose body begins `rim` pixels from each side of the picture.
/// Nothing where no edges run from side to side.
[[nodiscard]] std::optional<LabelArcs> labelArcs(const cv::Mat& grey, int rim);

}  // namespace tidewaiter::vision
