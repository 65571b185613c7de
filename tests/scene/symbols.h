// Symbols: barcodes as dark rectangles, encoded by libzint.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <opencv2/core/types.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "models/name_table.h"

namespace tidewaiter::scene {

/// Gs1_128 is Code 128 with GS1 application identifiers; readers report it as Code128.
enum class Symbology { Code128, Gs1_128, Code39, Ean13, QrCode, DataMatrix, Pdf417 };

/// Names as the readings use them.
inline constexpr auto kSymbologies = makeNameTable<Symbology>({{Symbology::Code128, "Code128"},
                                                               {Symbology::Gs1_128, "GS1-128"},
                                                               {Symbology::Code39, "Code39"},
                                                               {Symbology::Ean13, "EAN-13"},
                                                               {Symbology::QrCode, "QRCode"},
                                                               {Symbology::DataMatrix, "DataMatrix"},
                                                               {Symbology::Pdf417, "PDF417"}});

struct Symbol {
    std::vector<cv::Rect2d> dark;  ///< in modules; of linear codes each one module high
    cv::Size2d modules;            ///< width and height without quiet zone
    bool linear = true;            ///< the height is free
};

/// Encodes `text`, which is what a reader gives back; of Gs1_128 the element string without brackets, one
/// SSCC ("00" and 18 digits). Throws std::invalid_argument with zint's sentence when it cannot be encoded.
[[nodiscard]] Symbol encodeSymbol(Symbology symbology, const std::string& text);

/// `digits` followed by its GS1 modulo-10 check digit (GS1 General Specifications, 7.9).
[[nodiscard]] std::string withCheckDigit(std::string_view digits);

/// ISO/IEC 15434 format 06 envelope around MH10.8.2 elements ("1P900-21010-0000-000", "S165...").
[[nodiscard]] std::string format06(const std::vector<std::string>& elements);

}  // namespace tidewaiter::scene
