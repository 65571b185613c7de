// Signatures: whether a file is signed by enough of the keys of its role.
// Thread rule: pure function, safe to call from any thread.
//
// Source: The Update Framework 1.0.34, sections 4.2 and 4.3 (THRESHOLD).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/tuf/key.h"
#include "firmware/tuf/metadata.h"
#include "models/error.h"

namespace tidewaiter::tuf {

/// Counts the keys of `role` that signed `canonical`: each key once, under however many ids it stands.
/// Signatures by others, of schemes that are not known, or that are wrong, count nothing and spoil nothing.
/// Fails below the threshold, with `name` (of the role that is checked) and how many were found.
[[nodiscard]] Expected<void> verifyThreshold(std::string_view canonical,
                                             const std::vector<Signature>& signatures, const Keys& keys,
                                             const Role& role, const std::string& name);

}  // namespace tidewaiter::tuf
