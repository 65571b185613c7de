// StoreSchema: the tables of a store and the digests over them, for those who write and read stores.
// Thread rule: pure functions, safe to call from any thread. Inside firmware/watchlist only.
#pragma once

#include <string>
#include <vector>

#include "firmware/watchlist/database.h"
#include "firmware/watchlist/entry.h"

namespace tidewaiter::watchlist {

/// Stands in the file's header (application_id): "TwWl".
inline constexpr int kApplicationId = 0x5477576c;
/// Of the tables (user_version); another one is not opened.
inline constexpr int kSchemaVersion = 2;

[[nodiscard]] std::string createTables();

/// 32 bytes over all terms.
[[nodiscard]] std::string digestOf(const Terms& terms);

/// SHA-256 of the rows of each share of the serial numbers, and of the rows of all other entries.
struct Digests {
    Digests();

    std::vector<std::string> shares;  ///< kBuckets of them, 32 bytes each
    std::string others;               ///< 32 bytes

    bool operator==(const Digests&) const = default;
};

/// Of a share that holds nothing.
[[nodiscard]] const std::string& digestOfNothing();

/// The digests of all shares as a store keeps them, so that a change needs to count few anew; `others` is not
/// kept.
[[nodiscard]] Expected<Digests> storedDigests(Database& database);

/// The content's hash.
[[nodiscard]] std::string contentHash(const Digests& digests);

/// Counts digests anew over the rows of an opened store.
class DigestCounter {
  public:
    DigestCounter(Database& database, const std::vector<Terms>& terms);

    [[nodiscard]] Expected<Digests> all();
    /// Of the shares that are marked, into `digests`, and of the other entries.
    [[nodiscard]] Expected<Digests> renewed(Digests digests, const std::vector<bool>& marked);

  private:
    [[nodiscard]] Expected<void> countShares(Digests& digests, int first, int last);
    [[nodiscard]] Expected<void> countOthers(Digests& digests);
    [[nodiscard]] std::string termsAt(std::int64_t number) const;

    Database& database_;
    std::vector<std::string> terms_;
};

}  // namespace tidewaiter::watchlist
