// Symbology: the kinds of barcode that the readers know, with what is known about each kind's own protection
// against misreading.
// Thread rule: immutable values and pure functions, safe to use from any thread.
#pragma once

#include <cstdint>

#include "models/name_table.h"

namespace tidewaiter::ocr {

/// Numbers travel between the reader and its helper program: never change these.
enum class Symbology : std::uint8_t {
    Code128 = 1,
    Code39 = 2,
    Code93 = 3,
    Codabar = 4,
    Itf = 5,
    Ean8 = 6,
    Ean13 = 7,
    UpcA = 8,
    UpcE = 9,
    QrCode = 10,
    MicroQr = 11,
    DataMatrix = 12,
    Pdf417 = 13,
    Aztec = 14,
    MaxiCode = 15,
    DataBar = 16,
    DataBarExpanded = 17,
};

/// The names stand in Reading::symbology and in the JSON.
inline constexpr auto kSymbologies =
    makeNameTable<Symbology>({{Symbology::Code128, "Code128"},
                              {Symbology::Code39, "Code39"},
                              {Symbology::Code93, "Code93"},
                              {Symbology::Codabar, "Codabar"},
                              {Symbology::Itf, "ITF"},
                              {Symbology::Ean8, "EAN-8"},
                              {Symbology::Ean13, "EAN-13"},
                              {Symbology::UpcA, "UPC-A"},
                              {Symbology::UpcE, "UPC-E"},
                              {Symbology::QrCode, "QRCode"},
                              {Symbology::MicroQr, "MicroQR"},
                              {Symbology::DataMatrix, "DataMatrix"},
                              {Symbology::Pdf417, "PDF417"},
                              {Symbology::Aztec, "Aztec"},
                              {Symbology::MaxiCode, "MaxiCode"},
                              {Symbology::DataBar, "DataBar"},
                              {Symbology::DataBarExpanded, "DataBarExpanded"}});

/// How well a symbology protects itself against being misread, weakest first.
enum class Protection {
    None,             ///< no check character that every symbol must have: Code39, Codabar, ITF
    CheckDigit,       ///< one decimal check digit, one wrong reading in ten passes: EAN and UPC
    CheckCharacters,  ///< strong check characters, about one wrong reading in a hundred or fewer passes
    ErrorCorrection,  ///< Reed-Solomon: a wrong reading is practically impossible
};

[[nodiscard]] constexpr Protection protectionOf(Symbology symbology) {
    switch (symbology) {
        case Symbology::Code39:
        case Symbology::Codabar:
        case Symbology::Itf:
            return Protection::None;
        case Symbology::Ean8:
        case Symbology::Ean13:
        case Symbology::UpcA:
        case Symbology::UpcE:
            return Protection::CheckDigit;
        case Symbology::Code128:
        case Symbology::Code93:
        case Symbology::DataBar:
        case Symbology::DataBarExpanded:
            return Protection::CheckCharacters;
        case Symbology::QrCode:
        case Symbology::MicroQr:
        case Symbology::DataMatrix:
        case Symbology::Pdf417:
        case Symbology::Aztec:
        case Symbology::MaxiCode:
            return Protection::ErrorCorrection;
    }
    return Protection::None;
}

/// Whether the symbol carries one line of bars, the same at every height.
[[nodiscard]] constexpr bool isLinear(Symbology symbology) {
    return protectionOf(symbology) != Protection::ErrorCorrection;
}

}  // namespace tidewaiter::ocr
