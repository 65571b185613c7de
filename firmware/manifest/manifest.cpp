#include "firmware/manifest/manifest.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "firmware/inspection/plain_text.h"
#include "firmware/manifest/manifest_csv.h"
#include "firmware/manifest/manifest_json.h"
#include "firmware/manifest/manifest_wco.h"
#include "firmware/manifest/name_pattern.h"

namespace tidewaiter::manifest {

namespace {

bool lists(const ManifestItem& item, const std::filesystem::path& image) {
    const auto path = image.generic_string();
    const auto name = image.filename().string();
    return std::any_of(item.images.begin(), item.images.end(), [&](const std::string& pattern) {
        return fitsPattern(pattern, name) || fitsPattern(pattern, path) || fitsPattern("*/" + pattern, path);
    });
}

bool beginsWithId(const std::string& name, const std::string& id) {
    return !id.empty() && name.starts_with(id) &&
           (name.size() == id.size() || std::isalnum(static_cast<unsigned char>(name[id.size()])) == 0);
}

}  // namespace

Expected<Manifest> parseManifest(const std::string& text, const std::string& name,
                                 const ColumnNames& columns) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return failure(name + " is written in UTF-16; save it as UTF-8, in a spreadsheet as \"CSV UTF-8\"");
    const auto first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first != std::string::npos && text[first] == '<') return parseWcoManifest(text, name);
    const bool json = first != std::string::npos && (text[first] == '[' || text[first] == '{');
    return json ? parseJsonManifest(text, name, columns) : parseCsvManifest(text, name, columns);
}

Expected<std::size_t> matchImage(const std::filesystem::path& image, const std::vector<ManifestItem>& items,
                                 const std::string& manifestName) {
    const auto listed =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return lists(item, image); });
    if (listed != items.end()) return static_cast<std::size_t>(listed - items.begin());
    std::optional<std::size_t> best;
    const auto name = image.filename().string();
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto& id = items[i].declaration.item;
        if (beginsWithId(name, id) && (!best || id.size() > items[*best].declaration.item.size())) best = i;
    }
    if (best) return *best;
    return failure("no item of " + manifestName + " fits the image " + inspection::plainText(image.string()) +
                   "; list it in the column images or let its name begin with the item's id");
}

}  // namespace tidewaiter::manifest
