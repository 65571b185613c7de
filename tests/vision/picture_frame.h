// Picture frame: a picture as a frame, for tests of what looks at frames.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <opencv2/core/mat.hpp>

#include "vision/frame.h"

namespace tidewaiter::test {

inline vision::Frame frameOf(const cv::Mat& pixels) {
    vision::Frame frame;
    frame.id = "f1";
    frame.pixels = pixels;
    frame.width = pixels.cols;
    frame.height = pixels.rows;
    return frame;
}

}  // namespace tidewaiter::test
