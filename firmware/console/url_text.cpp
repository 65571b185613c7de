#include "firmware/console/url_text.h"

#include <charconv>

namespace tidewaiter::console {

std::optional<std::string> unescaped(std::string_view text, bool plus) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\0') return std::nullopt;
        if (text[i] != '%') {
            bytes += plus && text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const auto digits = text.substr(i + 1, 2);
        unsigned value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (digits.size() != 2 || error != std::errc{} || end != digits.data() + 2 || value == 0)
            return std::nullopt;
        bytes += static_cast<char>(value);
        i += 2;
    }
    return bytes;
}

std::optional<Target> parseTarget(std::string_view target) {
    if (!target.starts_with('/')) return std::nullopt;
    const auto question = target.find('?');
    auto path = unescaped(target.substr(0, question), false);
    if (!path) return std::nullopt;
    Target parts{std::move(*path), {}};
    auto rest = question == std::string_view::npos ? std::string_view() : target.substr(question + 1);
    while (!rest.empty()) {
        const auto pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        const auto equals = std::min(pair.find('='), pair.size());
        const auto key = unescaped(pair.substr(0, equals), true);
        const auto value = unescaped(pair.substr(std::min(pair.size(), equals + 1)), true);
        if (!key || !value) return std::nullopt;
        parts.query[*key] = *value;
    }
    return parts;
}

}  // namespace tidewaiter::console
