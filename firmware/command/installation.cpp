#include <cstdlib>

#include "firmware/command/inspect_command.h"

namespace tidewaiter::command {

namespace fs = std::filesystem;

namespace {

/// The first of two paths that exists, else the first.
fs::path existing(const fs::path& first, const fs::path& second) {
    std::error_code ignored;
    return !fs::exists(first, ignored) && fs::exists(second, ignored) ? second : first;
}

}  // namespace

Installation findInstallation(const std::optional<fs::path>& data, const std::optional<fs::path>& configured,
                              const std::string& version) {
    std::error_code ignored;  // without /proc the current folder stands in
    const auto folder = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    Installation installation;
    installation.version = version;
    installation.barcodeHelper = existing(folder / "tidewaiter-barcode-helper",
                                          folder / "../libexec/tidewaiter/tidewaiter-barcode-helper");
    const char* fromEnvironment = std::getenv("TIDEWAITER_DATA");
    if (data) {
        installation.data = *data;
    } else if (fromEnvironment != nullptr && *fromEnvironment != '\0') {
        installation.data = fromEnvironment;
    } else if (configured) {
        installation.data = *configured;
    } else {
        installation.data = existing(folder / "share/tidewaiter", folder / "../share/tidewaiter");
    }
    return installation;
}

}  // namespace tidewaiter::command
