// InspectCommand: `tidewaiter inspect`, from images to printed verdicts.
// Thread rule: one thread at a time; writes to standard output and standard error.
#pragma once

#include <filesystem>
#include <string>

#include "firmware/command/arguments.h"

namespace tidewaiter::command {

/// Where the program's own files are.
struct Installation {
    std::filesystem::path data;           ///< networks, lists, policy
    std::filesystem::path barcodeHelper;  ///< the program tidewaiter-barcode-helper
    std::string version;
};

/// The installation of the running program: data beside the program or in ../share, the helper beside it or
/// in ../libexec. `data` goes first, then the environment's TIDEWAITER_DATA, then `configured`.
[[nodiscard]] Installation findInstallation(const std::optional<std::filesystem::path>& data,
                                            const std::optional<std::filesystem::path>& configured,
                                            const std::string& version);

/// Does the work and returns the exit code.
[[nodiscard]] int runInspect(const InspectArguments& arguments, const std::string& version);

}  // namespace tidewaiter::command
