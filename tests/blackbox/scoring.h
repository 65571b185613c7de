// Scoring: readings held against a transcription, line by line.
// Thread rule: pure functions over values, safe to call from any thread.
//
// Transcriptions hold only what a person reads with certainty, so they are a lower bound of what stands on an
// object: what is scored is the recall of their lines, and misreads, which are confident readings that almost
// say a transcribed line.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"
#include "ocr/reading.h"

namespace tidewaiter::blackbox {

struct Transcription {
    std::string path;                ///< of the picture, from the folder of the list
    std::string kind;                ///< "chip", "label", "board"
    std::vector<std::string> lines;  ///< as they stand on the object
};

/// Reads a tab-separated list: path, kind, lines joined by " | ". Lines that begin with '#' are comments;
/// rows of kind "barcode" are left out. Fails, naming the line, when a row has fewer than three columns.
[[nodiscard]] Expected<std::vector<Transcription>> readTranscriptions(const std::filesystem::path& file);

/// Capitals and digits only; logos, legal marks and signs dropped. Chinese characters stay.
[[nodiscard]] std::string normalized(std::string_view text);

struct Score {
    int lines = 0;       ///< transcribed lines of two characters or more
    int exact = 0;       ///< of them, read as a line of their own
    int within = 0;      ///< of them, read exactly, alone or within a longer reading
    int characters = 0;  ///< of all lines
    int errors = 0;      ///< edits from each line to the best part of any reading, at most its length
    int words = 0;       ///< of two characters or more
    int wordsFound = 0;
    int confident =
        0;  ///< readings of four characters or more with at least 0.9 that say, or almost say, a line
    int misread = 0;  ///< of them, that almost say it: wrong but confident
    double milliseconds = 0;
    int images = 0;

    Score& operator+=(const Score& other);
};

[[nodiscard]] Score score(const std::vector<std::string>& lines, const std::vector<ocr::Reading>& readings);

}  // namespace tidewaiter::blackbox
