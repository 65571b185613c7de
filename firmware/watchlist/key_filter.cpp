#include "firmware/watchlist/key_filter.h"

#include <algorithm>

namespace tidewaiter::watchlist {

namespace {

constexpr std::size_t kBitsPerKey = 12;
constexpr std::size_t kBitsPerBlock = 512;
constexpr int kProbes = 6;
constexpr int kBitsOfPlace = 9;  // 512 places in a block

/// Spreads the key's bits over a whole word (the finalizer of splitmix64, S. Vigna).
std::uint64_t mixed(std::int64_t key) {
    auto x = static_cast<std::uint64_t>(key) + 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

}  // namespace

KeyFilter::KeyFilter(std::size_t count) : blocks_(count * kBitsPerKey / kBitsPerBlock + 1) {}

KeyFilter::KeyFilter(std::string_view bytes) : blocks_(bytes.size() / sizeof(Block)) {
    for (std::size_t i = 0; i < blocks_.size() * kWords; ++i) {
        std::uint64_t word = 0;
        for (std::size_t k = 0; k < sizeof word; ++k)
            word |= std::uint64_t{static_cast<unsigned char>(bytes[i * sizeof word + k])} << (8 * k);
        blocks_[i / kWords][i % kWords] = word;
    }
}

std::size_t KeyFilter::blockOf(std::uint64_t hash) const {
    return static_cast<std::size_t>(hash % blocks_.size());
}

std::size_t KeyFilter::capacity() const {
    return blocks_.size() * kBitsPerBlock / kBitsPerKey;
}

void KeyFilter::add(std::int64_t key) {
    const auto hash = mixed(key);
    auto& block = blocks_[blockOf(hash)];
    auto places = mixed(static_cast<std::int64_t>(hash));
    for (int i = 0; i < kProbes; ++i, places >>= kBitsOfPlace)
        block[places >> 6 & 7] |= std::uint64_t{1} << (places & 63);
}

bool KeyFilter::mayHold(std::int64_t key) const {
    if (blocks_.empty()) return false;
    const auto hash = mixed(key);
    const auto& block = blocks_[blockOf(hash)];
    auto places = mixed(static_cast<std::int64_t>(hash));
    for (int i = 0; i < kProbes; ++i, places >>= kBitsOfPlace) {
        if ((block[places >> 6 & 7] >> (places & 63) & 1) == 0) return false;
    }
    return true;
}

std::string KeyFilter::bytes() const {
    std::string bytes;
    bytes.reserve(blocks_.size() * sizeof(Block));
    for (const auto& block : blocks_) {
        for (auto word : block) {
            for (std::size_t k = 0; k < sizeof word; ++k, word >>= 8) bytes += static_cast<char>(word & 0xff);
        }
    }
    return bytes;
}

}  // namespace tidewaiter::watchlist
