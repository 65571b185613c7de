// What a code on a label holds, as the report shows it: its elements, what is wrong with them, what had to be
// put right to read them, and what the label lacks. Thread rule: pure function, safe to call from any thread.
#pragma once

#include "firmware/evidence/html.h"
#include "ocr/reading.h"

namespace tidewaiter::evidence {

/// A list for a code with parts; empty for text and for codes of plain content.
[[nodiscard]] Markup contentOf(const ocr::Reading& reading);

}  // namespace tidewaiter::evidence
