// Silkscreen: the print beside the parts of a circuit board: reference designators and signal names.
// Thread rule: pure functions, safe to call from any thread.
//
// Designators are a class letter and a number (IEEE 315-1975 clause 22, ASME Y14.44): R66, C82, U31, CN1. One
// alone means little, vitamins and sizes look like it; several different ones stand on no box of goods.
#pragma once

#include <string_view>
#include <vector>

#include "ocr/reading.h"

namespace tidewaiter::inspection {

/// Whether `text` is a reference designator.
[[nodiscard]] bool isDesignator(std::string_view text);

/// One text reading for each different designator that was read surely, in the order of `readings`.
/// Borrows from `readings`.
[[nodiscard]] std::vector<const ocr::Reading*> designators(const std::vector<ocr::Reading>& readings);

}  // namespace tidewaiter::inspection
