#include "ocr/fields/chip_dates.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "ocr/fields/ascii.h"
#include "ocr/fields/dates.h"

namespace tidewaiter::ocr {

namespace {

constexpr double kOnPackage = 0.7;
constexpr double kBesidePart = 0.6;
constexpr double kPartSureEnough = 0.4;
constexpr std::size_t kMostWords = 4;  // "B 05 PHI 1025"; longer lines are sentences

/// "1549" of "MALAYSIA 1549", empty when the line ends otherwise.
std::string_view lastYearWeek(const std::string& text) {
    const auto all = words(text);
    if (all.empty() || all.size() > kMostWords || !isYearWeek(all.back())) return {};
    return all.back();
}

bool isOnPackage(const Line& line, const std::vector<vision::Region>& regions) {
    return std::any_of(regions.begin(), regions.end(), [&](const vision::Region& region) {
        if (region.kind != vision::RegionKind::Package || region.frame != line.frame) return false;
        const std::vector<cv::Point2f> outline(region.quad.begin(), region.quad.end());
        return cv::pointPolygonTest(outline, line.center, false) >= 0;
    });
}

bool isBesidePart(const Line& line, const std::vector<Line>& lines, const std::vector<Candidate>& parts) {
    return std::any_of(parts.begin(), parts.end(), [&](const Candidate& part) {
        if (part.type != FieldType::PartNumber || part.confidence < kPartSureEnough) return false;
        const auto at = std::find_if(lines.begin(), lines.end(),
                                     [&](const Line& other) { return other.reading == part.reading; });
        return at != lines.end() && at->reading != line.reading && inOneBlock(line, *at);
    });
}

}  // namespace

std::vector<Candidate> chipDateFields(const std::vector<Reading>& readings, const std::vector<Line>& lines,
                                      const std::vector<vision::Region>& regions,
                                      const std::vector<Candidate>& parts) {
    std::vector<Candidate> found;
    for (const auto& line : lines) {
        const auto& reading = readings[line.reading];
        if (!isLine(reading)) continue;
        const auto code = lastYearWeek(reading.text);
        if (code.empty()) continue;
        double strength = 0;
        if (isBesidePart(line, lines, parts)) strength = kBesidePart;
        if (isOnPackage(line, regions)) strength = kOnPackage;
        if (strength <= 0) continue;
        found.push_back({FieldType::DateCode, std::string(code), trustIn(reading) * strength});
        found.back().reading = line.reading;
    }
    return found;
}

}  // namespace tidewaiter::ocr
