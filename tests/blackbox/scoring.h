// Scoring: readings held against what stands on the object, line by line.
// Thread rule: pure functions over values, safe to call from any thread.
//
// A person's transcription is a lower bound of what stands on an object: what is scored is the recall of its
// lines, and misreads, which are confident readings that almost say a transcribed line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/blackbox/run_result.h"

namespace tidewaiter::blackbox {

/// Letters and digits only, NFKC, upper case; logos, legal marks and signs dropped. By code points.
[[nodiscard]] std::u32string normalized(std::string_view text);

struct Score {
    int lines = 0;           ///< transcribed lines of two characters or more
    int exact = 0;           ///< of them, read as a line of their own
    int within = 0;          ///< of them, read exactly, alone or within a longer reading
    int confidentLines = 0;  ///< of them, read so by a confident reading
    int characters = 0;      ///< of all lines
    int errors = 0;          ///< edits from each line to the best part of any reading, at most its length
    int words = 0;           ///< of two characters or more
    int wordsFound = 0;      ///< of them, within any reading
    int confident = 0;       ///< readings of at least kConfident that can be judged, see verdictOn()
    int misread = 0;         ///< of them, wrong: wrong but confident
    std::vector<double> milliseconds;  ///< of each photo

    Score& operator+=(const Score& other);
};

inline constexpr double kConfident = 0.9;

[[nodiscard]] Score score(const PhotoResult& photo);

/// Whether a reading is right (it says a line, a part of one, or more than one), or wrong; nothing when
/// it cannot be judged: shorter than four characters, or, where the transcription is not complete, nothing
/// like any line of it.
[[nodiscard]] std::optional<bool> verdictOn(const std::string& text, const PhotoResult& photo);

}  // namespace tidewaiter::blackbox
