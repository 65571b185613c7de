// Wire: what the barcode reader and its helper program say to each other; FORMAT.md describes the bytes.
// Thread rule: immutable values and pure functions, safe to use from any thread.
//
// Both sides distrust each other: every length is checked before it is used.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"
#include "ocr/barcode/symbology.h"
#include "vision/quad.h"

namespace tidewaiter::ocr {

/// What the helper says first, once: the program's name and the version of the format.
inline constexpr std::string_view kGreeting = "TWBC0001";

inline constexpr std::size_t kRequestHeaderBytes = 16;
inline constexpr std::size_t kAnswerHeaderBytes = 8;
inline constexpr std::uint32_t kMaxPicturePixels = 100'000'000;
inline constexpr std::uint32_t kMaxAnswerBytes = 4U << 20;
inline constexpr std::uint32_t kMaxContentBytes = 16U << 10;  ///< one symbol's content, raw or as text
inline constexpr std::uint32_t kMaxSymbols = 512;

/// What to try on a picture. Numbers are on the wire: never change these.
struct DecodeOptions {
    bool zxing = true;
    bool zbar = true;
    bool linear = true;         ///< symbols of bars
    bool matrix = true;         ///< symbols of modules, PDF417 among them
    bool singleSymbol = false;  ///< ZXing's call for one symbol, which cannot abort on the known assertion
    bool turnMaxiCode = false;  ///< a MaxiCode is sought in all four turns, not upright alone
    bool dense = true;          ///< ZBar only: every line is scanned; otherwise every second one
    bool upright = false;       ///< bars stand upright: rows alone are scanned for linear symbols

    bool operator==(const DecodeOptions&) const = default;
};

/// The part of a request before its pixels (8-bit grey, row by row without padding).
struct RequestHeader {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    DecodeOptions options;

    bool operator==(const RequestHeader&) const = default;
};

/// Numbers are on the wire: never change these.
enum class Engine : std::uint8_t { Zxing = 1, Zbar = 2 };

inline constexpr auto kEngines = makeNameTable<Engine>({{Engine::Zxing, "zxing"}, {Engine::Zbar, "zbar"}});

/// One symbol as one decoder saw it.
struct Symbol {
    Engine engine = Engine::Zxing;
    Symbology symbology = Symbology::Code128;
    std::uint16_t quality = 0;  ///< scan lines that agree (linear symbols; at least 1)
    vision::Quad quad{};        ///< in pixels of the picture that was sent
    std::string bytes;          ///< raw content
    std::string text;           ///< content in UTF-8

    bool operator==(const Symbol&) const = default;
};

[[nodiscard]] std::string encodeRequestHeader(const RequestHeader& header);
/// Refuses another magic number, unknown options, an empty picture and one with too many pixels.
[[nodiscard]] Expected<RequestHeader> decodeRequestHeader(std::string_view bytes);

/// An answer with its header. Symbols that break a limit of the format are left out.
[[nodiscard]] std::string encodeAnswer(const std::vector<Symbol>& symbols);
/// The number of bytes that follow an answer's header.
[[nodiscard]] Expected<std::uint32_t> decodeAnswerHeader(std::string_view bytes);
/// The symbols in what follows an answer's header.
[[nodiscard]] Expected<std::vector<Symbol>> decodeAnswer(std::string_view payload);

}  // namespace tidewaiter::ocr
