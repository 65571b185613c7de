// Label view: a label as if it lay flat before the camera: without the perspective and, where it is bent
// around a drum, tube or roll, unrolled. Thread rule: immutable value after flattened(), a pure function;
// safe from any thread.
//
// Two of the sides of a bent label are straight (along the axis), the other two are arcs of ellipses. Both
// arcs are fitted as chord plus arc of one radius; the radius says how far the print is pressed together
// toward the straight sides.
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "models/error.h"
#include "vision/quad.h"

namespace tidewaiter::vision {

/// How a label is bent.
enum class LabelBend {
    Flat,
    Across,  ///< its upper and lower sides are arcs: the axis stands upright
    Down     ///< its left and right sides are arcs: the axis lies
};

struct FlatLabel {
    cv::Mat bgr;     ///< 8 bit; the label alone, its first corner at the top left
    cv::Mat places;  ///< CV_32FC2: where each pixel of `bgr` lies in the frame
    LabelBend bend = LabelBend::Flat;
    double sagitta =
        0;  ///< height of the higher arc above its chord, as a share of the side between the arcs

    /// Where a point of `bgr` lies in the frame; points outside are brought to the rim first.
    [[nodiscard]] cv::Point2f toFrame(cv::Point2f point) const;
    [[nodiscard]] Quad toFrame(const Quad& quad) const;
};

struct LabelViewOptions {
    double shortestPx = 16;       ///< a smaller shorter side is refused
    double longestPx = 1200;      ///< larger labels are shrunk
    double leastSagitta = 0.025;  ///< flatter arcs are taken for straight: lens and paper are not quite flat
};

/// Fails with a sentence when the corners are no numbers, do not go clockwise round a convex label, or it is
/// too small. `frame` is BGR of 8 bit.
[[nodiscard]] Expected<FlatLabel> flattened(const cv::Mat& frame, const Quad& quad,
                                            const LabelViewOptions& options = {});

/// Unrolled views of the bent labels in `frame`: of `labels` (clockwise quads, surest first) and of light
/// sheets with arcs for sides that the label finder leaves out, at most `most`.
[[nodiscard]] std::vector<FlatLabel> bentLabels(const cv::Mat& frame, const std::vector<Quad>& labels,
                                                int most);

}  // namespace tidewaiter::vision
