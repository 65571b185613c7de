// SameView: pictures of one view, laid upon each other.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <opencv2/core/mat.hpp>
#include <opencv2/core/matx.hpp>
#include <optional>
#include <vector>

#include "vision/frame.h"
#include "vision/quad.h"

namespace tidewaiter::vision {

struct SameView {
    cv::Mat pixels;      ///< BGR, 8 bit; shared with the frame's repeat
    cv::Matx33d change;  ///< homography from the frame's pixels to these
};

/// The frame's repeats with how the view moved from the frame to each. Those of which this cannot be said are
/// left out: the camera was turned away, zoomed, or saw nothing that could be recognized.
[[nodiscard]] std::vector<SameView> sameViews(const Frame& frame);

/// Standard deviation of the noise in `pixels`, in steps of brightness, as far as the next picture shows it;
/// 0 without one. Blur is not taken for noise.
[[nodiscard]] double noiseOf(const cv::Mat& pixels, const std::vector<SameView>& views);

/// The frame's pixels with the noise of the pictures evened out: the mean of all, each laid upon the frame.
[[nodiscard]] cv::Mat merged(const cv::Mat& pixels, const std::vector<SameView>& views);

/// Where `quad` of the frame lies in the other picture; nothing where part of it is outside.
[[nodiscard]] std::optional<Quad> quadIn(const SameView& view, const Quad& quad);

/// Where `quad` of the other picture lies in the frame.
[[nodiscard]] Quad quadBack(const SameView& view, const Quad& quad);

}  // namespace tidewaiter::vision
