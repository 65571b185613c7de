// LockFile: keeps a second program away from files that one program alone may change.
// Thread rule: safe to call from any thread; what it gives belongs to one thread at a time.
#pragma once

#include <filesystem>
#include <string>

#include "firmware/files/durable_file.h"

namespace tidewaiter::files {

/// Locks `file`, which is made where it is missing, until the descriptor is closed or the program ends,
/// however it ends. Fails with the sentence `taken` where somebody else holds it.
[[nodiscard]] Expected<Descriptor> lockFile(const std::filesystem::path& file, const std::string& taken);

}  // namespace tidewaiter::files
