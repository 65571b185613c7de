// Truth: which texts stand in which photos.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/error.h"

namespace tidewaiter::blackbox {

struct Transcription {
    std::string path;                ///< of the picture, from the folder of the list
    std::vector<std::string> lines;  ///< as they stand on the object
    bool complete = false;           ///< every text in the picture is among `lines`
};

/// Reads a tab-separated list: path, kind ("chip", "label", "board"), lines joined by " | ". A person wrote
/// down what they read with certainty, so such lists are not complete. Lines that begin with '#' are
/// comments; rows of kind "barcode" are left out. Fails, naming the line, when a row has fewer than three
/// columns.
[[nodiscard]] Expected<std::vector<Transcription>> readTranscriptions(const std::filesystem::path& file);

/// Reads a folder of rendered scenes: each picture that has a truth file (tests/scene/FORMAT.md) beside it,
/// by name. These are complete. Fails when the folder holds none, or a truth file is broken.
[[nodiscard]] Expected<std::vector<Transcription>> readRenderedTruth(const std::filesystem::path& folder);

}  // namespace tidewaiter::blackbox
