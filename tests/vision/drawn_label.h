// Drawn label: a sheet with lines of print and a barcode on some ground, for tests of what looks at labels.
// Thread rule: pure functions over a value, safe to call from any thread.
#pragma once

#include <opencv2/core/mat.hpp>

#include "vision/quad.h"

namespace tidewaiter::test {

struct DrawnLabel {
    cv::Size2f size{360, 240};        ///< pixels
    cv::Point2f center{400, 300};     ///< in a picture of 800 by 600
    double turnDeg = 3;               ///< clockwise
    float lean = 0;                   ///< share of its width that the upper side is shorter
    cv::Scalar paper{238, 240, 240};  ///< BGR
    cv::Scalar ink{25, 25, 25};
    cv::Scalar ground{90, 130, 165};
    int lines = 5;               ///< of print; 0 leaves the barcode out too
    double shadow = 0;           ///< share of the light lost at the picture's left side
    bool coveredCorner = false;  ///< by a strip of the ground's color

    [[nodiscard]] vision::Quad quad() const;
    [[nodiscard]] cv::Mat picture() const;
};

}  // namespace tidewaiter::test
