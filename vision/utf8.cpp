#include "vision/internal/utf8.h"

#include <cstdint>

namespace tidewaiter::vision {

namespace {

struct Lead {
    std::size_t length;       ///< of the whole sequence, 0 for a byte that begins none
    std::uint8_t low = 0x80;  ///< range of the second byte: excludes overlong forms, surrogates and what lies
    std::uint8_t high = 0xBF;  ///< above U+10FFFF
};

Lead leadOf(std::uint8_t byte) {
    if (byte < 0x80) return {1};
    if (byte >= 0xC2 && byte <= 0xDF) return {2};
    if (byte == 0xE0) return {3, 0xA0, 0xBF};
    if (byte == 0xED) return {3, 0x80, 0x9F};
    if (byte >= 0xE1 && byte <= 0xEF) return {3};
    if (byte == 0xF0) return {4, 0x90, 0xBF};
    if (byte >= 0xF1 && byte <= 0xF3) return {4};
    if (byte == 0xF4) return {4, 0x80, 0x8F};
    return {0};
}

/// Length of the well-formed sequence that `bytes` begins with, 0 when there is none.
std::size_t sequenceLength(std::string_view bytes) {
    const auto lead = leadOf(static_cast<std::uint8_t>(bytes[0]));
    if (lead.length == 0 || bytes.size() < lead.length) return 0;
    for (std::size_t i = 1; i < lead.length; ++i) {
        const auto byte = static_cast<std::uint8_t>(bytes[i]);
        const auto low = i == 1 ? lead.low : std::uint8_t{0x80};
        const auto high = i == 1 ? lead.high : std::uint8_t{0xBF};
        if (byte < low || byte > high) return 0;
    }
    return lead.length;
}

}  // namespace

std::string validUtf8(std::string_view bytes) {
    std::string valid;
    valid.reserve(bytes.size());
    while (!bytes.empty()) {
        const auto length = sequenceLength(bytes);
        if (length == 0) {
            valid += "\xEF\xBF\xBD";
            bytes.remove_prefix(1);
        } else {
            valid += bytes.substr(0, length);
            bytes.remove_prefix(length);
        }
    }
    return valid;
}

}  // namespace tidewaiter::vision
