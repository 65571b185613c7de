// StoreSchema: the tables of a store and the digests over them, for those who write and read stores.
// Thread rule: pure functions, safe to call from any thread. Inside firmware/watchlist only.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/watchlist/database.h"
#include "firmware/watchlist/entry.h"

namespace tidewaiter::watchlist {

/// Stands in the file's header (application_id): "TwWl".
inline constexpr int kApplicationId = 0x5477576c;
/// Of the tables (user_version); another one is not opened.
inline constexpr int kSchemaVersion = 1;

[[nodiscard]] std::string createTables();

/// 32 bytes over all terms.
[[nodiscard]] std::string digestOf(const Terms& terms);

/// Of one share of the serial numbers, or of all other entries: SHA-256 over its rows, one after the other.
class RowDigest {
  public:
    void add(std::initializer_list<std::string_view> parts);
    /// 32 bytes; the digest begins anew.
    [[nodiscard]] std::string take();

  private:
    std::string rows_;
};

/// The content's hash by the digests of all buckets, in their order, and the one of the other entries.
[[nodiscard]] std::string contentHash(const std::vector<std::string>& buckets, const std::string& others);

/// The content's hash, counted anew over all rows of an opened store.
[[nodiscard]] Expected<std::string> countedHash(Database& database, const std::vector<Terms>& terms);

}  // namespace tidewaiter::watchlist
