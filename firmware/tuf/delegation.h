// Delegation: which roles a targets role asks about a path, in which order.
// Thread rule: pure functions, safe to call from any thread; a Delegation refers to the Targets it came from.
//
// Source: The Update Framework 1.0.34, section 4.5 (PATHPATTERN, path_hash_prefixes); TAP 15.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/tuf/metadata.h"

namespace tidewaiter::tuf {

/// A role with the keys that its delegator, and no other, vouches for.
struct Delegation {
    std::string name;
    const Keys* keys = nullptr;
    const Role* role = nullptr;
    bool terminating = false;
};

/// The roles that `delegator` trusts with `path`, in order of priority, up to the first terminating one.
[[nodiscard]] std::vector<Delegation> delegationsFor(std::string_view path, const Targets& delegator);

/// Shell patterns as the specification has them: '*' stands for any characters but '/', '?' for one, which is
/// a whole character of UTF-8; upper and lower case differ. All else stands for itself.
[[nodiscard]] bool matchesPattern(std::string_view path, std::string_view pattern);

}  // namespace tidewaiter::tuf
