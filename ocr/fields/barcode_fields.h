// Barcode fields: what the content of one symbol says.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <vector>

#include "ocr/fields/candidate.h"
#include "ocr/fields/printed_words.h"
#include "ocr/fields/understand.h"

namespace tidewaiter::ocr {

/// Candidates of the content's elements (barcode_content.h); those of elements with a fault are none. Empty
/// for plain content, which is a line like any other.
///
/// A code with a data identifier and no envelope ("S1650124008279") could be plain text as well: it is split
/// only when the value is plausible, the whole is no known part number, and the more surely when `printed`
/// holds the value without its identifier.
[[nodiscard]] std::vector<Candidate> barcodeFields(const Reading& barcode, const PrintedWords& printed,
                                                   const Knowledge& knowledge);

}  // namespace tidewaiter::ocr
