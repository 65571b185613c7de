// Storage: how full the disk is that holds the evidence.
// Thread rule: asks the system; safe to call from any thread.
//
// A disk that fills up in the middle of the work loses evidence, so that new inspections are refused before.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "models/name_table.h"

namespace tidewaiter::records {

enum class StorageState { Ok, Warning, Full };

inline constexpr auto kStorageStates = makeNameTable<StorageState>(
    {{StorageState::Ok, "ok"}, {StorageState::Warning, "warning"}, {StorageState::Full, "full"}});

inline constexpr double kWarnFromPercent = 90;
inline constexpr double kRefuseFromPercent = 97;

struct Storage {
    std::uint64_t totalBytes = 0;  ///< that this program may use at all
    std::uint64_t freeBytes = 0;   ///< of them
    double percent = 0;            ///< used, in [0, 100]
    StorageState state = StorageState::Ok;
    std::string sentence{};  ///< what to do; empty while all is well
};

/// The state for these figures.
[[nodiscard]] Storage storageFor(std::uint64_t totalBytes, std::uint64_t freeBytes);

/// Of the disk that holds `folder`. Where the system does not tell, all is taken to be well: writing says
/// otherwise soon enough.
[[nodiscard]] Storage storageOf(const std::filesystem::path& folder);

}  // namespace tidewaiter::records
