// Declaration: what the papers say the item is.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace tidewaiter::inspection {

struct Declaration {
    std::string goods;        ///< free text in any language, UTF-8; empty when nothing was declared
    std::string hs;           ///< HS code, digits only, 2 to 12 of them; empty when none was given
    std::string item;         ///< id of the item in its manifest, empty without one
    std::string origin{};     ///< country, as its ISO 3166-1 code or its name; empty when not given
    std::string shipper{};    ///< name and address as one line, empty when not given
    std::string consignee{};  ///< name and address as one line, empty when not given
    std::optional<double> grossWeightKg{};  ///< of the whole item, above 0
    std::optional<int> packages{};          ///< how many cartons or pallets the item is, at least 1
    std::optional<double> value{};          ///< in `currency`, at least 0
    std::string currency{};                 ///< ISO 4217, three capital letters; empty when not given
    std::optional<int> pieces{};            ///< how many articles the item is in all, at least 1

    bool operator==(const Declaration&) const = default;
};

void to_json(nlohmann::json& json, const Declaration& declaration);
void from_json(const nlohmann::json& json, Declaration& declaration);

}  // namespace tidewaiter::inspection
