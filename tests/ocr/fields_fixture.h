// Helpers for the tests of ocr/fields: readings written down, and the knowledge of the source tree.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "ocr/fields/understand.h"
#include "tests/models/data_store.h"

namespace tidewaiter::ocr {

/// The knowledge in models/data, loaded once.
inline const Knowledge& knowledge() {
    const auto& store = tests::dataStore();
    static const auto catalog = models::Catalog::load(store).value();
    static const auto lexicon = models::Lexicon::load(store).value();
    static const auto markings = models::Markings::load(store).value();
    static const auto captions = models::Captions::load(store).value();
    static const Knowledge all{catalog, lexicon, markings, captions};
    return all;
}

/// A line of print 20 pixels high and 12 wide per character, with its top left corner at (x, y).
inline Reading print(const std::string& text, float x = 0, float y = 0, double confidence = 0.95) {
    Reading reading;
    reading.text = text;
    reading.confidence = confidence;
    reading.reader = "ppocr";
    reading.quad = vision::quadOf({x, y, 12.0F * static_cast<float>(text.size()), 20});
    return reading;
}

inline Reading barcode(const std::string& bytes, float x = 0, float y = 0,
                       const std::string& symbology = "Code128") {
    Reading reading;
    reading.kind = ReadingKind::Barcode;
    reading.text = bytes;
    reading.bytes = bytes;
    reading.symbology = symbology;
    reading.confidence = 1;
    reading.reader = "zxing";
    reading.quad = vision::quadOf({x, y, 200, 40});
    return reading;
}

/// Numbers the readings t1, t2, ... and understands them.
inline std::vector<Field> fieldsOf(std::vector<Reading> readings,
                                   const std::vector<vision::Region>& regions = {}) {
    for (std::size_t i = 0; i < readings.size(); ++i) readings[i].id = "t" + std::to_string(i + 1);
    return understand(readings, knowledge(), regions);
}

/// The field of this type and value, or a null pointer.
inline const Field* find(const std::vector<Field>& fields, FieldType type, const std::string& value) {
    const auto at = std::find_if(fields.begin(), fields.end(), [&](const Field& field) {
        return field.type == type && field.value == value;
    });
    return at == fields.end() ? nullptr : &*at;
}

/// The values of one type, best first, parted by blanks.
inline std::string valuesOf(const std::vector<Field>& fields, FieldType type) {
    std::string all;
    for (const auto& field : fields) {
        if (field.type == type) all += (all.empty() ? "" : " ") + field.value;
    }
    return all;
}

}  // namespace tidewaiter::ocr
