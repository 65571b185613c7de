#include "ocr/fields/gs1_fields.h"

#include <algorithm>
#include <array>
#include <optional>

#include "ocr/fields/dates.h"
#include "ocr/fields/line_extractors.h"
#include "ocr/fields/normalize.h"

namespace tidewaiter::ocr {

namespace {

struct Meaning {
    std::string_view ai;
    FieldType type;
};

constexpr std::array<Meaning, 14> kMeanings = {{{"00", FieldType::Sscc},
                                                {"01", FieldType::Gtin},
                                                {"02", FieldType::Gtin},
                                                {"10", FieldType::Lot},
                                                {"11", FieldType::DateCode},
                                                {"13", FieldType::DateCode},
                                                {"21", FieldType::SerialNumber},
                                                {"250", FieldType::SerialNumber},
                                                {"30", FieldType::Quantity},
                                                {"37", FieldType::Quantity},
                                                {"240", FieldType::PartNumber},
                                                {"241", FieldType::PartNumber},
                                                {"422", FieldType::CountryOfOrigin},
                                                {"426", FieldType::CountryOfOrigin}}};

constexpr double kMarked = 0.98;
constexpr double kUnmarked = 0.8;  // one number in ten has a check digit that holds by chance
constexpr double kPrinted = 0.95;

std::optional<std::string> valueOf(FieldType type, const std::string& raw) {
    return type == FieldType::DateCode ? dateFromYymmdd(raw) : normalized(type, raw);
}

}  // namespace

std::vector<Candidate> gs1Fields(const Gs1Message& message, double trust) {
    std::vector<Candidate> found;
    if (!isCredible(message)) return found;
    for (const auto& element : message.elements) {
        const auto* const meaning = std::find_if(
            kMeanings.begin(), kMeanings.end(), [&](const Meaning& known) { return known.ai == element.ai; });
        if (meaning == kMeanings.end()) continue;
        const auto value = valueOf(meaning->type, element.value);
        if (!value) continue;
        found.push_back(
            {meaning->type, *value, trust * (message.marked ? kMarked : kUnmarked), Evidence::Coded});
    }
    return found;
}

std::vector<Candidate> printedGs1Fields(const Reading& line, const Knowledge& /*knowledge*/) {
    if (line.kind != ReadingKind::Text || line.text.front() != '(') return {};
    auto found = gs1Fields(parseGs1(line.text), trustIn(line) * kPrinted);
    for (auto& candidate : found) candidate.evidence = Evidence::Captioned;
    return found;
}

}  // namespace tidewaiter::ocr
