#include "models/tokens.h"

#include <algorithm>
#include <iterator>

namespace tidewaiter::models {

namespace {

constexpr std::size_t kWindowBytes = 512;
constexpr std::string_view kJoiners = "-/.+#_";

bool isAtomByte(char c) {
    return isDigit(c) || isLetter(c);
}

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// Where the run of atom bytes that begins at `begin` ends.
std::size_t atomEnd(std::string_view line, std::size_t begin) {
    const auto end =
        std::find_if_not(line.begin() + static_cast<std::ptrdiff_t>(begin), line.end(), isAtomByte);
    return static_cast<std::size_t>(end - line.begin());
}

bool isJoined(std::string_view line, std::size_t at) {
    return at + 1 < line.size() && kJoiners.find(line[at]) != std::string_view::npos &&
           isAtomByte(line[at + 1]);
}

}  // namespace

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string upperCased(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), upper);
    return result;
}

std::string joinedKey(std::string_view text) {
    std::string key;
    std::copy_if(text.begin(), text.end(), std::back_inserter(key), isAtomByte);
    return upperCased(key);
}

std::vector<Atom> atomsOf(std::string_view line) {
    std::vector<Atom> atoms;
    for (std::size_t at = 0; at < line.size();) {
        if (!isAtomByte(line[at])) {
            ++at;
            continue;
        }
        const auto end = atomEnd(line, at);
        atoms.push_back({line.substr(at, end - at), at});
        at = end;
    }
    return atoms;
}

std::vector<std::string_view> windowsOf(std::string_view line) {
    std::vector<std::string_view> windows;
    while (line.size() > kWindowBytes) {
        const auto space = line.rfind(' ', kWindowBytes);
        const auto cut = space == std::string_view::npos || space == 0 ? kWindowBytes : space;
        windows.push_back(line.substr(0, cut));
        line.remove_prefix(cut);
    }
    windows.push_back(line);
    return windows;
}

std::vector<Atom> tokensOf(std::string_view line) {
    std::vector<Atom> tokens;
    for (std::size_t at = 0; at < line.size();) {
        if (!isAtomByte(line[at])) {
            ++at;
            continue;
        }
        auto end = atomEnd(line, at);
        while (isJoined(line, end)) end = atomEnd(line, end + 1);
        tokens.push_back({line.substr(at, end - at), at});
        at = end;
    }
    return tokens;
}

}  // namespace tidewaiter::models
