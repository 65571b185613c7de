// understand: readings to fields. What a line says is matched with the catalogue, the lexicon, the markings
// and the captions of labels; barcode contents are split into their elements. Thread rule: pure function,
// safe to call from any thread.
#pragma once

#include <vector>

#include "models/catalog.h"
#include "models/lexicon.h"
#include "models/markings.h"
#include "ocr/field.h"
#include "ocr/reading.h"

namespace tidewaiter::ocr {

/// The knowledge that readings are held against. Borrowed for the call.
struct Knowledge {
    const models::Catalog& catalog;
    const models::Lexicon& lexicon;
    const models::Markings& markings;
};

/// Fields of all `readings` (ids already given), one for each type and value, best first within a type.
/// Readings that agree support the same field; the ids of the result are empty.
[[nodiscard]] std::vector<Field> understand(const std::vector<Reading>& readings, const Knowledge& knowledge);

}  // namespace tidewaiter::ocr
