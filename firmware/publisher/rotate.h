// Rotate: new keys for a role, by a new root that a threshold of the old and of the new root keys signs.
// Thread rule: safe to call from any thread; the authority's lock keeps other publishers out.
//
// Source: The Update Framework 1.0.34, sections 6.1 and 5.3.11.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "firmware/publisher/key_ring.h"
#include "firmware/publisher/stage.h"

namespace tidewaiter::publisher {

struct RotateOrder {
    std::filesystem::path folder;
    std::string role;                               ///< one of kRoles
    std::vector<std::filesystem::path> keyFolders;  ///< where keys lie besides the authority's own folder
    std::vector<std::string> replace;               ///< names of the keys that go; none: all of the role
    bool renew = false;                             ///< keep all keys; the root gets a later expiry
    KeyCost cost = costOf(KeyStrength::Moderate);   ///< of the new keys
    tuf::Time now;
};

struct Rotation {
    std::int64_t rootVersion = 0;
    std::vector<std::string> made;      ///< names of the new keys, which lie in the authority's keys/
    std::vector<std::string> replaced;  ///< names of keys that nothing trusts any more
};

/// Signs everything that the old keys had signed anew and makes the new root visible. `chosen` is asked for
/// the passphrase of the new keys once it is sure that enough keys are here.
[[nodiscard]] Expected<Rotation> rotate(const RotateOrder& order, const PassphraseSource& passphrases,
                                        const std::function<Expected<Secret>()>& chosen, const Steps& steps);

}  // namespace tidewaiter::publisher
