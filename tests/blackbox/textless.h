// Textless: pictures on which there is nothing to read, and how much was read there.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <map>
#include <opencv2/core/types.hpp>
#include <string>
#include <vector>

#include "models/error.h"
#include "tests/blackbox/run_result.h"

namespace tidewaiter::blackbox {

struct Textless {
    std::string path;  ///< from the folder that the list's paths are below
    cv::Rect2d part;   ///< that is looked at, in shares of the picture's sides
    std::string kind;  ///< "heat sink", "texture", ...
};

/// Reads a tab-separated list: path, part as "left top right bottom", kind. Lines that begin with '#' are
/// comments. Fails, naming the line, when a row is broken.
[[nodiscard]] Expected<std::vector<Textless>> readTextless(const std::filesystem::path& file);

/// All pictures of a folder of rendered scenes (truth.h), of the kind "rendered". Fails when one has text.
[[nodiscard]] Expected<std::vector<Textless>> readRenderedTextless(const std::filesystem::path& folder);

/// The pixels of `part`, at least one.
[[nodiscard]] cv::Rect pixelsOf(const cv::Rect2d& part, const cv::Size& picture);

struct Invented {
    int pictures = 0;
    int readings = 0;   ///< with any confidence
    int likely = 0;     ///< with 0.5 or more
    int confident = 0;  ///< with kConfident or more

    void add(const std::vector<ReadText>& readings);
};

void print(std::ostream& out, const std::string& reader, const std::map<std::string, Invented>& byKind);

}  // namespace tidewaiter::blackbox
