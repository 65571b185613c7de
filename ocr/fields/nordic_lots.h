// Nordic lots: the one maker's lot codes that are documented to hold a date code.
// Thread rule: pure functions, safe to call from any thread.
// Source: docs.nordicsemi.com, "Product labels": 1T is YYWWLL, up to four of them joined by '/'.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::ocr {

/// Whether a part number is one of Nordic's ("nRF52840-QIAA-R7").
[[nodiscard]] bool isNordicPart(std::string_view part);

/// The date codes (YYWW) in a lot code of Nordic's, in their order; none when one of the lots has another
/// form.
[[nodiscard]] std::vector<std::string> nordicDates(std::string_view lot);

}  // namespace tidewaiter::ocr
