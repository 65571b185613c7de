// Vendor codes: contents of barcodes in a maker's own grammar.
// Thread rule: pure functions, safe to call from any thread.
//
// Grammars that a maker documents are believed more than those that were derived from samples or written down
// from memory, which never decide alone. NVIDIA's and Supermicro's are of the latter kind.
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
    double strength = 0;  ///< in [0, 1]: how surely the form means that
};

/// The elements of a Lenovo code: "11S" + part number (7) + serial number (12), as pubs.lenovo.com/sd650
/// gives it for parts, or "1S" + machine type and model (10) + serial number (8) for whole machines. Empty
/// for anything else, as for the other grammars.
[[nodiscard]] std::vector<VendorElement> lenovoCode(std::string_view content);

/// Huawei and xFusion: "21", material (8), vendor (2; "10" is Huawei), year, month, six characters. Years go
/// 1 to 9 for 2001 to 2009, then by letters from A for 2010: xFusion's X6000 white paper leaves out I, O and
/// Z, Huawei's older G5500 guide does not. From J on the two differ by a year or more, so a date is told only
/// where both agree or only one has the letter.
[[nodiscard]] std::vector<VendorElement> huaweiCode(std::string_view content);

/// Dell piece part identification: country, "0", part (5), maker (5), year, month, day, sequence (4), perhaps
/// a revision (3); with or without dashes. From memory: weak.
[[nodiscard]] std::vector<VendorElement> dellCode(std::string_view content);

/// Supermicro: letter, model (6 digits), "X", year, month, sequence (5); main boards: letter, "M", year (2),
/// month, "S", sequence (6). Derived from samples: weak.
[[nodiscard]] std::vector<VendorElement> supermicroCode(std::string_view content);

/// Whether `content` is site (3), week, year (2 each), sequence (6) with a site that was seen, in a year from
/// 2014 on.
[[nodiscard]] bool hasNvidiaSerialForm(std::string_view content);

/// NVIDIA data-center boards: site (3), week, year (2 each), sequence (6). Thirteen digits alone are also a
/// retail number, so only the sites that were seen count, and only without a retail check digit. Weak.
[[nodiscard]] std::vector<VendorElement> nvidiaSerial(std::string_view content);

/// What the first of the grammars says that has anything to say, carriers' and containers' numbers included.
[[nodiscard]] std::vector<VendorElement> vendorCode(std::string_view content);

/// The number that Dell prints beside a service tag: the tag read to base 36. 0 for what is no tag.
[[nodiscard]] unsigned long long expressServiceCode(std::string_view tag);

}  // namespace tidewaiter::ocr
