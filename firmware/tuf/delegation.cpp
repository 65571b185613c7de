#include "firmware/tuf/delegation.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "firmware/tuf/digest.h"

namespace tidewaiter::tuf {

namespace {

bool isContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// How many bytes the character at the start of `text` has; 0 where '?' matches none.
std::size_t characterLength(std::string_view text) {
    if (text.empty() || text.front() == '/') return 0;
    std::size_t length = 1;
    while (length < text.size() && isContinuation(text[length])) ++length;
    return length;
}

bool isTrustedWith(const DelegatedRole& role, std::string_view path) {
    if (std::any_of(role.paths.begin(), role.paths.end(),
                    [&](const std::string& pattern) { return matchesPattern(path, pattern); }))
        return true;
    if (role.pathHashPrefixes.empty()) return false;
    const auto hash = sha256Hex(path);
    return std::any_of(role.pathHashPrefixes.begin(), role.pathHashPrefixes.end(),
                       [&](const std::string& prefix) { return hash.starts_with(prefix); });
}

/// TAP 15: the first bits of the hash are the number of the bin.
std::string binName(const SuccinctRoles& roles, std::string_view path) {
    std::uint32_t head = 0;
    const auto hash = sha256Hex(path);
    std::from_chars(hash.data(), hash.data() + 8, head, 16);
    const std::uint32_t bin = head >> (32 - roles.bitLength);
    std::string digits = "00000000";
    for (std::size_t i = 0; i < digits.size(); ++i)
        digits[i] = "0123456789abcdef"[(bin >> (28 - 4 * i)) & 15U];
    const std::size_t width = (roles.bitLength + 3) / 4;
    return roles.namePrefix + '-' + digits.substr(digits.size() - width);
}

}  // namespace

bool matchesPattern(std::string_view path, std::string_view pattern) {
    // Where the last '*' stands and what it has swallowed so far: all there is to go back to.
    std::size_t star = std::string_view::npos;
    std::size_t swallowed = 0;
    std::size_t at = 0;
    std::size_t in = 0;
    while (at < path.size()) {
        const auto length = characterLength(path.substr(at));
        if (in < pattern.size() && pattern[in] == '*') {
            star = in++;
            swallowed = at;
        } else if (in < pattern.size() && pattern[in] == '?' && length > 0) {
            at += length;
            ++in;
        } else if (in < pattern.size() && pattern[in] != '?' && pattern[in] == path[at]) {
            ++at;
            ++in;
        } else if (star != std::string_view::npos && path[swallowed] != '/') {
            at = ++swallowed;
            in = star + 1;
        } else {
            return false;
        }
    }
    while (in < pattern.size() && pattern[in] == '*') ++in;
    return in == pattern.size();
}

std::vector<Delegation> delegationsFor(std::string_view path, const Targets& delegator) {
    std::vector<Delegation> result;
    if (!delegator.delegations) return result;
    const auto& delegations = *delegator.delegations;
    if (delegations.succinct) {
        result.push_back(
            {binName(*delegations.succinct, path), &delegations.keys, &delegations.succinct->role, true});
        return result;
    }
    for (const auto& role : delegations.roles) {
        if (!isTrustedWith(role, path)) continue;
        result.push_back({role.name, &delegations.keys, &role.role, role.terminating});
        if (role.terminating) break;
    }
    return result;
}

}  // namespace tidewaiter::tuf
