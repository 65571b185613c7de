#include "firmware/console/declaration_json.h"

#include "firmware/manifest/manifest_columns.h"

namespace tidewaiter::console {

namespace {

constexpr std::size_t kMostBytes = 2000;  // of one text

}  // namespace

tl::expected<inspection::Declaration, Problem> declarationIn(const nlohmann::json& json) {
    if (!json.is_object()) return no(422, "declaration.bad", "the declaration is no JSON object");
    manifest::ManifestItem item;
    for (const auto& column : manifest::manifestColumns()) {
        const auto found = json.find(column.name);
        if (column.name == "images" || found == json.end() || found->is_null()) continue;
        const bool number = found->is_number() && column.isNumber;
        if (!found->is_string() && !number)
            return no(422, "declaration.bad", "'" + std::string(column.name) + "' has to be a text");
        const auto text = manifest::trimmed(number ? found->dump() : found->get<std::string>());
        if (text.empty()) continue;
        if (text.size() > kMostBytes)
            return no(422, "declaration.bad", "'" + std::string(column.name) + "' is too long; shorten it");
        if (const auto set = column.set(item, text); !set)
            return no(422, "declaration.bad", std::string(column.name) + ": " + set.error().message);
    }
    return item.declaration;
}

}  // namespace tidewaiter::console
