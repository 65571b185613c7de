// SerialKey: one number for all serial numbers that a reader may take for one another.
// Thread rule: pure functions, safe to call from any thread.
//
// SipHash-2-4 (J.-P. Aumasson, D. Bernstein, 2012; libsodium) of the text with look-alikes drawn together
// (ocr/fields/confusables.h), cut to 48 bits: of ten million serial numbers, two share a key by chance once
// in five lists. The hash's own key is no secret: lists are signed, and a collision costs one comparison.
#pragma once

#include <cstdint>
#include <string_view>

namespace tidewaiter::watchlist {

/// In [0, 2^48). Keys are written into stores: never change how they are made.
[[nodiscard]] std::int64_t serialKey(std::string_view canonical);

/// The same of a text in which look-alikes are drawn together already: ocr::confusableKey() of it.
[[nodiscard]] std::int64_t foldedKey(std::string_view folded);

/// The stores' digests are made over this many shares of all keys.
inline constexpr int kBuckets = 1 << 16;

[[nodiscard]] constexpr int bucketOf(std::int64_t key) {
    return static_cast<int>(key >> 32);
}

[[nodiscard]] constexpr std::int64_t firstKeyOf(int bucket) {
    return std::int64_t{bucket} << 32;
}

}  // namespace tidewaiter::watchlist
