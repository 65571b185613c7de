// GS1 fields: what the elements of a GS1 message become.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <vector>

#include "ocr/fields/candidate.h"
#include "ocr/fields/gs1.h"

namespace tidewaiter::ocr {

/// Candidates of the elements that are fields, each believed up to `trust`. Best-before and due dates,
/// weights, order numbers and destinations are no fields.
[[nodiscard]] std::vector<Candidate> gs1Fields(const Gs1Message& message, double trust);

}  // namespace tidewaiter::ocr
