#include "firmware/manifest/manifest_json.h"

#include <algorithm>

#include "firmware/inspection/plain_text.h"
#include "firmware/manifest/json_rows.h"

namespace tidewaiter::manifest {

namespace {

std::string inSingleQuotes(std::string_view name) {
    return '\'' + std::string(name) + '\'';
}

/// What is wrong with the kind of a value, empty when nothing is.
std::string kindProblem(const ManifestColumn& column, JsonKind kind) {
    const bool isImages = column.name == "images";
    if (kind == JsonKind::Null || kind == JsonKind::Text) return {};
    if (kind == JsonKind::Number && column.isNumber) return {};
    if (kind == JsonKind::List && isImages) return {};
    if (isImages) return "'images' must be a list of file names";
    return inSingleQuotes(column.name) + (column.isNumber ? " must be a number" : " must be a text");
}

/// The mistake in `member`, which goes into `row` when there is none.
std::optional<Mistake> take(const JsonMember& member, const ColumnNames& names, ManifestRow& row) {
    const auto column = findColumn(member.key, names);
    if (!column) return Mistake{member.keyPlace, column.error().message};
    const bool twice = std::any_of(row.cells.begin(), row.cells.end(),
                                   [&](const ManifestCell& cell) { return cell.column == *column; });
    if (twice) return Mistake{member.keyPlace, inSingleQuotes((*column)->name) + " stands there twice"};
    row.cells.push_back({*column, member.text, member.place});
    if (auto problem = kindProblem(**column, member.kind); !problem.empty())
        return Mistake{member.place, std::move(problem)};
    row.images.insert(row.images.end(), member.list.begin(), member.list.end());
    if (std::find(member.list.begin(), member.list.end(), "") != member.list.end())
        return Mistake{member.place, "'images' holds an empty file name"};
    return std::nullopt;
}

ManifestRow readEntry(const JsonRow& entry, const ColumnNames& names) {
    ManifestRow row{entry.place};
    if (!entry.isObject)
        row.mistake = Mistake{entry.place, "an item must be an object with " + columnNames()};
    for (const auto& member : entry.members) {
        auto mistake = take(member, names, row);
        if (mistake && !row.mistake) row.mistake = std::move(mistake);
    }
    return row;
}

}  // namespace

Expected<Manifest> parseJsonManifest(const std::string& text, const std::string& name,
                                     const ColumnNames& columns) {
    const auto entries = parseJsonRows(text, name);
    if (!entries) return tl::unexpected(entries.error());
    ManifestBuilder builder(name);
    for (const auto& entry : *entries) builder.add(readEntry(entry, columns));
    return std::move(builder).finish();
}

}  // namespace tidewaiter::manifest
