// Blot canvas: fields over a rectangle, in millimeters, from which blots are made.
// Thread rule: immutable after making, safe to read from any thread.
//
// Fields are floats; coverage is a field in [0, 1]. All fields of one canvas have the same size and can be
// added and multiplied pixel by pixel.
#pragma once

#include <opencv2/core/mat.hpp>
#include <string_view>

#include "tests/scene/marks.h"
#include "tests/scene/random.h"

namespace tidewaiter::scene {

class BlotCanvas {
  public:
    BlotCanvas(const Rect& rect, Random random);

    /// Noise of mean 0 and deviation 1; its grain is a Gaussian of these deviations. The same name gives the
    /// same noise.
    [[nodiscard]] cv::Mat noise(std::string_view name, double acrossMm, double downMm) const;
    /// 1 within `part`, 0 outside; from one to the other within `softMm`.
    [[nodiscard]] cv::Mat inside(const Rect& part, double softMm) const;
    /// Distance to the nearest side of `part` in millimeters, negative outside.
    [[nodiscard]] cv::Mat depthIn(const Rect& part) const;
    [[nodiscard]] Blot blot(const cv::Mat& coverage, const Color& color) const;

  private:
    Rect rect_;
    cv::Size size_;
    Random random_;
};

/// 0 where `field` lies below `level` by half of `width`, 1 above, a slope between.
[[nodiscard]] cv::Mat above(const cv::Mat& field, double level, double width);
/// The level that the share `part` of the values lies above, among those where `where` is at least a half.
[[nodiscard]] double levelOf(const cv::Mat& field, const cv::Mat& where, double part);

}  // namespace tidewaiter::scene
