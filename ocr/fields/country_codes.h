// Country codes of ISO 3166-1, between their three forms.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

namespace tidewaiter::ocr {

/// The alpha-2 code that `code` stands for, in upper case, whichever form it has: alpha-2 ("cn"), alpha-3
/// ("CHN") or numeric ("156"). Empty when ISO 3166-1 assigns no such code. "EU" is taken too: goods may be
/// marked as made there although it is only reserved.
[[nodiscard]] std::string countryOf(std::string_view code);

}  // namespace tidewaiter::ocr
