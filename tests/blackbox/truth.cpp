#include "tests/blackbox/truth.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace tidewaiter::blackbox {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::vector<std::string> split(const std::string& text, const std::string& separator) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0;;) {
        const auto end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end - begin));
        if (end == std::string::npos) return parts;
        begin = end + separator.size();
    }
}

void addLines(const json& items, std::vector<std::string>& lines) {
    for (const auto& item : items) {
        for (const auto& line : item.at("lines")) lines.push_back(line.at("text"));
    }
}

/// Every text of a scene: what stands under barcodes is printed as lines of their label.
std::vector<std::string> linesOf(const json& truth) {
    std::vector<std::string> lines;
    for (const auto* items : {"packages", "labels", "boards", "prints"}) addLines(truth.at(items), lines);
    return lines;
}

Expected<Transcription> transcriptionOf(const fs::path& truth, const fs::path& picture) {
    std::ifstream in(truth);
    try {
        return Transcription{picture.filename().string(), linesOf(json::parse(in)), true};
    } catch (const json::exception& problem) {
        return failure(truth.string() + " is not the truth of a rendered scene: " + problem.what());
    }
}

/// The picture that a truth file belongs to, or an empty path.
fs::path pictureOf(fs::path truth) {
    for (const auto* ending : {".png", ".jpg"}) {
        if (fs::exists(truth.replace_extension(ending))) return truth;
    }
    return {};
}

}  // namespace

Expected<std::vector<Transcription>> readTranscriptions(const fs::path& file) {
    std::ifstream in(file);
    if (!in) return failure("cannot open the transcriptions " + file.string());
    std::vector<Transcription> all;
    std::string row;
    for (int number = 1; std::getline(in, row); ++number) {
        if (row.empty() || row[0] == '#') continue;
        const auto columns = split(row, "\t");
        if (columns.size() < 3) {
            return failure(file.string() + " line " + std::to_string(number) +
                           ": expected path, kind and lines, separated by tabs");
        }
        if (columns[1] != "barcode") all.push_back({columns[0], split(columns[2], " | "), false});
    }
    return all;
}

Expected<std::vector<Transcription>> readRenderedTruth(const fs::path& folder) {
    std::vector<Transcription> all;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".json") continue;
        const auto picture = pictureOf(entry.path());
        if (picture.empty()) continue;
        auto transcription = transcriptionOf(entry.path(), picture);
        if (!transcription) return tl::unexpected(transcription.error());
        all.push_back(std::move(*transcription));
    }
    if (all.empty()) return failure(folder.string() + " holds no rendered scene with its truth beside it");
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return all;
}

}  // namespace tidewaiter::blackbox
