// Decoders: symbols in a grey picture by ZXing and by ZBar. Only the helper program links these.
// Thread rule: pure functions, safe to call from any thread. ZXing 1.4 may end the process on an assertion.
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "ocr/barcode/wire.h"

namespace tidewaiter::ocr {

/// Precondition of both: `grey` is 8-bit, one channel, not empty.
[[nodiscard]] std::vector<Symbol> decodeZxing(const cv::Mat& grey, const DecodeOptions& options);
[[nodiscard]] std::vector<Symbol> decodeZbar(const cv::Mat& grey, const DecodeOptions& options);

/// Whichever of the two the options name, ZXing's first.
[[nodiscard]] std::vector<Symbol> decodeSymbols(const cv::Mat& grey, const DecodeOptions& options);

}  // namespace tidewaiter::ocr
