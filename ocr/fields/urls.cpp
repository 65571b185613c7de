#include "ocr/fields/urls.h"

#include <algorithm>

#include "ocr/fields/ascii.h"

namespace tidewaiter::ocr {

namespace {

constexpr std::size_t kLongestUrl = 300;

std::string lowered(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (isUpper(c)) c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::string_view withoutPunctuation(std::string_view text) {
    constexpr std::string_view kAround = "()[]<>{}\"'.,;:!";
    while (!text.empty() && kAround.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
    while (!text.empty() && kAround.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    return text;
}

/// Labels of letters, digits and dashes with dots between, the last one letters (RFC 1123, clause 2.1).
bool isHost(std::string_view host) {
    std::size_t labels = 0;
    while (true) {
        const auto dot = host.find('.');
        const auto label = host.substr(0, dot);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
        if (!std::all_of(label.begin(), label.end(), [](char c) { return isAlnum(c) || c == '-'; }))
            return false;
        ++labels;
        if (dot == std::string_view::npos) {
            return labels >= 2 && label.size() >= 2 && !hasDigit(label);
        }
        host.remove_prefix(dot + 1);
    }
}

/// Length of the scheme with its "://", 0 when there is none.
std::size_t schemeLength(const std::string& lower) {
    if (lower.rfind("https://", 0) == 0) return 8;
    return lower.rfind("http://", 0) == 0 ? 7 : 0;
}

}  // namespace

std::optional<std::string> wholeUrl(std::string_view raw) {
    const auto text = withoutPunctuation(trimmed(raw));
    if (text.size() > kLongestUrl || !allPrintable(text) || words(text).size() != 1) return std::nullopt;
    const auto lower = lowered(text);
    const auto scheme = schemeLength(lower);
    if (scheme == 0 && lower.rfind("www.", 0) != 0) return std::nullopt;
    const auto hostEnd = std::min(lower.find_first_of("/?#:", scheme), lower.size());
    if (!isHost(std::string_view(lower).substr(scheme, hostEnd - scheme))) return std::nullopt;
    return lower.substr(0, hostEnd) + std::string(text.substr(hostEnd));
}

std::vector<std::string> urlsIn(std::string_view line) {
    std::vector<std::string> found;
    for (const auto word : words(line)) {
        if (auto url = wholeUrl(word)) found.push_back(std::move(*url));
    }
    return found;
}

}  // namespace tidewaiter::ocr
