// KeptPolicy: the default policy, but for how long evidence is kept.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <filesystem>
#include <string>

#include "firmware/inspection/policy.h"
#include "tests/records/evidence_folder.h"

namespace tidewaiter::records::tests {

/// Its text with `keepDays`, as in "{ clear = 2 }", in the place of what it says.
[[nodiscard]] inline std::string keptPolicyText(const std::string& keepDays, int unsealedDays = 0) {
    auto text = contentOf(std::filesystem::path(TIDEWAITER_SOURCE_DIR) / "models/data/policy.toml");
    const std::string before = "keep_days = { clear = 0, inspect = 0, hold = 0 }\nkeep_unsealed_days = 0";
    return text.replace(text.find(before), before.size(),
                        "keep_days = " + keepDays + "\nkeep_unsealed_days = " + std::to_string(unsealedDays));
}

[[nodiscard]] inline inspection::Policy keptPolicy(const std::string& keepDays, int unsealedDays = 0) {
    return inspection::Policy::parse(keptPolicyText(keepDays, unsealedDays), "policy").value();
}

}  // namespace tidewaiter::records::tests
