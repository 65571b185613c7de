#include "firmware/files/base64.h"

#include <sodium.h>

namespace tidewaiter::files {

std::string toBase64(std::string_view bytes) {
    // The length counts a closing zero, which the string does not keep.
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                      bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

std::optional<std::string> fromBase64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 1, '\0');
    std::size_t size = 0;
    const int wrong =
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
    if (wrong != 0) return std::nullopt;
    bytes.resize(size);
    // Whatever the decoder is lenient about: a note has one form only.
    if (toBase64(bytes) != text) return std::nullopt;
    return bytes;
}

}  // namespace tidewaiter::files
