#include "firmware/tlog/lines.h"

#include <algorithm>
#include <charconv>

#include "firmware/files/base64.h"

namespace tidewaiter::tlog {

std::optional<FirstLine> firstLine(std::string_view text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    return FirstLine{text.substr(0, end), text.substr(end + 1)};
}

std::optional<std::uint64_t> parseNumber(std::string_view digits) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    // One number has one text.
    return std::to_string(number) == digits ? std::optional(number) : std::nullopt;
}

std::optional<Hash> parseHash(std::string_view text) {
    const auto bytes = files::fromBase64(text);
    Hash hash{};
    if (!bytes || bytes->size() != hash.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
}

std::string textOf(const Hash& hash) {
    return files::toBase64({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

}  // namespace tidewaiter::tlog
