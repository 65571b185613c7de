// Retail codes: EAN, UPC and ITF-14 symbols, which hold a GTIN and nothing else.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::ocr {

/// The GTIN (14 digits) in a symbol of one of these symbologies ("EAN-13", "UPC-A", "UPC-E", "EAN-8", "ITF");
/// nothing for other symbologies, wrong lengths and check digits that do not hold. UPC-E is expanded after
/// GS1 General Specifications, clause 5.2.2.4.
[[nodiscard]] std::optional<std::string> retailGtin(std::string_view symbology, std::string_view content);

}  // namespace tidewaiter::ocr
