// ReplayCommand: `tidewaiter evidence replay`: makes a sealed inspection again and says what has changed.
// Thread rule: one at a time; reads files, writes standard output and standard error.
#pragma once

#include <string>

#include "firmware/command/arguments.h"
#include "firmware/command/configuration.h"

namespace tidewaiter::command {

/// The exit code: kExitClear where the same was found, kExitInspect where not.
[[nodiscard]] int runReplay(const EvidenceArguments& arguments, const Configuration& configuration,
                            const std::string& version);

}  // namespace tidewaiter::command
