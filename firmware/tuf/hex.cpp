#include "firmware/tuf/hex.h"

#include <sodium.h>

namespace tidewaiter::tuf {

std::string toHex(std::string_view bytes) {
    std::string digits(bytes.size() * 2 + 1, '\0');  // libsodium ends it with a zero
    sodium_bin2hex(digits.data(), digits.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                   bytes.size());
    digits.pop_back();
    return digits;
}

std::optional<std::string> fromHex(std::string_view digits) {
    if (digits.size() % 2 != 0) return std::nullopt;
    std::string bytes(digits.size() / 2, '\0');
    if (bytes.empty()) return bytes;
    std::size_t length = 0;
    const int wrong = sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                     digits.data(), digits.size(), nullptr, &length, nullptr);
    if (wrong != 0 || length != bytes.size()) return std::nullopt;
    return bytes;
}

}  // namespace tidewaiter::tuf
