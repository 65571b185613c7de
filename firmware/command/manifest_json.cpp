#include "firmware/command/manifest_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "firmware/command/hs_code.h"
#include "firmware/inspection/nearest_name.h"
#include "firmware/inspection/plain_text.h"

namespace tidewaiter::command {

using nlohmann::json;

namespace {

const std::vector<std::string> kKeys = {"item", "goods", "hs", "images"};

/// `file, line 3, column 14: ` for a byte of the text, counted from 1.
std::string placeOf(const std::string& name, std::string_view text, std::size_t byte) {
    const auto before = text.substr(0, std::min(byte == 0 ? 0 : byte - 1, text.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto lineStart = before.rfind('\n');
    const auto column = before.size() - (lineStart == std::string_view::npos ? 0 : lineStart + 1) + 1;
    return name + ", line " + std::to_string(line) + ", column " + std::to_string(column) + ": ";
}

/// The library tells the place of a mistake only by throwing.
Expected<json> parseJson(const std::string& text, const std::string& name) {
    try {
        return json::parse(text);
    } catch (const json::parse_error& error) {
        return failure(placeOf(name, text, error.byte) + "this is not valid JSON");
    }
}

Expected<std::vector<std::string>> readImages(const json& value, const std::string& where) {
    if (value.is_string()) return splitImages(value.get<std::string>());
    std::vector<std::string> images;
    for (const auto& image : value.is_array() ? value : json::array({nullptr})) {
        if (!image.is_string() || image.get<std::string>().empty())
            return failure(where + "'images' must be a list of file names");
        images.push_back(image.get<std::string>());
    }
    return images;
}

Expected<std::string> readText(const json& entry, const std::string& key, const std::string& where) {
    if (!entry.contains(key)) return std::string();
    if (!entry[key].is_string()) return failure(where + "'" + key + "' must be a text");
    return entry[key].get<std::string>();
}

Expected<ManifestItem> readEntry(const json& entry, const std::string& where) {
    if (!entry.is_object()) return failure(where + "must be an object with item, goods, hs, images");
    for (const auto& [key, value] : entry.items()) {
        if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end()) {
            return failure(where + "unknown key " + inspection::inQuotes(key) + ", did you mean '" +
                           inspection::nearestName(key, kKeys) + "'?");
        }
    }
    ManifestItem item;
    auto id = readText(entry, "item", where);
    if (!id) return tl::unexpected(id.error());
    if (id->empty()) return failure(where + "the item has no id");
    auto goods = readText(entry, "goods", where);
    if (!goods) return tl::unexpected(goods.error());
    const auto hs = readText(entry, "hs", where);
    if (!hs) return tl::unexpected(hs.error());
    const auto code = hs->empty() ? Expected<std::string>(std::string()) : parseHsCode(*hs);
    if (!code) return failure(where + code.error().message);
    item.declaration = {std::move(*goods), *code, std::move(*id)};
    if (!entry.contains("images")) return item;
    auto images = readImages(entry["images"], where);
    if (!images) return tl::unexpected(images.error());
    item.images = std::move(*images);
    return item;
}

}  // namespace

Expected<std::vector<ManifestItem>> parseJsonManifest(const std::string& text, const std::string& name) {
    const auto root = parseJson(text, name);
    if (!root) return tl::unexpected(root.error());
    if (!root->is_array()) return failure(name + ", line 1, column 1: a manifest in JSON is a list of items");
    std::vector<ManifestItem> items;
    std::set<std::string> ids;
    for (const auto& entry : *root) {
        const auto where = name + ", entry " + std::to_string(items.size() + 1) + ": ";
        auto item = readEntry(entry, where);
        if (!item) return tl::unexpected(item.error());
        const auto& id = item->declaration.item;
        if (!ids.insert(id).second)
            return failure(where + "item " + inspection::inQuotes(id) + " stands there twice");
        items.push_back(std::move(*item));
    }
    return items;
}

}  // namespace tidewaiter::command
