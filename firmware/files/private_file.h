// Private files: bytes that the owner of the file alone may read: a key, a code, a list of people.
// Thread rule: safe to call from any thread; the caller keeps a second writer of one file out.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "firmware/files/secret.h"
#include "models/error.h"

namespace tidewaiter::files {

/// Brings `bytes` to the disk as a whole or not at all, with mode 600, replacing an older file.
[[nodiscard]] Expected<void> writePrivateFile(const std::filesystem::path& file, std::string_view bytes);

/// The content of a private file; nothing where there is none. Fails, with a sentence that names the file,
/// where others may read or write it, where it belongs to another user, and where it has more than `most`
/// bytes.
[[nodiscard]] Expected<std::optional<Secret>> readPrivateFile(const std::filesystem::path& file,
                                                              std::size_t most);

}  // namespace tidewaiter::files
