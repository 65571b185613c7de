// `tidewaiter evidence remove`: removes the inspections that the policy keeps no longer.
// Thread rule: one thread at a time.
#pragma once

#include <string>

#include "firmware/command/arguments.h"
#include "firmware/command/configuration.h"

namespace tidewaiter::command {

/// Says what was removed, or would be. Returns the exit code.
[[nodiscard]] int runRemove(const EvidenceArguments& arguments, const Configuration& configuration,
                            const std::string& version);

}  // namespace tidewaiter::command
