#include "firmware/inspection/origin.h"

#include "ocr/fields/normalize.h"

namespace tidewaiter::inspection {

std::string countryOf(std::string_view text, const models::Markings& markings) {
    if (text.empty()) return {};
    if (auto code = ocr::normalized(ocr::FieldType::CountryOfOrigin, text)) return *code;
    return markings.origin(text);
}

}  // namespace tidewaiter::inspection
