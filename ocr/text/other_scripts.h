// Other scripts: lines in letters that the recognizer's alphabet does not hold (Cyrillic, Arabic, Hangul
// ...), as Tesseract's language packs read them. Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string_view>

#include "ocr/text/ctc.h"
#include "ocr/text/second_reader.h"

namespace tidewaiter::ocr {

/// Whether one of the packs ("eng+rus") is for more than the recognizer reads: anything but English and
/// Chinese.
[[nodiscard]] bool asksForOtherScripts(std::string_view languages);

/// What the second reader saw as a reading of its own, where it is mostly in letters that the alphabet does
/// not hold and that are not drawn like Latin ones ("ТОВАР" is, in part); nothing where it is not, or is
/// unsure. Its confidences are Tesseract's and not calibrated; no character is surer than the line.
[[nodiscard]] std::optional<Decoded> inAnotherScript(const SecondOpinion& opinion, const Alphabet& alphabet);

}  // namespace tidewaiter::ocr
