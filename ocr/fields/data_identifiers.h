// MH10.8.2 data identifiers: what the letter before a barcode's value says that it is.
// Thread rule: pure functions over values, safe to call from any thread.
// Source: ANSI MH10.8.2-2021 (data_identifier_table.h); use on component labels after EIGP 114.2018.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ocr/field.h"

namespace tidewaiter::ocr {

/// One row of the table of data identifiers.
struct DataIdentifier {
    std::string_view di;                            ///< "1P"
    std::string_view title;                         ///< "item, by its supplier"
    std::string_view format;                        ///< in the notation of element_format.h: "X..60"
    std::optional<FieldType> field = std::nullopt;  ///< what its value becomes, nothing when it is no field
};

struct DataElement {
    std::string di;
    std::string value;                           ///< as it stands there, blanks around it left out
    const DataIdentifier* identifier = nullptr;  ///< row of the table, null for one that is not listed
    std::string fault;  ///< what is wrong, one clause; empty when all is well. The value stays as it is

    bool operator==(const DataElement&) const = default;
};

/// A field that an element gives. A weight with its unit is another kind than its identifier's.
struct DataFieldValue {
    FieldType type = FieldType::PartNumber;
    std::string value;  ///< normalized

    bool operator==(const DataFieldValue&) const = default;
};

/// The row called `di` exactly, or null.
[[nodiscard]] const DataIdentifier* findDataIdentifier(std::string_view di);

/// Splits one data field, "1P900-21010-0000-000", by the rule of clause 5: up to three digits and exactly one
/// upper-case letter, then the value. It is never a search among known prefixes, which would find "1" in
/// "1P". Nothing when the text is not of that form, the value empty or not printable. A value that breaks its
/// identifier's rule is kept and the fault named.
[[nodiscard]] std::optional<DataElement> splitDataField(std::string_view field);

/// What the element is worth as a field; nothing when the identifier is not listed, makes no field, or the
/// value has a fault or cannot be normalized. Of 7Q only pieces are a quantity and only the units that X12
/// calls gross or net are weights.
[[nodiscard]] std::optional<DataFieldValue> fieldValueOf(const DataElement& element);

}  // namespace tidewaiter::ocr
