// Passphrase: asks for one on the terminal without showing it, or takes it from a file. Never from the
// command line or the environment, which others can read.
// Thread rule: one thread at a time; reads and writes the terminal.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/files/secret.h"
#include "firmware/publisher/key_ring.h"
#include "models/error.h"

namespace tidewaiter::command {

/// The first line of the file. Fails where there is none, it is longer than 1024 bytes, or others than its
/// owner may read the file.
[[nodiscard]] Expected<files::Secret> readPassphrase(const std::filesystem::path& file);

/// Shows `question` on the terminal and takes a line without showing it. Fails where there is no terminal.
[[nodiscard]] Expected<files::Secret> askPassphrase(const std::string& question);

/// A new passphrase for `what`: from the file where one is named, else asked for twice. Fails where it is
/// shorter than publisher::kShortestPassphrase.
[[nodiscard]] Expected<files::Secret> choosePassphrase(const std::filesystem::path& file,
                                                       const std::string& what);

/// Gives the passphrases of the files, one after the other; without files, asks up to three times a key.
[[nodiscard]] publisher::PassphraseSource passphraseSource(std::vector<std::filesystem::path> files);

}  // namespace tidewaiter::command
