#include "firmware/watchlist/serial_key.h"

#include <sodium.h>

#include <array>

#include "ocr/fields/confusables.h"

namespace tidewaiter::watchlist {

std::int64_t serialKey(std::string_view canonical) {
    return foldedKey(ocr::confusableKey(canonical));
}

std::int64_t foldedKey(std::string_view folded) {
    constexpr std::array<unsigned char, crypto_shorthash_KEYBYTES> kKey{'t', 'i', 'd', 'e',
                                                                        'w', 'a', 'i', 't'};
    std::array<unsigned char, crypto_shorthash_BYTES> hash{};
    crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(folded.data()), folded.size(),
                     kKey.data());
    std::uint64_t number = 0;
    for (const auto byte : hash) number = number << 8 | byte;  // not memcpy: the same on every machine
    return static_cast<std::int64_t>(number >> 16);
}

}  // namespace tidewaiter::watchlist
