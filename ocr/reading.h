// Reading: what one reader saw in one region.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "models/name_table.h"
#include "vision/quad.h"

namespace tidewaiter::ocr {

enum class ReadingKind { Text, Barcode };

inline constexpr auto kReadingKinds =
    makeNameTable<ReadingKind>({{ReadingKind::Text, "text"}, {ReadingKind::Barcode, "barcode"}});

/// Another text that the same pixels allow.
struct Alternative {
    std::string text;       ///< UTF-8
    double confidence = 0;  ///< in [0, 1]

    bool operator==(const Alternative&) const = default;
};

/// One character of a text reading with the characters it might be instead.
struct Character {
    std::string text;                       ///< one character, UTF-8
    double confidence = 0;                  ///< in [0, 1]
    std::vector<Alternative> alternatives;  ///< best first, without `text` itself

    bool operator==(const Character&) const = default;
};

struct Reading {
    std::string id;  ///< unique within one inspection, "t1", "t2", ...; empty until the inspection numbers it
    std::string region;  ///< id of the region it was read in
    ReadingKind kind = ReadingKind::Text;
    std::string text;       ///< UTF-8; of a barcode its content with invalid bytes replaced by U+FFFD
    double confidence = 0;  ///< in [0, 1]
    std::string reader;     ///< "ppocr", "tesseract", "zbar", "zxing"; several that agree are joined by '+'
    vision::Quad quad{};    ///< in pixels of the original frame
    std::vector<Alternative> alternatives;  ///< whole texts, best first, without `text` itself
    std::vector<Character> characters;      ///< text only; their texts joined are `text`
    std::string symbology;  ///< barcodes only: "DataMatrix", "QRCode", "Code128", "EAN-13", ...
    std::string bytes;      ///< barcodes only: the raw content, any byte value; hexadecimal in JSON

    bool operator==(const Reading&) const = default;
};

void to_json(nlohmann::json& json, const Reading& reading);
void from_json(const nlohmann::json& json, Reading& reading);

}  // namespace tidewaiter::ocr
