// Catalog: the controlled chips, boards and systems that we know by name, part number or die marking.
// Thread rule: immutable after load(), safe to use from any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"
#include "models/name_table.h"
#include "models/store.h"

namespace tidewaiter::models {

enum class EntryKind { Chip, Board, System };

inline constexpr auto kEntryKinds = makeNameTable<EntryKind>(
    {{EntryKind::Chip, "chip"}, {EntryKind::Board, "board"}, {EntryKind::System, "system"}});

struct CatalogEntry {
    std::string id;  ///< stable, "nvidia-h100-sxm5"
    EntryKind kind = EntryKind::Board;
    std::string vendor;  ///< "NVIDIA"
    std::string name;    ///< as a person would say it, "H100 SXM5 80 GB"
    bool controlled =
        false;  ///< an export-control entry applies by the published thresholds; not a legal classification
    std::string basis;   ///< which entry and why, in words an officer can look up; empty when not controlled
    std::string source;  ///< where the facts of this entry were read
    double confidence = 0;  ///< in [0, 1]: how well the source supports the entry
};

/// By what an entry was recognised, strongest first.
enum class MatchedBy { PartNumber, DieMarking, ModelName, ProductName };

inline constexpr auto kMatchedBy = makeNameTable<MatchedBy>({{MatchedBy::PartNumber, "part number"},
                                                             {MatchedBy::DieMarking, "die marking"},
                                                             {MatchedBy::ModelName, "model name"},
                                                             {MatchedBy::ProductName, "product name"}});

struct CatalogMatch {
    const CatalogEntry* entry = nullptr;  ///< owned by the catalog, never null in a result
    MatchedBy by = MatchedBy::ProductName;
    std::string text;     ///< the part of the line that matched, as it stands there
    double strength = 0;  ///< in [0, 1]: how unlikely the match is by chance ("H100" alone is weak,
                          ///< "900-21010-0000-000" strong)
};

class Catalog {
  public:
    [[nodiscard]] static Expected<Catalog> load(const Store& store);

    /// What `line` (one reading, UTF-8) names, strongest first. Matches whole tokens only: "H1000" is not
    /// "H100".
    [[nodiscard]] std::vector<CatalogMatch> match(std::string_view line) const;

    [[nodiscard]] const std::vector<CatalogEntry>& entries() const;

  private:
    struct Index;
    std::shared_ptr<const Index> index_;
};

}  // namespace tidewaiter::models
