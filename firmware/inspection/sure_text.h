// Sure text: which characters of a reading are beyond doubt, so that an accusation may rest on them.
// Thread rule: pure functions, safe to call from any thread.
//
// Readers take O for 0 and 8 for B; a rule that says "these two differ" or "these two are the same" must not
// rest on such a character. A part of a reading is sure when the reading as a whole is, when each of its
// characters is, and when no other text that the same pixels allow changes the part.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/field.h"
#include "ocr/reading.h"

namespace tidewaiter::inspection {

/// Below, a reading as a whole is doubtful. Confidences are calibrated (ctest blackbox.reading): of readings
/// with 0.9, nine in ten are right as a whole.
inline constexpr double kSureLine = 0.9;
/// Below, one character is.
inline constexpr double kSureCharacter = 0.9;
/// From this on another whole text is a rival.
inline constexpr double kRival = 0.05;

/// Whether the bytes [begin, begin + length) of the reading's text are sure. Barcodes have check digits: they
/// are sure as a whole.
[[nodiscard]] bool isSure(const ocr::Reading& reading, std::size_t begin, std::size_t length);
/// Whether all of it is.
[[nodiscard]] bool isSure(const ocr::Reading& reading);

/// Whether `value` stands in the reading beyond doubt, whatever stands around it and whether or not blanks
/// and punctuation were seen: a doubt about the gap in "A800 80GB" is none about the name. All texts that the
/// pixels allow and that hold it speak for it together. ASCII letters and digits count, case does not.
[[nodiscard]] bool isSureOf(const ocr::Reading& reading, std::string_view value);

/// Whether the field rests on the reading, which says its value beyond doubt.
[[nodiscard]] bool saysSurely(const ocr::Reading& reading, const ocr::Field& field);

/// Whether two texts differ by more than one slip of a reader: in length, or in two characters.
[[nodiscard]] bool differSurely(std::string_view one, std::string_view other);

/// As isSure(), where a character may be doubtful among those that printers draw alike
/// (ocr/fields/confusables.h): "SN74LS00N" whose zeros might be letters. Whoever relies on it must ask
/// lookAlikes() whether the others mean something else.
[[nodiscard]] bool isSureButForLookAlikes(const ocr::Reading& reading, std::size_t begin, std::size_t length);
/// The part of the text with one or all of its doubtful characters replaced by what they might be.
[[nodiscard]] std::vector<std::string> lookAlikes(const ocr::Reading& reading, std::size_t begin,
                                                  std::size_t length);

}  // namespace tidewaiter::inspection
