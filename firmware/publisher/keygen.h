// Keygen: founds an authority: a key pair for each place in each role, and the first root.
// Thread rule: safe to call from any thread; one call for one folder at a time.
#pragma once

#include <filesystem>

#include "firmware/publisher/key_file.h"
#include "firmware/publisher/settings.h"
#include "firmware/publisher/stage.h"

namespace tidewaiter::publisher {

struct KeygenOrder {
    std::filesystem::path folder;  ///< must not exist, or be empty
    RolePlans plans = defaultPlans();
    KeyCost cost = costOf(KeyStrength::Moderate);
    tuf::Time now;
};

/// Seals the root keys with one passphrase and all others with the other (which may be the same). The folder
/// is there as a whole or not at all.
[[nodiscard]] Expected<void> makeAuthority(const KeygenOrder& order, const Secret& rootPassphrase,
                                           const Secret& passphrase, const Steps& steps);

/// Writes "NAME.key" (for its owner alone) and "NAME.pub" into the folder.
[[nodiscard]] Expected<void> writeKey(const std::filesystem::path& folder, const std::string& name,
                                      const SigningKey& key, const Secret& passphrase, const KeyCost& cost);

/// The folder of a new authority may be founded in: not there, or empty.
[[nodiscard]] Expected<void> checkFree(const std::filesystem::path& folder);

}  // namespace tidewaiter::publisher
