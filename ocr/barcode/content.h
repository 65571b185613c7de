// Content: what a symbol says, brought to one form whichever decoder said it.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "ocr/barcode/wire.h"

namespace tidewaiter::ocr {

/// One form for what the decoders report differently:
/// - an EAN-13 with a leading zero is a UPC-A, and a UPC-A has its 12 printed digits;
/// - a UPC-E has its 8 printed digits;
/// - a DataBar is a GS1 element string with its identifiers and separators, (01) before its number;
/// - the text of a Codabar leaves out the start and stop letters, its bytes keep them.
[[nodiscard]] Symbol normalized(Symbol symbol);

/// The 13 digits of the trade item that an EAN-13, UPC-A, UPC-E or EAN-8 symbol names (EAN-8 padded with
/// zeros; UPC-E expanded by GS1 General Specifications 5.2.2.4.2), empty where `text` is not such a number.
[[nodiscard]] std::string gtin13Of(Symbology symbology, std::string_view text);

/// Whether the last digit of `digits` is the GS1 check digit of the others (GS1 General Specifications 7.9).
[[nodiscard]] bool hasGs1CheckDigit(std::string_view digits);

}  // namespace tidewaiter::ocr
