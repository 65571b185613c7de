// Catalog: the accelerator chips, boards and systems that we know by name, part number or die marking.
// Data: catalog/chips.json, systems.json, families.json (FORMAT.md). Thread rule: immutable after load(),
// safe to use from any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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
    /// Export-control entry or notice that names it by itself, whatever its figures; empty when none does.
    /// Where `tpp` is known the policy's thresholds decide as well.
    std::string control;
    std::string reason;  ///< why `control` is given, empty without one
    std::string caveat;  ///< closes every sentence on export control
    /// Total processing performance, 2 x MacTOPS x bit length (15 CFR 774, supplement 1, ECCN 3A090).
    std::optional<double> tpp{};
    std::optional<double> performanceDensity{};  ///< tpp per mm2 of logic die (same place)
    bool datacenter = true;                      ///< designed or marketed for datacenters, as far as is known
    std::optional<double> weightKg{};            ///< net, of one piece, fully fitted
    std::vector<std::string> dies{};             ///< dies that it carries, all that are known: "GH100"
    std::vector<std::string> pciIds{};  ///< its device ids on the PCI bus, four hexadecimal digits: "2330"
    std::string launch{};   ///< when it was announced, "2022-03-22" or "2022-11"; empty when unknown
    std::string source;     ///< where the facts of this entry were read
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
    std::string text;  ///< the part of the line that matched, as it stands there
    double strength =
        0;               ///< in [0, 1]: how unlikely the match is by chance: below 0.4 for a short name alone
                         ///< ("H100", "L4"), above 0.9 for a full part number ("900-21010-0000-000")
    std::string source;  ///< where this name or number was read; the entry's source when it has none
};

class Catalog {
  public:
    [[nodiscard]] static Expected<Catalog> load(const Store& store);

    /// What `line` (one reading, UTF-8) names, strongest first. Matches whole tokens only: "H1000" is not
    /// "H100". Case, spaces and dashes do not matter in long names. A short name is strong only when its
    /// maker, its form or its memory size stands in the same line; one number shared by several entries gives
    /// them all.
    [[nodiscard]] std::vector<CatalogMatch> match(std::string_view line) const;

    [[nodiscard]] const std::vector<CatalogEntry>& entries() const;

    struct Index;  ///< how it is kept, in catalog_index.h

  private:
    explicit Catalog(std::shared_ptr<const Index> index) : index_(std::move(index)) {}

    std::shared_ptr<const Index> index_;
};

}  // namespace tidewaiter::models
