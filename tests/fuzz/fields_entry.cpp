#include "tests/fuzz/fields_entry.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "ocr/fields/ascii.h"
#include "ocr/fields/barcode_content.h"
#include "ocr/fields/normalize.h"
#include "tests/ocr/fields_fixture.h"

namespace tidewaiter::fuzz {

namespace {

using ocr::FieldType;

constexpr std::size_t kLongestInput = 4096;
constexpr std::size_t kMostLines = 12;

bool hasNormalForm(FieldType type) {
    return type != FieldType::Goods && type != FieldType::Brand && type != FieldType::Compliance;
}

std::string named(FieldType type, const std::string& value, const char* problem) {
    return std::string(ocr::kFieldTypes.nameOf(type)) + " '" + value + "' " + problem;
}

std::string problemWithValue(FieldType type, const std::string& value) {
    if (value.empty()) return named(type, value, "is empty");
    if (!ocr::isCleanUtf8(value)) return named(type, value, "is not printable");
    if (hasNormalForm(type) && ocr::normalized(type, value) != value)
        return named(type, value, "is not normal");
    return {};
}

std::string problemWithContent(std::string_view bytes, std::string_view symbology) {
    const auto content = ocr::parseBarcode(bytes, symbology);
    if (content.bytes != bytes) return "the raw bytes were not kept";
    for (const auto& element : content.elements) {
        if (!element.fault.empty() && !element.fields.empty()) return "a field was made of a faulty value";
        if (element.strength < 0 || element.strength > 1) return "a strength is out of range";
        for (const auto& [type, value] : element.fields) {
            if (auto problem = problemWithValue(type, value); !problem.empty()) return problem;
        }
    }
    return {};
}

std::vector<ocr::Reading> labelOf(std::string_view input) {
    std::vector<ocr::Reading> readings;
    while (!input.empty() && readings.size() < kMostLines) {
        const auto end = std::min(input.find('\n'), input.size());
        const std::string line(input.substr(0, end));
        const auto down = 26.0F * static_cast<float>(readings.size());
        readings.push_back(line[0] == '\x01' ? ocr::barcode(line.substr(1), 0, down)
                                             : ocr::print(line, 0, down));
        input.remove_prefix(std::min(end + 1, input.size()));
    }
    return readings;
}

std::string problemWithLabel(std::string_view input) {
    for (const auto& field : ocr::fieldsOf(labelOf(input))) {
        if (auto problem = problemWithValue(field.type, field.value); !problem.empty()) return problem;
        if (!(field.confidence >= 0 && field.confidence <= 1)) return "a confidence is out of range";
        if (field.readings.empty()) return "a field rests on nothing";
        if (nlohmann::json(field).dump().empty()) return "a field does not print";
    }
    return {};
}

}  // namespace

std::string problemWith(std::string_view input) {
    if (input.size() > kLongestInput) return {};
    for (const char* symbology : {"Code128", "UPC-E", "EAN-13", "ITF", ""}) {
        if (auto problem = problemWithContent(input, symbology); !problem.empty()) return problem;
    }
    return problemWithLabel(input);
}

}  // namespace tidewaiter::fuzz
