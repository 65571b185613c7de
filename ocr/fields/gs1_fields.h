// GS1 fields: what the elements of a GS1 message become.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <vector>

#include "ocr/fields/candidate.h"
#include "ocr/fields/data_identifiers.h"
#include "ocr/fields/gs1.h"

namespace tidewaiter::ocr {

/// The fields of one element: none for best-before and due dates, order numbers and places; two for (8006),
/// which holds an item and which piece of it this is.
[[nodiscard]] std::vector<DataFieldValue> fieldValuesOf(const Gs1Element& element);

/// How far a message may be believed, in [0, 1]: one that says itself that it is GS1 more than one whose
/// check digit holds, as one number in ten does by chance.
[[nodiscard]] double strengthOf(const Gs1Message& message);

}  // namespace tidewaiter::ocr
