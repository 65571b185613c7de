// Wording: how the report says values in plain English.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>

#include "firmware/inspection/inspection.h"

namespace tidewaiter::evidence {

[[nodiscard]] std::string verdictWord(inspection::Verdict verdict);     ///< "Hold"
[[nodiscard]] std::string severityWord(inspection::Severity severity);  ///< "Hold", "Inspect", "Note"
[[nodiscard]] std::string regionKindWord(vision::RegionKind kind);      ///< "Chip package"
[[nodiscard]] std::string fieldTypeWord(ocr::FieldType type);           ///< "Part number", "HS code"

/// What a region is, with the state of a package's surface or the class of an object.
[[nodiscard]] std::string regionSentence(const vision::Region& region);

/// A share in [0, 1] as a whole percentage, rounded down so that only certainty reads "100 %".
[[nodiscard]] std::string percent(double share);

/// A number without an exponent, with the digits that tell it from any other: "12.5".
[[nodiscard]] std::string numberWord(double number);

/// A field's value as people say it: with its unit, and goods classes as words: "34.8 kg", "graphics card".
[[nodiscard]] std::string shownValue(const ocr::Field& field);

/// A score in words: "almost certain" from 0.95, "very likely" from 0.85, "likely" from 0.65, "possible" from
/// 0.4, else "a weak sign".
[[nodiscard]] std::string likelihood(double score);

/// "1 reason", "2 reasons".
[[nodiscard]] std::string counted(std::size_t count, const std::string& one, const std::string& many);

/// "2026-03-01T10:11:12Z" as "2026-03-01 10:11:12Z"; anything else as it is.
[[nodiscard]] std::string readableTime(const std::string& rfc3339);

/// The last part of a path or address, for captions; the whole where there is no part.
[[nodiscard]] std::string shortSource(const std::string& source);

/// The sentence under the verdict, by the verdict and whether anything was declared.
[[nodiscard]] std::string verdictSentence(const inspection::Inspection& inspection);

}  // namespace tidewaiter::evidence
