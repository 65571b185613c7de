// Target search: who describes a path, asked in order of trust.
// Thread rule: pure function but for the loader, on the caller's thread.
//
// Source: The Update Framework 1.0.34, section 5.6.7.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "firmware/tuf/delegation.h"
#include "firmware/tuf/metadata.h"
#include "models/error.h"

namespace tidewaiter::tuf {

/// A target as a trusted role describes it.
struct TargetInfo {
    std::string path;
    TargetFile file;
    std::string role;  ///< which described it
};

/// Brings the verified metadata of a delegated role.
using TargetsLoader = std::function<Expected<Targets>(const Delegation&)>;

/// Searches `top` and what it delegates to, pre-order and depth first, `mostRoles` roles at most. Nothing:
/// nobody that is trusted with `path` describes it. Fails when a role on the way cannot be loaded.
[[nodiscard]] Expected<std::optional<TargetInfo>> searchTarget(const std::string& path, const Targets& top,
                                                               const TargetsLoader& load,
                                                               std::size_t mostRoles);

}  // namespace tidewaiter::tuf
