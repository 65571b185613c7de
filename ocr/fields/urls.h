// URLs in print and in barcodes.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::ocr {

/// `raw` as a URL: scheme http or https, or a host that begins with "www."; scheme and host in lower case,
/// without the punctuation of the sentence around it. Nothing for anything else.
[[nodiscard]] std::optional<std::string> wholeUrl(std::string_view raw);

/// The URLs among the words of `line`.
[[nodiscard]] std::vector<std::string> urlsIn(std::string_view line);

}  // namespace tidewaiter::ocr
