// MH10.8.2 data identifiers: what the letter before a barcode's value says that it is.
// Thread rule: pure functions over values, safe to call from any thread.
// Source: ANSI MH10.8.2-2021 as listed in github Solidsoft-Reply/ANSI-MH10.8.2-DI-Validating-Parser, commit
// 895aba2; use on component labels after EIGP 114.2018.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/field.h"

namespace tidewaiter::ocr {

/// What the value after a data identifier must look like.
enum class DataFormat { Open, Digits, YearWeek, LongYearWeek, EiaDateCode, Yymmdd, Yyyymmdd, QuantityUnit };

/// One row of the table of data identifiers.
struct DataIdentifier {
    std::string_view di;                            ///< "1P"
    std::string_view meaning;                       ///< "item, by its supplier"
    DataFormat format = DataFormat::Open;           ///< checked before anything is believed
    std::optional<FieldType> field = std::nullopt;  ///< what its value becomes, nothing when it is no field
};

struct DataElement {
    std::string di;
    std::string value;
    const DataIdentifier* identifier = nullptr;  ///< row of the table, null for one that is not listed

    bool operator==(const DataElement&) const = default;
};

/// The row called `di` exactly, or null.
[[nodiscard]] const DataIdentifier* findDataIdentifier(std::string_view di);

/// Splits one data field, "1P900-21010-0000-000", by the rule of clause 5: up to three digits and exactly one
/// upper-case letter, then the value. It is never a search among known prefixes, which would find "1" in
/// "1P". Nothing when the text is not of that form, the value empty or not printable.
[[nodiscard]] std::optional<DataElement> splitDataField(std::string_view field);

/// The normal form of the element's value as a field of its identifier's type; nothing when the identifier is
/// not listed, makes no field, or the value contradicts its format.
[[nodiscard]] std::optional<std::string> fieldValueOf(const DataElement& element);

}  // namespace tidewaiter::ocr
