#include "firmware/inspection/sure_serials.h"

#include <algorithm>
#include <set>

#include "firmware/inspection/sure_text.h"

namespace tidewaiter::inspection {

namespace {

constexpr std::size_t kShortest = 6;
constexpr std::size_t kFewest = 4;  // different characters

bool isOfAUnit(ocr::FieldType type) {
    return type == ocr::FieldType::SerialNumber || type == ocr::FieldType::MacAddress ||
           type == ocr::FieldType::Imei;
}

bool tellsUnitsApart(const std::string& value) {
    return value.size() >= kShortest && std::set<char>(value.begin(), value.end()).size() >= kFewest;
}

}  // namespace

std::vector<const ocr::Field*> sureSerials(const std::vector<ocr::Field>& fields,
                                           const std::vector<ocr::Reading>& readings) {
    std::vector<const ocr::Field*> serials;
    for (const auto& field : fields) {
        const bool sure = std::any_of(readings.begin(), readings.end(), [&](const ocr::Reading& reading) {
            return saysSurely(reading, field);
        });
        if (isOfAUnit(field.type) && tellsUnitsApart(field.value) && sure) serials.push_back(&field);
    }
    return serials;
}

}  // namespace tidewaiter::inspection
