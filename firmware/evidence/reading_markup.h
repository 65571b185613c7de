// Readings as the report shows them: doubtful characters underlined, with what they might be instead.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>

#include "firmware/evidence/html.h"
#include "firmware/evidence/picture.h"
#include "firmware/evidence/report_parts.h"
#include "ocr/reading.h"

namespace tidewaiter::evidence {

/// Below this confidence a character is marked as doubtful.
inline constexpr double kDoubtBelow = 0.9;

/// The text of a reading, doubtful characters underlined; longer ones end in an ellipsis after `limit`
/// characters.
[[nodiscard]] Markup markedText(const ocr::Reading& reading, std::size_t limit = std::string::npos);

/// What the reading might say instead: doubtful characters one by one, then whole alternatives. Empty when
/// there is no doubt.
[[nodiscard]] Markup doubtsOf(const ocr::Reading& reading);

/// "Code128", "Text".
[[nodiscard]] std::string kindOf(const ocr::Reading& reading);

/// The part of its frame inside `quad`, straightened, as a data URI; empty without pixels.
[[nodiscard]] std::string cutOutUri(const ReportInput& input, const std::string& frame,
                                    const vision::Quad& quad, const CutOutOptions& options);

}  // namespace tidewaiter::evidence
