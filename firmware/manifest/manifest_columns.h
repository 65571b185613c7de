// Manifest columns: the one table behind CSV headers, JSON keys, flags of the command line, help and
// messages. Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/manifest/manifest.h"
#include "models/error.h"

namespace tidewaiter::manifest {

struct ManifestColumn {
    std::string_view name;     ///< header in CSV and key in JSON: never change one that was released
    std::string_view flag;     ///< for one item on the command line, empty where there is none
    std::string_view kind;     ///< what it takes, as help says it: "TEXT", "KG"
    std::string_view meaning;  ///< for help
    bool isNumber;             ///< JSON may give it as a number too
    /// Checks `text` (not empty, no blanks around it) and puts it into `item`.
    Expected<void> (*set)(ManifestItem& item, const std::string& text);
};

[[nodiscard]] std::span<const ManifestColumn> manifestColumns();

/// "item, goods, hs, ...".
[[nodiscard]] std::string columnNames();

/// A title as it is compared: blanks around it and the case of ASCII letters aside.
[[nodiscard]] std::string columnTitle(std::string_view title);

/// The column called `title`, by its own name or one of `names`. Fails, naming the nearest one.
[[nodiscard]] Expected<const ManifestColumn*> findColumn(std::string_view title,
                                                         const ColumnNames& names = {});

/// `text` without blanks and line ends around it.
[[nodiscard]] std::string trimmed(std::string_view text);

}  // namespace tidewaiter::manifest
