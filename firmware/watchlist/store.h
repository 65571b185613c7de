// Store: a watchlist on the disk, made for looking up (FORMAT.md).
// Thread rule: one thread at a time; several Stores may be open on one file.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/watchlist/database.h"
#include "firmware/watchlist/entry.h"
#include "firmware/watchlist/key_filter.h"
#include "firmware/watchlist/shapes.h"
#include "models/pattern.h"

namespace tidewaiter::watchlist {

/// What a store says of itself.
struct Summary {
    std::string name;          ///< of the list
    std::string version;       ///< of the list, as its publisher counts; empty where it says none
    std::int64_t serials = 0;  ///< serial numbers that are matched exactly
    std::int64_t others = 0;   ///< all other entries
    /// SHA-256 of the content, 64 hexadecimal digits: two stores with the same entries have the same, however
    /// they came to them.
    std::string contentHash;

    bool operator==(const Summary&) const = default;
};

/// An entry that is not found by its key.
struct ListedEntry {
    Entry entry;
    std::optional<models::Pattern> pattern{};  ///< of those that are one
};

/// The serial numbers of a store one after the other, by key, value and id. Ends before its store does.
class SerialCursor {
  public:
    /// Goes to the next one; false behind the last. Fails where the file cannot be read.
    [[nodiscard]] Expected<bool> next();

    [[nodiscard]] std::int64_t key() const { return rows_.number(0); }
    [[nodiscard]] std::string_view value() const { return rows_.text(1); }
    /// Empty where it is the value.
    [[nodiscard]] std::string_view id() const { return rows_.text(2); }
    [[nodiscard]] const Terms& terms() const;

  private:
    friend class Store;
    SerialCursor(Database& database, const std::vector<Terms>& terms, Statement rows)
        : database_(&database), terms_(&terms), rows_(std::move(rows)) {}

    Database* database_;
    const std::vector<Terms>* terms_;
    Statement rows_;
};

class Store {
  public:
    /// Opens a store for looking up. Fails where it is missing, damaged, or of another version of the
    /// program.
    [[nodiscard]] static Expected<Store> open(const std::filesystem::path& file);

    [[nodiscard]] const Summary& summary() const { return summary_; }

    /// False: no serial number that is matched exactly has this key.
    [[nodiscard]] bool mayHold(std::int64_t key) const { return filter_.mayHold(key); }
    /// What the list's serial numbers look like.
    [[nodiscard]] const Shapes& shapes() const { return shapes_; }
    /// The serial numbers that are matched exactly and have this key, whatever stands in them. Fails where
    /// the file cannot be read or is damaged.
    [[nodiscard]] Expected<std::vector<Entry>> withKey(std::int64_t key);
    /// All other entries of a kind, in the order of their ids.
    [[nodiscard]] const std::vector<ListedEntry>& others(EntryKind kind) const;
    /// All serial numbers that are matched exactly. The store stays where it is meanwhile.
    [[nodiscard]] Expected<SerialCursor> serials();

    /// What entries have in common, by number.
    [[nodiscard]] const std::vector<Terms>& terms() const { return terms_; }
    [[nodiscard]] const KeyFilter& filter() const { return filter_; }

    /// Whether the file's content is what its hash says, and would be found: reads all of it.
    [[nodiscard]] Expected<bool> isWhole();

  private:
    Store(Database database, std::filesystem::path file)
        : database_(std::move(database)), file_(std::move(file)) {}
    [[nodiscard]] Error damaged(const std::string& what) const;
    [[nodiscard]] Expected<void> load();
    [[nodiscard]] Expected<void> loadTerms();
    [[nodiscard]] Expected<void> loadOthers();
    [[nodiscard]] Expected<void> loadShapes();
    [[nodiscard]] Expected<void> loadFilter();

    Database database_;
    std::filesystem::path file_;
    Statement byKey_;
    Summary summary_;
    KeyFilter filter_;
    Shapes shapes_;
    std::vector<Terms> terms_;
    std::array<std::vector<ListedEntry>, kEntryKinds.rows.size()> others_;
};

}  // namespace tidewaiter::watchlist
