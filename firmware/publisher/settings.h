// Settings: what an authority decided when it was founded (publisher.json, FORMAT.md).
// Thread rule: immutable values and pure functions, safe to use from any thread.
//
// Which keys a role has and how many of them must sign stands in the root metadata and nowhere else.
#pragma once

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <string_view>

#include "firmware/tuf/metadata.h"
#include "models/error.h"

namespace tidewaiter::publisher {

/// All roles, from the one that seldom signs to the one that always does.
inline constexpr std::array<const char*, 4> kRoles = {tuf::kRoot, tuf::kTargets, tuf::kSnapshot,
                                                      tuf::kTimestamp};

inline constexpr int kMostKeys = 16;
inline constexpr int kMostDays = 3650;

/// How a role begins.
struct RolePlan {
    int keys = 1;       ///< in [1, kMostKeys]
    int threshold = 1;  ///< how many of them must sign, in [1, keys]
    int days = 1;       ///< how long what they sign is valid, in [1, kMostDays]
};

using RolePlans = std::map<std::string, RolePlan>;

/// Root: three keys of which two sign, 365 days. Targets 90, snapshot 7, timestamp 3 days, a key each.
[[nodiscard]] RolePlans defaultPlans();

/// Fails with a sentence about the first number that is out of its range.
[[nodiscard]] Expected<void> check(const RolePlans& plans);

struct Settings {
    std::map<std::string, std::chrono::days> lifetimes;  ///< by role

    [[nodiscard]] tuf::Time expiry(const std::string& role, tuf::Time now) const {
        return now + lifetimes.at(role);
    }
};

[[nodiscard]] std::string toJson(const Settings& settings);
/// Fails, with a sentence that names `place`, on what is no such file or has a number out of its range.
[[nodiscard]] Expected<Settings> parseSettings(std::string_view text, const std::string& place);

}  // namespace tidewaiter::publisher
