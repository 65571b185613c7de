// What the benchmarks work on: the staged networks and the photo of a sound card from Debian's package
// opencv-doc. Thread rule: pure functions, safe to call from any thread. They throw std::runtime_error when
// something is missing.
#pragma once

#include <string>

#include "models/store.h"
#include "vision/frame.h"

namespace tidewaiter::bench {

[[nodiscard]] models::Store store();
[[nodiscard]] std::string bytesOf(const std::string& name);

/// The network staged as `name` as it was published, before its operators were fused.
[[nodiscard]] std::string publishedBytesOf(const std::string& name);

[[nodiscard]] vision::Frame board();
[[nodiscard]] vision::Frame board(double megapixels);

}  // namespace tidewaiter::bench
