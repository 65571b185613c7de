// Fingerprint: what an inspection rests on, in 64 digits: the same again would give the same result.
// Thread rule: looks at files (sizes and times, not contents), safe to call from any thread.
#pragma once

#include <string>

#include "firmware/batch/job.h"

namespace tidewaiter::batch {

/// SHA-256 over the declaration, each photo's absolute path, size and time of change, the same of a
/// `lights.toml` and its dark frame beside them, and `knowledge`: the versions of program, data and settings.
[[nodiscard]] std::string fingerprintOf(const Job& job, const std::string& knowledge);

}  // namespace tidewaiter::batch
