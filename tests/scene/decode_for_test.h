// Decoding for tests: one symbol at a time, by ZXing.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <opencv2/core/mat.hpp>
#include <string>

#include "vision/quad.h"

namespace tidewaiter::scene {

struct Decoded {
    std::string symbology;  ///< as ZXing names it; empty when nothing was read
    std::string text;
};

/// Reads the symbol within `quad` of a gray picture; the quad is straightened and given a quiet zone.
[[nodiscard]] Decoded decodeSymbol(const cv::Mat1b& picture, const vision::Quad& quad);

}  // namespace tidewaiter::scene
