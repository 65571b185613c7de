// Run result: what one reader read on a set of photos, beside what stands on them.
// Thread rule: immutable values, safe to copy between threads.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "models/error.h"
#include "ocr/reading.h"

namespace tidewaiter::blackbox {

/// What is kept of a reading.
struct ReadText {
    std::string text;       ///< UTF-8
    double confidence = 0;  ///< in [0, 1]
};

struct PhotoResult {
    std::string path;                ///< from the folder of the list, '/' between folders
    std::vector<std::string> lines;  ///< as they stand on the object
    bool complete = false;           ///< `lines` holds every text in the photo, as a renderer's truth does
    std::vector<ReadText> readings;
    double milliseconds = 0;  ///< for finding and reading, without loading
};

struct RunResult {
    std::string reader;  ///< "tidewaiter", "plain"
    std::vector<PhotoResult> photos;
};

[[nodiscard]] std::vector<ReadText> readTexts(const std::vector<ocr::Reading>& readings);

/// "chips/mycpus/a.jpg" belongs to "chips/mycpus", "a.png" to ".".
[[nodiscard]] std::string sourceOf(const std::string& path);

void to_json(nlohmann::json& json, const RunResult& run);

/// Reads what was written as JSON. Fails, naming the file, when it is not such a result.
[[nodiscard]] Expected<RunResult> readRun(const std::filesystem::path& file);

}  // namespace tidewaiter::blackbox
