#include "tests/blackbox/textless.h"

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <opencv2/core.hpp>
#include <optional>
#include <ostream>
#include <sstream>

#include "tests/blackbox/scoring.h"
#include "tests/blackbox/truth.h"

namespace tidewaiter::blackbox {

namespace {

constexpr double kLikely = 0.5;

std::optional<cv::Rect2d> partIn(const std::string& text) {
    std::istringstream in(text);
    cv::Point2d from;
    cv::Point2d to;
    std::string rest;
    if (!(in >> from.x >> from.y >> to.x >> to.y) || in >> rest) return std::nullopt;
    const bool inside = from.x >= 0 && from.y >= 0 && to.x <= 1 && to.y <= 1;
    if (!inside || from.x >= to.x || from.y >= to.y) return std::nullopt;
    return cv::Rect2d(from, to);
}

std::optional<Textless> rowIn(const std::string& line) {
    std::istringstream in(line);
    std::string part;
    Textless row;
    const bool complete =
        std::getline(in, row.path, '\t') && std::getline(in, part, '\t') && std::getline(in, row.kind);
    const auto place = partIn(part);
    if (!complete || row.path.empty() || row.kind.empty() || !place) return std::nullopt;
    row.part = *place;
    return row;
}

}  // namespace

Expected<std::vector<Textless>> readTextless(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) return failure(file.string() + ": cannot be read; name a list of pictures without text");
    std::vector<Textless> rows;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.empty() || line[0] == '#') continue;
        auto row = rowIn(line);
        if (!row)
            return failure(file.string() + ":" + std::to_string(number) +
                           ": a row is a path, a part such as '0 0 1 1' and a kind, with tabs between");
        rows.push_back(std::move(*row));
    }
    return rows;
}

Expected<std::vector<Textless>> readRenderedTextless(const std::filesystem::path& folder) {
    const auto scenes = readRenderedTruth(folder);
    if (!scenes) return tl::unexpected(scenes.error());
    std::vector<Textless> rows;
    for (const auto& scene : *scenes) {
        if (!scene.lines.empty())
            return failure(scene.path + ": '" + scene.lines[0] +
                           "' stands on it; leave it out or render packages with --defect unmarked");
        rows.push_back({scene.path, {0, 0, 1, 1}, "rendered"});
    }
    return rows;
}

cv::Rect pixelsOf(const cv::Rect2d& part, const cv::Size& picture) {
    const cv::Rect place(cvFloor(part.x * picture.width), cvFloor(part.y * picture.height),
                         std::max(1, cvRound(part.width * picture.width)),
                         std::max(1, cvRound(part.height * picture.height)));
    return place & cv::Rect({}, picture);
}

void Invented::add(const std::vector<ReadText>& found) {
    const auto atLeast = [&found](double confidence) {
        return static_cast<int>(std::count_if(found.begin(), found.end(), [confidence](const auto& reading) {
            return reading.confidence >= confidence;
        }));
    };
    pictures += 1;
    readings += atLeast(0);
    likely += atLeast(kLikely);
    confident += atLeast(kConfident);
}

void print(std::ostream& out, const std::string& reader, const std::map<std::string, Invented>& byKind) {
    out << std::left << std::setw(16) << reader << std::right << std::setw(10) << "pictures" << std::setw(10)
        << "readings" << std::setw(8) << ">= 0.5" << std::setw(8) << ">= 0.9"
        << "\n";
    for (const auto& [kind, invented] : byKind)
        out << std::left << std::setw(16) << kind << std::right << std::setw(10) << invented.pictures
            << std::setw(10) << invented.readings << std::setw(8) << invented.likely << std::setw(8)
            << invented.confident << "\n";
}

}  // namespace tidewaiter::blackbox
