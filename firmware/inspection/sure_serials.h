// SureSerials: the serial numbers of an item that are beyond doubt, which other inspections are held against.
// Thread rule: pure function, safe to call from any thread. Borrows from the fields.
#pragma once

#include <vector>

#include "ocr/field.h"
#include "ocr/reading.h"

namespace tidewaiter::inspection {

/// Serial numbers, network addresses and IMEIs that a code or a sure line says. Short ones, and those of few
/// different characters, which are placeholders, are left out.
[[nodiscard]] std::vector<const ocr::Field*> sureSerials(const std::vector<ocr::Field>& fields,
                                                         const std::vector<ocr::Reading>& readings);

}  // namespace tidewaiter::inspection
