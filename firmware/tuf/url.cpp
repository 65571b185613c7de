#include "firmware/tuf/url.h"

#include "firmware/tuf/digest.h"
#include "firmware/tuf/hex.h"

namespace tidewaiter::tuf {

namespace {

constexpr std::size_t kLongestFileName = 180;  // of 255, which leaves room for what is put around it

bool isUnreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

std::string encodedByte(char c) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    return {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
}

std::string encoded(std::string_view text, bool keepSlash) {
    std::string result;
    for (const char c : text) {
        if (isUnreserved(c) || (keepSlash && c == '/')) {
            result += c;
        } else {
            result += encodedByte(c);
        }
    }
    return result;
}

}  // namespace

std::string percentEncoded(std::string_view name) {
    return encoded(name, false);
}

std::string percentEncodedPath(std::string_view path) {
    return encoded(path, true);
}

std::optional<std::string> percentDecoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        const auto byte = fromHex(text.substr(i + 1, 2));
        if (!byte || byte->size() != 1) return std::nullopt;
        result += *byte;
        i += 2;
    }
    return result;
}

std::string joinedUrl(const std::string& base, const std::string& relative) {
    return base + (base.ends_with('/') ? "" : "/") + relative;
}

std::string safeFileName(std::string_view name) {
    auto result = percentEncoded(name);
    if (result.starts_with('.')) result.replace(0, 1, "%2E");
    if (result.size() > kLongestFileName)
        result = "%sha256-" + sha256Hex(name);  // what no other name becomes
    return result;
}

}  // namespace tidewaiter::tuf
