// The project's own data files as a store, without any set-up: for tests that need the knowledge but no
// networks.
#pragma once

#include <filesystem>

#include "models/store.h"
#include "tests/models/temporary_store.h"

namespace tidewaiter::tests {

/// Where the data files stand in the source tree.
[[nodiscard]] std::filesystem::path dataDirectory();

/// Copies all data files into `target`.
void addDataFiles(TemporaryStore& target);

/// A store over the data files, made once for the program.
[[nodiscard]] const models::Store& dataStore();

}  // namespace tidewaiter::tests
