// Detector: where text stands in a picture, by the differentiable-binarization network of PP-OCRv4.
// Thread rule: immutable after load(); detect() may be called from several threads at once.
//
// Source: M. Liao et al., "Real-time Scene Text Detection with Differentiable Binarization", AAAI 2020,
// section 3.4 for the post-processing (threshold, contours, unclip).
#pragma once

#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "models/error.h"
#include "ocr/text/session.h"
#include "vision/quad.h"

namespace tidewaiter::ocr {

struct DetectorOptions {
    float pixelThreshold = 0.3F;  ///< in [0, 1]: a pixel at least this sure belongs to text; lower joins more
    float boxThreshold =
        0.5F;             ///< in [0, 1]: a box whose mean is below is dropped; lower finds fainter lines
    float unclip = 1.6F;  ///< the network marks shrunk lines; boxes grow back by area * unclip / perimeter
    float minSidePx = 4;  ///< boxes thinner than this (network pixels) are dropped
    float faintThreshold = 0.15F;  ///< in [0, 1]: pixels and boxes this sure, but no surer, are faint; lower
                                   ///< finds more to look at
};

struct DetectedLine {
    vision::Quad quad{};  ///< in pixels of the picture given; first edge is the longer one, left to right or
                          ///< top to bottom
    float score = 0;      ///< in [0, 1]: mean of the network's map inside the box
};

struct Detection {
    std::vector<DetectedLine> lines;
    std::vector<DetectedLine> faint;  ///< boxes where the network answered, but not surely enough for a line
};

class Detector {
  public:
    explicit Detector(Session session, const DetectorOptions& options = {});

    /// Lines of text in `picture` (BGR, 8 bit) looked at `scale` times its size.
    [[nodiscard]] Expected<Detection> detect(const cv::Mat& picture, double scale) const;

  private:
    Session session_;
    DetectorOptions options_;
};

/// The post-processing alone: `map` is the network's output (CV_32F, [0, 1]); quads are in map pixels.
[[nodiscard]] Detection linesOfMap(const cv::Mat& map, const DetectorOptions& options);

}  // namespace tidewaiter::ocr
