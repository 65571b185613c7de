// understand: readings to fields. What a line says is matched with the catalogue, the lexicon, the markings
// and the captions of labels; barcode contents are split into their elements. Thread rule: pure function,
// safe to call from any thread.
#pragma once

#include <vector>

#include "models/captions.h"
#include "models/catalog.h"
#include "models/lexicon.h"
#include "models/markings.h"
#include "ocr/field.h"
#include "ocr/reading.h"
#include "vision/region.h"

namespace tidewaiter::ocr {

/// The knowledge that readings are held against. Borrowed for the call.
struct Knowledge {
    const models::Catalog& catalog;
    const models::Lexicon& lexicon;
    const models::Markings& markings;
    const models::Captions& captions;
};

/// Fields of all `readings` (ids already given), one for each type and value, best first within a type.
/// Readings that agree support the same field; the ids of the result are empty.
///
/// `regions` says in which frame a reading lies and what is a package, so that a caption is never paired with
/// a value in another picture; without it all readings are taken to lie in one frame.
/// Bounds: no field is surer than 0.995; one that rests on readings below 0.5 alone is no surer than the best
/// of them.
[[nodiscard]] std::vector<Field> understand(const std::vector<Reading>& readings, const Knowledge& knowledge,
                                            const std::vector<vision::Region>& regions = {});

}  // namespace tidewaiter::ocr
