#include "firmware/inspection/listed_numbers.h"

#include <algorithm>
#include <optional>

namespace tidewaiter::inspection {

using ocr::Field;
using ocr::FieldType;
using ocr::Reading;
using watchlist::EntryKind;

namespace {

std::optional<EntryKind> kindOf(FieldType type) {
    switch (type) {
        case FieldType::SerialNumber:
        case FieldType::MacAddress:
        case FieldType::Imei:
            return EntryKind::Serial;
        case FieldType::PartNumber:
            return EntryKind::Part;
        case FieldType::Model:
            return EntryKind::Model;
        default:
            return std::nullopt;
    }
}

/// Of the readings that say the field's value the one to rely on: a code, else the surest print.
const Reading* bestReading(const Field& field, const Case& item) {
    const Reading* best = nullptr;
    const auto rank = [](const Reading& reading) {
        return reading.confidence + (reading.kind == ocr::ReadingKind::Barcode ? 1 : 0);
    };
    for (const auto& reading : item.readings) {
        const bool supports =
            std::find(field.readings.begin(), field.readings.end(), reading.id) != field.readings.end();
        if (supports && (best == nullptr || rank(reading) > rank(*best))) best = &reading;
    }
    return best;
}

}  // namespace

ListedNumbers listedNumbers(const Case& item) {
    ListedNumbers listed;
    if (item.lists == nullptr) return listed;
    for (const auto& field : item.fields) {
        const auto kind = kindOf(field.type);
        const auto* reading = bestReading(field, item);
        if (!kind || reading == nullptr) continue;
        const auto text = watchlist::textOf(*reading, watchlist::canonical(*kind, field.value));
        auto hits = item.lists->findNumber(*kind, text, item.day);
        if (!hits) {
            listed.unknown.push_back(&field);
            listed.trouble = hits.error().message;
        } else if (!hits->empty()) {
            listed.hits.emplace_back(&field, std::move(hits->front()));
        }
    }
    return listed;
}

}  // namespace tidewaiter::inspection
