// PolicyCommand: `tidewaiter policy`: what is wrong with a policy, and why its rules fired or did not.
// Thread rule: one thread at a time; writes to standard output and standard error.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/command/arguments.h"
#include "firmware/inspection/rules.h"

namespace tidewaiter::command {

/// A policy from a file, and the SHA-256 of that.
struct NamedPolicy {
    inspection::Policy policy;
    std::string sha256;
};

/// Fails with the first mistake of the policy, or saying that the file cannot be read.
[[nodiscard]] Expected<NamedPolicy> loadPolicy(const std::filesystem::path& file);

/// Does the work and returns the exit code: kExitFailed for a policy with mistakes.
[[nodiscard]] int runPolicy(const PolicyArguments& arguments, const std::string& version);

/// One line for each outcome: "fired", "silent" or "off", the rule, and why.
[[nodiscard]] std::string explanationOf(const std::vector<inspection::RuleOutcome>& outcomes);

}  // namespace tidewaiter::command
