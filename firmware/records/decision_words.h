// DecisionWords: a decision as one line for people.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>

#include "firmware/records/decision.h"

namespace tidewaiter::records {

/// "overruled to clear by Li (officer) with Chen (supervisor), reason misread: it says 8". Names and notes
/// stand in it as they are: escape it where it is shown.
[[nodiscard]] std::string wordsOf(const Decision& decision);

}  // namespace tidewaiter::records
