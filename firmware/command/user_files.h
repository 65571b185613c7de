// UserFiles: where the program keeps what belongs to whoever runs it.
// Thread rule: reads the environment; safe to call from any thread that does not change it.
#pragma once

#include <filesystem>
#include <optional>

namespace tidewaiter::command {

/// Where the watchlists are: `given`, else what the environment's TIDEWAITER_LISTS names, else `configured`,
/// else tidewaiter/lists among the user's data (XDG Base Directory Specification 0.8).
[[nodiscard]] std::filesystem::path listFolder(const std::optional<std::filesystem::path>& given,
                                               const std::optional<std::filesystem::path>& configured);

/// Where sealed inspections are: `given`, else what TIDEWAITER_EVIDENCE names, else `configured`, else
/// tidewaiter/evidence among the user's data.
[[nodiscard]] std::filesystem::path evidenceFolder(const std::optional<std::filesystem::path>& given,
                                                   const std::optional<std::filesystem::path>& configured);

/// Where the console keeps people, certificate and declarations: `given`, else `configured`, else
/// tidewaiter/console among the user's states.
[[nodiscard]] std::filesystem::path consoleFolder(const std::optional<std::filesystem::path>& given,
                                                  const std::optional<std::filesystem::path>& configured);

/// A file that the program makes where it is missing.
struct StateFile {
    std::filesystem::path path;  ///< empty: nothing is to be remembered
    bool asked = false;          ///< somebody named it: that it cannot be used is a failure
};

/// Where serial numbers are remembered: `given`, else what TIDEWAITER_SEEN names, else `configured`, else
/// tidewaiter/seen.sqlite among the user's states. An empty name remembers nothing.
[[nodiscard]] StateFile seenFile(const std::optional<std::filesystem::path>& given,
                                 const std::optional<std::filesystem::path>& configured);

}  // namespace tidewaiter::command
