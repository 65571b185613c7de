#include "firmware/command/manifest.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include "firmware/command/csv.h"
#include "firmware/command/hs_code.h"
#include "firmware/command/manifest_json.h"
#include "firmware/command/name_pattern.h"
#include "firmware/inspection/nearest_name.h"
#include "firmware/inspection/plain_text.h"

namespace tidewaiter::command {

using inspection::inQuotes;

namespace {

constexpr std::array<std::string_view, 4> kColumns = {"item", "goods", "hs", "images"};

std::string trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
}

std::string at(const std::string& name, const CsvValue& value) {
    return name + ", line " + std::to_string(value.line) + ", column " + std::to_string(value.column) + ": ";
}

/// For each column of the file the index of its name in kColumns.
Expected<std::vector<std::size_t>> readHeader(const CsvRow& header, const std::string& name) {
    std::vector<std::size_t> columns;
    for (const auto& value : header) {
        auto title = trimmed(value.text);
        std::transform(title.begin(), title.end(), title.begin(),
                       [](unsigned char c) { return static_cast<char>(c < 128 ? std::tolower(c) : c); });
        const auto known = std::find(kColumns.begin(), kColumns.end(), title);
        if (known == kColumns.end()) {
            return failure(at(name, value) + "unknown column " + inQuotes(value.text) + ", did you mean '" +
                           inspection::nearestName(title, {kColumns.begin(), kColumns.end()}) +
                           "'? The first row names the columns item, goods, hs, images");
        }
        const auto index = static_cast<std::size_t>(known - kColumns.begin());
        if (std::find(columns.begin(), columns.end(), index) != columns.end())
            return failure(at(name, value) + "column " + inQuotes(title) + " stands there twice");
        columns.push_back(index);
    }
    if (std::find(columns.begin(), columns.end(), std::size_t{0}) == columns.end()) {
        return failure(
            at(name, header.front()) +
            "the column 'item' is missing; the first row names the columns item, goods, hs, images");
    }
    return columns;
}

Expected<ManifestItem> readRow(const CsvRow& row, const std::vector<std::size_t>& columns,
                               const std::string& name) {
    if (row.size() != columns.size()) {
        return failure(at(name, row.size() > columns.size() ? row[columns.size()] : row.back()) +
                       "the row has " + std::to_string(row.size()) + " values, the first row names " +
                       std::to_string(columns.size()) + " columns");
    }
    ManifestItem item;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto text = trimmed(row[i].text);
        if (columns[i] == 0 && text.empty()) return failure(at(name, row[i]) + "the item has no id");
        if (columns[i] == 0) item.declaration.item = text;
        if (columns[i] == 1) item.declaration.goods = text;
        if (columns[i] == 3) item.images = splitImages(text);
        if (columns[i] != 2 || text.empty()) continue;
        const auto hs = parseHsCode(text);
        if (!hs) return failure(at(name, row[i]) + hs.error().message);
        item.declaration.hs = *hs;
    }
    return item;
}

Expected<std::vector<ManifestItem>> parseCsvManifest(const std::string& text, const std::string& name) {
    const auto rows = parseCsv(text, name);
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty())
        return failure(name + " is empty; its first row names the columns item, goods, hs, images");
    const auto columns = readHeader(rows->front(), name);
    if (!columns) return tl::unexpected(columns.error());
    std::vector<ManifestItem> items;
    std::set<std::string> ids;
    for (std::size_t i = 1; i < rows->size(); ++i) {
        auto item = readRow((*rows)[i], *columns, name);
        if (!item) return tl::unexpected(item.error());
        if (!ids.insert(item->declaration.item).second) {
            return failure(at(name, (*rows)[i].front()) + "item " + inQuotes(item->declaration.item) +
                           " stands there twice");
        }
        items.push_back(std::move(*item));
    }
    return items;
}

bool lists(const ManifestItem& item, const std::filesystem::path& image) {
    const auto path = image.generic_string();
    const auto name = image.filename().string();
    return std::any_of(item.images.begin(), item.images.end(), [&](const std::string& pattern) {
        return fitsPattern(pattern, name) || fitsPattern(pattern, path) || fitsPattern("*/" + pattern, path);
    });
}

bool beginsWithId(const std::string& name, const std::string& id) {
    return name.starts_with(id) &&
           (name.size() == id.size() || std::isalnum(static_cast<unsigned char>(name[id.size()])) == 0);
}

}  // namespace

std::vector<std::string> splitImages(std::string_view text) {
    std::vector<std::string> images;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        if (auto image = trimmed(text.substr(0, end)); !image.empty()) images.push_back(std::move(image));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return images;
}

Expected<std::vector<ManifestItem>> parseManifest(const std::string& text, const std::string& name) {
    const auto first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const bool json = first != std::string::npos && (text[first] == '[' || text[first] == '{');
    return json ? parseJsonManifest(text, name) : parseCsvManifest(text, name);
}

Expected<std::vector<ManifestItem>> loadManifest(const std::filesystem::path& file) {
    const auto name = inspection::plainText(file.string());
    std::error_code ignored;  // what cannot be looked at cannot be opened either
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file, ignored))
        return failure("cannot read the manifest " + name + "; check its name and permissions");
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (in.bad()) return failure("cannot read the manifest " + name + "; the disk gave an error");
    return parseManifest(text, name);
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

}  // namespace tidewaiter::command
