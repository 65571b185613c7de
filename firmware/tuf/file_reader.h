// File reader: a regular file in pieces, so that its size does not matter.
// Thread rule: safe to call from any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "models/error.h"

namespace tidewaiter::tuf {

/// Gives the bytes from `from` on to `take`, which ends the reading with an error of its own. False: there is
/// no such regular file.
[[nodiscard]] Expected<bool> readPieces(const std::filesystem::path& file, std::uint64_t from,
                                        const std::function<Expected<void>(std::string_view)>& take);

/// The whole content of a regular file; nothing when there is none.
[[nodiscard]] Expected<std::optional<std::string>> readFile(const std::filesystem::path& file);

}  // namespace tidewaiter::tuf
