// KeyRing: the private keys that can be reached now, opened as they are needed.
// Thread rule: one thread at a time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "firmware/publisher/key_file.h"
#include "firmware/tuf/metadata.h"
#include "models/error.h"

namespace tidewaiter::publisher {

/// Gives a passphrase to try on the key of this name; `attempt` counts from 0 what it gave for that key
/// before and was wrong. Fails, with what to do, when it has no other.
using PassphraseSource = std::function<Expected<Secret>(const std::string& key, int attempt)>;

using Signers = std::vector<const SigningKey*>;

class KeyRing {
  public:
    /// Looks for key files ("*.key") in the folders, and for the names of those that lie elsewhere ("*.pub").
    [[nodiscard]] static Expected<KeyRing> open(const std::vector<std::filesystem::path>& folders,
                                                PassphraseSource passphrases);

    [[nodiscard]] bool holds(const std::string& id) const { return files_.contains(id); }
    /// "root-2", or the beginning of the id where nobody here knows its name.
    [[nodiscard]] std::string nameOf(const std::string& id) const;
    /// The id of the key of that name; empty where there is none.
    [[nodiscard]] std::string idOf(const std::string& name) const;
    /// The number after the highest that any key of the role has.
    [[nodiscard]] int nextNumber(const std::string& role) const;

    /// As many keys of the role as must sign. Fails with which are missing. They live as long as the ring.
    [[nodiscard]] Expected<Signers> signersOf(const std::string& name, const tuf::Role& role);
    /// Fails as signersOf() does where there are too few, and opens nothing.
    [[nodiscard]] Expected<void> checkEnough(const std::string& name, const tuf::Role& role) const;

  private:
    explicit KeyRing(PassphraseSource passphrases) : passphrases_(std::move(passphrases)) {}

    [[nodiscard]] Expected<void> look(const std::filesystem::path& folder);
    [[nodiscard]] Expected<const SigningKey*> unlocked(const std::string& id);
    [[nodiscard]] Expected<SigningKey> opened(const KeyFile& file);

    PassphraseSource passphrases_;
    std::vector<Secret> known_;             ///< passphrases that were given; the one that opened last is last
    std::map<std::string, KeyFile> files_;  // by id
    std::map<std::string, std::string> names_;  // by id, also of keys that lie elsewhere
    std::map<std::string, SigningKey> keys_;    // by id, those that are open
    std::vector<std::string> damaged_;          // sentences about files that are of no use
};

/// What stays of a key where its file was taken away: its name and its public part.
[[nodiscard]] std::string publicFile(const std::string& name, const tuf::Key& key);

}  // namespace tidewaiter::publisher
