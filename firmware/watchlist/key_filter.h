// KeyFilter: says of most keys that a list does not hold them, without a look at the list.
// Thread rule: const members are safe from any thread; add() needs the filter alone.
//
// A blocked Bloom filter: all bits of a key lie in one line of the cache (F. Putze, P. Sanders, J. Singler,
// "Cache-, Hash- and Space-Efficient Bloom Filters", 2009). 12 bits a key: about one in a hundred keys that
// are not held passes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::watchlist {

class KeyFilter {
  public:
    /// Holds nothing.
    KeyFilter() = default;
    /// Room for `count` keys.
    explicit KeyFilter(std::size_t count);
    /// What bytes() gave. Bytes that are no filter hold nothing.
    explicit KeyFilter(std::string_view bytes);

    void add(std::int64_t key);
    /// How many keys it has room for; more of them make it let more others pass.
    [[nodiscard]] std::size_t capacity() const;
    /// False: the key was never added. True: it may have been.
    [[nodiscard]] bool mayHold(std::int64_t key) const;
    /// The same on every machine.
    [[nodiscard]] std::string bytes() const;

  private:
    static constexpr int kWords = 8;  // of 64 bits: one line of the cache
    using Block = std::array<std::uint64_t, kWords>;

    [[nodiscard]] std::size_t blockOf(std::uint64_t hash) const;

    std::vector<Block> blocks_;
};

}  // namespace tidewaiter::watchlist
