// RetentionWords: holds and removals in words, the same in lists and on pages.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>

#include "firmware/records/legal_hold.h"
#include "firmware/records/removal.h"
#include "firmware/records/retention.h"

namespace tidewaiter::records {

/// "put on hold by A. Judge: case 4711"; which inspections (or holds) is left to the caller.
[[nodiscard]] std::string wordsOf(const LegalHold& hold);

/// "removed 2 inspections and 3 pictures by the policy 2026-11-22 (Tidewaiter default)".
[[nodiscard]] std::string wordsOf(const Removal& removal);

/// The same of what was carried out: "removed 2 inspections and ...; 40 stay, 1 on hold".
[[nodiscard]] std::string wordsOf(const RetentionPlan& plan);

}  // namespace tidewaiter::records
