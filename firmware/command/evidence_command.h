// EvidenceCommand: `tidewaiter evidence`: lists, verifies, exports, hands over and replays sealed
// inspections. Thread rule: one at a time; reads and writes files, standard output and standard error.
#pragma once

#include <string>

#include "firmware/command/arguments.h"

namespace tidewaiter::command {

/// The exit code. Evidence that is not what was sealed gives kExitFailed.
[[nodiscard]] int runEvidence(const EvidenceArguments& arguments, const std::string& version);

}  // namespace tidewaiter::command
