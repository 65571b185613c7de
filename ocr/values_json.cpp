#include <nlohmann/json.hpp>
#include <stdexcept>

#include "models/json_names.h"
#include "ocr/field.h"
#include "ocr/reading.h"
#include "vision/quad_json.h"

namespace tidewaiter::ocr {

using nlohmann::json;

namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

std::string toHex(const std::string& bytes) {
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const unsigned char byte : bytes) {
        hex += kHexDigits[byte >> 4];
        hex += kHexDigits[byte & 15];
    }
    return hex;
}

int hexValue(char digit) {
    const std::string_view digits(kHexDigits, 16);
    const auto at = digits.find(digit);
    if (at == std::string_view::npos)
        throw std::invalid_argument("raw bytes are lower-case hexadecimal pairs");
    return static_cast<int>(at);
}

std::string fromHex(const std::string& hex) {
    if (hex.size() % 2 != 0) throw std::invalid_argument("raw bytes are lower-case hexadecimal pairs");
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        bytes += static_cast<char>(hexValue(hex[i]) * 16 + hexValue(hex[i + 1]));
    }
    return bytes;
}

}  // namespace

void to_json(json& out, const Alternative& alternative) {
    out = {{"text", alternative.text}, {"confidence", alternative.confidence}};
}

void from_json(const json& in, Alternative& alternative) {
    alternative.text = in.at("text").get<std::string>();
    alternative.confidence = in.at("confidence").get<double>();
}

void to_json(json& out, const Character& character) {
    out = {{"text", character.text}, {"confidence", character.confidence}};
    if (!character.alternatives.empty()) out["alternatives"] = character.alternatives;
}

void from_json(const json& in, Character& character) {
    character.text = in.at("text").get<std::string>();
    character.confidence = in.at("confidence").get<double>();
    character.alternatives = in.value("alternatives", std::vector<Alternative>());
}

void to_json(json& out, const Reading& reading) {
    out = {{"id", reading.id},
           {"region", reading.region},
           {"kind", kReadingKinds.nameOf(reading.kind)},
           {"text", reading.text},
           {"confidence", reading.confidence},
           {"reader", reading.reader},
           {"quad", vision::quadToJson(reading.quad)},
           {"alternatives", reading.alternatives}};
    if (reading.kind == ReadingKind::Barcode) {
        out["symbology"] = reading.symbology;
        out["bytes"] = toHex(reading.bytes);
    } else {
        out["characters"] = reading.characters;
    }
}

void from_json(const json& in, Reading& reading) {
    reading.id = in.at("id").get<std::string>();
    reading.region = in.at("region").get<std::string>();
    reading.kind = models::enumFromJson(kReadingKinds, in.at("kind"), "reading kind");
    reading.text = in.at("text").get<std::string>();
    reading.confidence = in.at("confidence").get<double>();
    reading.reader = in.at("reader").get<std::string>();
    reading.quad = vision::quadFromJson(in.at("quad"));
    reading.alternatives = in.at("alternatives").get<std::vector<Alternative>>();
    reading.characters = in.value("characters", std::vector<Character>());
    reading.symbology = in.value("symbology", std::string());
    reading.bytes = fromHex(in.value("bytes", std::string()));
}

void to_json(json& out, const Field& field) {
    out = {{"id", field.id},
           {"type", kFieldTypes.nameOf(field.type)},
           {"value", field.value},
           {"confidence", field.confidence},
           {"readings", field.readings}};
    if (!field.contradicts.empty()) out["contradicts"] = field.contradicts;
    if (!field.entry.empty()) out["entry"] = field.entry;
    if (!field.maker.empty()) out["maker"] = field.maker;
}

void from_json(const json& in, Field& field) {
    field.id = in.at("id").get<std::string>();
    field.type = models::enumFromJson(kFieldTypes, in.at("type"), "field type");
    field.value = in.at("value").get<std::string>();
    field.confidence = in.at("confidence").get<double>();
    field.readings = in.at("readings").get<std::vector<std::string>>();
    field.contradicts = in.value("contradicts", std::vector<std::string>());
    field.entry = in.value("entry", std::string());
    field.maker = in.value("maker", std::string());
}

}  // namespace tidewaiter::ocr
