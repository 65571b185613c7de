// Picture: pixels of a frame as they stand in the report: scaled, cut out and straightened, encoded.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <opencv2/core/mat.hpp>
#include <string>

#include "vision/quad.h"

namespace tidewaiter::evidence {

/// True when every corner is a finite number close enough to any possible picture to be drawn.
[[nodiscard]] bool isDrawable(const vision::Quad& quad);

/// `quad` with its corners pushed outwards by `px` along its own sides; unchanged when it has no width or
/// height.
[[nodiscard]] vision::Quad widened(const vision::Quad& quad, double px);

/// The factor by which a picture of `size` is brought to a long side of at most `longSidePx`. Small pictures
/// grow, at most twice, so that what is drawn on them stays crisp. Precondition: not empty.
[[nodiscard]] double displayScale(cv::Size size, int longSidePx);

/// Where a point of a picture comes to lie when the picture is scaled: pixel centres are at whole numbers,
/// the picture's corner is at -0.5.
[[nodiscard]] cv::Point2f scaledPoint(const cv::Point2f& point, double scale);

/// A copy of `pixels`, scaled. Precondition: not empty, scale above 0.
[[nodiscard]] cv::Mat scaled(const cv::Mat& pixels, double scale);

struct CutOutOptions {
    double margin = 0.12;   ///< of the shorter side, added all around where the picture has room for it, so
                            ///< that no stroke is cut off
    int longSidePx = 640;   ///< larger cut-outs are scaled down to it
    int shortSidePx = 56;   ///< smaller ones are scaled up towards it
    double maxEnlarge = 4;  ///< but not beyond this factor: more pixels than were seen pretend to a detail
};

/// The part of `pixels` inside `quad`, straightened: its first corner becomes the top left one. What lies
/// outside the picture is grey. Empty when the quad has no area or does not touch the picture.
[[nodiscard]] cv::Mat cutOut(const cv::Mat& pixels, const vision::Quad& quad,
                             const CutOutOptions& options = {});

/// `pixels` as "data:image/jpeg;base64,...", empty when there are none. `quality` in [1, 100].
[[nodiscard]] std::string jpegDataUri(const cv::Mat& pixels, int quality);

}  // namespace tidewaiter::evidence
