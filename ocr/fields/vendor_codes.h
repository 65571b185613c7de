// Vendor codes: contents of barcodes in a maker's own grammar.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ocr/field.h"

namespace tidewaiter::ocr {

struct VendorElement {
    FieldType type = FieldType::PartNumber;
    std::string value;  ///< normalized
    std::string maker;
};

/// The elements of a Lenovo code: "11S" + part number (7) + serial number (12), as pubs.lenovo.com/sd650
/// gives it for parts, or "1S" + machine type and model (10) + serial number (8) for whole machines. Empty
/// for anything else.
[[nodiscard]] std::vector<VendorElement> lenovoCode(std::string_view content);

}  // namespace tidewaiter::ocr
