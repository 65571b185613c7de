// Declaration: what the papers say the item is.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace tidewaiter::inspection {

struct Declaration {
    std::string goods;  ///< free text in any language, UTF-8; empty when nothing was declared
    std::string hs;     ///< HS code, digits only, 2 to 12 of them; empty when none was given
    std::string item;   ///< id of the item in its manifest, empty without one

    bool operator==(const Declaration&) const = default;
};

void to_json(nlohmann::json& json, const Declaration& declaration);
void from_json(const nlohmann::json& json, Declaration& declaration);

}  // namespace tidewaiter::inspection
