#include "firmware/manifest/manifest_columns.h"

#include <algorithm>
#include <array>

#include "firmware/inspection/plain_text.h"
#include "firmware/manifest/hs_code.h"
#include "firmware/manifest/number_text.h"
#include "firmware/text/nearest_name.h"

namespace tidewaiter::manifest {

using inspection::Declaration;
using inspection::inQuotes;

namespace {

template <std::string Declaration::*member>
Expected<void> setText(ManifestItem& item, const std::string& text) {
    item.declaration.*member = text;
    return {};
}

/// Names and addresses stand on several lines in spreadsheets, in a declaration on one.
template <std::string Declaration::*member>
Expected<void> setLine(ManifestItem& item, const std::string& text) {
    std::string line;
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = std::min(rest.find_first_of("\r\n"), rest.size());
        if (auto part = trimmed(rest.substr(0, end)); !part.empty())
            line += (line.empty() ? "" : ", ") + part;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    item.declaration.*member = line;
    return {};
}

Expected<void> setHs(ManifestItem& item, const std::string& text) {
    auto code = parseHsCode(text);
    if (!code) return tl::unexpected(code.error());
    item.declaration.hs = std::move(*code);
    return {};
}

Expected<void> setWeight(ManifestItem& item, const std::string& text) {
    const auto weight = parseDecimal(text);
    if (!weight) return tl::unexpected(weight.error());
    if (*weight == 0) return failure("a gross weight of 0 kg cannot be; leave it empty when it is not known");
    item.declaration.grossWeightKg = *weight;
    return {};
}

template <std::optional<int> Declaration::*member>
Expected<void> setCount(ManifestItem& item, const std::string& text) {
    const auto count = parseCount(text);
    if (!count) return tl::unexpected(count.error());
    item.declaration.*member = *count;
    return {};
}

Expected<void> setValue(ManifestItem& item, const std::string& text) {
    const auto value = parseDecimal(text);
    if (!value) return tl::unexpected(value.error());
    item.declaration.value = *value;
    return {};
}

/// ISO 4217: three letters.
Expected<void> setCurrency(ManifestItem& item, const std::string& text) {
    if (text.size() != 3 ||
        !std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
        return failure(inQuotes(text) + " is not a currency; write its three capital letters, as in USD");
    item.declaration.currency = text;
    return {};
}

Expected<void> setImages(ManifestItem& item, const std::string& text) {
    item.images.clear();
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = std::min(rest.find(';'), rest.size());
        if (auto image = trimmed(rest.substr(0, end)); !image.empty())
            item.images.push_back(std::move(image));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

constexpr std::array<ManifestColumn, 12> kColumns = {{
    {"item", "", "TEXT", "id of the item, each once", false, setText<&Declaration::item>},
    {"goods", "--declared", "TEXT", "what was declared, in any language", false,
     setText<&Declaration::goods>},
    {"hs", "--hs", "CODE", "declared HS code, 2 to 12 digits", false, setHs},
    {"origin", "--origin", "COUNTRY", "declared country of origin, code or name", false,
     setLine<&Declaration::origin>},
    {"shipper", "--shipper", "TEXT", "who sends it: name and address", false, setLine<&Declaration::shipper>},
    {"consignee", "--consignee", "TEXT", "who gets it: name and address", false,
     setLine<&Declaration::consignee>},
    {"gross_weight_kg", "--weight-kg", "KG", "declared gross weight in kilograms", true, setWeight},
    {"packages", "--packages", "COUNT", "how many packages the item is", true,
     setCount<&Declaration::packages>},
    {"pieces", "--pieces", "COUNT", "how many articles the item is in all", true,
     setCount<&Declaration::pieces>},
    {"value", "--value", "NUMBER", "declared value", true, setValue},
    {"currency", "--currency", "CODE", "of the value, three letters", false, setCurrency},
    {"images", "", "FILES", "names of its photos", false, setImages},
}};

}  // namespace

std::span<const ManifestColumn> manifestColumns() {
    return kColumns;
}

std::string columnNames() {
    std::string names;
    for (const auto& column : kColumns) names += (names.empty() ? "" : ", ") + std::string(column.name);
    return names;
}

std::string columnTitle(std::string_view title) {
    auto name = trimmed(title);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
    return name;
}

Expected<const ManifestColumn*> findColumn(std::string_view title, const ColumnNames& names) {
    const auto written = columnTitle(title);
    const auto mapped = names.find(written);
    const auto& name = mapped == names.end() ? written : mapped->second;
    std::vector<std::string> known;
    for (const auto& column : kColumns) {
        if (column.name == name) return &column;
        known.emplace_back(column.name);
    }
    for (const auto& [other, column] : names) known.push_back(other);
    return failure("unknown column " + inQuotes(title) + ", did you mean '" + text::nearestName(name, known) +
                   "'? The columns are " + columnNames());
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
}

}  // namespace tidewaiter::manifest
