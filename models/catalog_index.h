// CatalogIndex: the ways to recognise the catalog's entries, ready for matching. Internal to the catalog.
// Thread rule: immutable after load, safe to use from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "models/catalog.h"
#include "models/pattern.h"

namespace tidewaiter::models {

/// How strong a match is, alone and with the maker, form or memory size in the same line.
struct NameStrength {
    double alone = 0;
    double inContext = 0;
};

/// One name or number of one entry.
struct ListedName {
    std::size_t entry = 0;  ///< place in the catalog's entries
    MatchedBy by = MatchedBy::ProductName;
    NameStrength strength;
    std::string spelling{};           ///< as listed, without separators
    std::vector<std::size_t> cuts{};  ///< where separators may stand, counted in characters without them
    bool anyCut = false;              ///< so long that stray spaces do not matter
    bool shortName = false;  ///< an ordinary word or a shared code: must stand alone, in its own case
    std::string source{};
};

/// One shape of numbers of one entry.
struct ListedPattern {
    std::size_t entry = 0;
    MatchedBy by = MatchedBy::PartNumber;
    Pattern pattern;
};

struct Catalog::Index {
    std::vector<CatalogEntry> entries;
    std::vector<std::vector<std::string>> memoryByEntry;  ///< joined keys, "80GB"
    std::unordered_map<std::string, std::vector<ListedName>> namesByKey;
    std::vector<ListedPattern> patterns;
    std::unordered_map<std::string, std::vector<std::string>>
        contextByVendor;  ///< joined keys or UTF-8 words
    std::size_t longestKey = 0;

    void add(ListedName name, std::string_view text);
};

/// Where separators stand in `text`, counted in letters and digits.
[[nodiscard]] std::vector<std::size_t> cutsOf(std::string_view text);

}  // namespace tidewaiter::models
