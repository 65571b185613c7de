// TextFile: a file that somebody names on the command line, whole.
// Thread rule: safe to call from any thread; reads a file or standard input.
#pragma once

#include <filesystem>
#include <string>

#include "models/error.h"

namespace tidewaiter::command {

/// The file's bytes; "-" is standard input. Fails with a sentence that names it: `what` it is ("manifest").
[[nodiscard]] Expected<std::string> readTextFile(const std::filesystem::path& file, const std::string& what);

}  // namespace tidewaiter::command
