#include "firmware/command/user_files.h"

#include <cstdlib>
#include <string>

namespace tidewaiter::command {

namespace fs = std::filesystem;

namespace {

std::optional<fs::path> variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::nullopt : std::optional<fs::path>(value);
}

/// The folder that the variable names, else the one in the user's home.
fs::path baseFolder(const char* name, const char* inHome) {
    const auto named = variable(name);
    if (named && named->is_absolute()) return *named;  // the specification: others are ignored
    return variable("HOME").value_or("/") / inHome;
}

/// A folder among the user's data, unless it is named.
fs::path dataFolder(const std::optional<fs::path>& given, const char* name,
                    const std::optional<fs::path>& configured, const char* usual) {
    if (given) return *given;
    if (const auto named = variable(name); named && !named->empty()) return *named;
    return configured.value_or(baseFolder("XDG_DATA_HOME", ".local/share") / "tidewaiter" / usual);
}

}  // namespace

fs::path listFolder(const std::optional<fs::path>& given, const std::optional<fs::path>& configured) {
    return dataFolder(given, "TIDEWAITER_LISTS", configured, "lists");
}

fs::path evidenceFolder(const std::optional<fs::path>& given, const std::optional<fs::path>& configured) {
    return dataFolder(given, "TIDEWAITER_EVIDENCE", configured, "evidence");
}

fs::path consoleFolder(const std::optional<fs::path>& given, const std::optional<fs::path>& configured) {
    if (given) return *given;
    return configured.value_or(baseFolder("XDG_STATE_HOME", ".local/state") / "tidewaiter/console");
}

StateFile seenFile(const std::optional<fs::path>& given, const std::optional<fs::path>& configured) {
    if (given) return {*given, true};
    if (const auto named = variable("TIDEWAITER_SEEN")) return {*named, true};
    if (configured) return {*configured, true};
    return {baseFolder("XDG_STATE_HOME", ".local/state") / "tidewaiter/seen.sqlite", false};
}

}  // namespace tidewaiter::command
