// Manifest: what the papers say about many items, and which photos belong to which.
// Thread rule: immutable values and pure functions, safe to use from any thread.
//
// FORMAT.md says how manifests are written. Every way of writing them ends in the same rows (manifest_row.h).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/inspection/declaration.h"
#include "models/error.h"

namespace tidewaiter::manifest {

struct ManifestItem {
    inspection::Declaration declaration;  ///< its `item` is never empty and unique in the manifest
    std::vector<std::string> images;      ///< file names or patterns with * and ?, empty when none are given
};

/// A row that cannot be relied on. It is not inspected; the others are.
struct ManifestProblem {
    std::string sentence;  ///< names file, line, column and what to do
    ManifestItem item;     ///< what could be read of it, its id perhaps empty: whose photos are not inspected
};

/// Other names of columns, by their title (columnTitle), as the configuration gives them.
using ColumnNames = std::map<std::string, std::string>;

struct Manifest {
    std::vector<ManifestItem> items;        ///< in the order of the file
    std::vector<ManifestProblem> problems;  ///< likewise
};

/// Reads a declaration of the WCO Data Model (XML), or CSV with a header row or a JSON array of objects, with
/// the columns of manifest_columns.h in any order and only `item` needed. A bad row becomes a problem, and so
/// do all rows that share an id: which is meant is not known. Fails when the header is wrong or the text as a
/// whole cannot be read. `name` stands for the file in messages.
[[nodiscard]] Expected<Manifest> parseManifest(const std::string& text, const std::string& name,
                                               const ColumnNames& columns = {});

/// The index of the item that the image file belongs to: by the images column; failing that, the longest item
/// id with which the file name begins, followed by no letter or digit. Fails, naming the image, when there is
/// none.
[[nodiscard]] Expected<std::size_t> matchImage(const std::filesystem::path& image,
                                               const std::vector<ManifestItem>& items,
                                               const std::string& manifestName);

}  // namespace tidewaiter::manifest
