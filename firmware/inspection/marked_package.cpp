#include "firmware/inspection/marked_package.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/shapes.h"
#include "firmware/inspection/sure_text.h"

namespace tidewaiter::inspection {

using ocr::Reading;

namespace {

/// Shorter lines ("A1", "2042") stand on chips of any kind.
constexpr std::size_t kTellingLength = 4;

const std::string* frameOf(const Reading& reading, const Case& item) {
    const auto found = std::find_if(item.regions.begin(), item.regions.end(),
                                    [&](const auto& region) { return region.id == reading.region; });
    return found == item.regions.end() ? nullptr : &found->frame;
}

/// The smallest package that `reading` stands on, or null.
MarkedPackage* packageUnder(const Reading& reading, std::vector<MarkedPackage>& packages, const Case& item) {
    const auto* frame = frameOf(reading, item);
    MarkedPackage* smallest = nullptr;
    for (auto& package : packages) {
        if (frame == nullptr || package.body->frame != *frame) continue;
        if (!holds(package.body->quad, middleOf(reading.quad))) continue;
        if (smallest == nullptr || areaOf(package.body->quad) < areaOf(smallest->body->quad))
            smallest = &package;
    }
    return smallest;
}

/// A place that was read twice (another frame of a light ring, another reader) keeps its surest reading.
void add(std::vector<const Reading*>& lines, const Reading& reading) {
    const auto same = std::find_if(lines.begin(), lines.end(), [&](const Reading* other) {
        return !areApart(other->quad, reading.quad);
    });
    if (same == lines.end()) {
        lines.push_back(&reading);
    } else if (reading.confidence > (*same)->confidence) {
        *same = &reading;
    }
}

/// The longest line tells the direction; the others follow from row to row.
void sortIntoReadingOrder(std::vector<const Reading*>& lines) {
    if (lines.size() < 2) return;
    const auto lengthOf = [](const Reading* line) { return cv::norm(line->quad[1] - line->quad[0]); };
    const auto* longest = *std::max_element(lines.begin(), lines.end(),
                                            [&](auto* a, auto* b) { return lengthOf(a) < lengthOf(b); });
    const auto length = std::max(lengthOf(longest), 1e-3);
    const cv::Point2d along = cv::Point2d(longest->quad[1] - longest->quad[0]) / length;
    const cv::Point2d down(-along.y, along.x);
    const double height = std::max(cv::norm(longest->quad[3] - longest->quad[0]), 1.0);
    const auto placeOf = [&](const Reading* line) {
        const cv::Point2d middle = middleOf(line->quad);
        return std::tuple(std::lround(middle.dot(down) / height), middle.dot(along));
    };
    std::stable_sort(lines.begin(), lines.end(), [&](auto* a, auto* b) { return placeOf(a) < placeOf(b); });
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool canBePartNumber(const std::string& line) {
    constexpr std::size_t kShortest = 5;  // NE555, LM358
    constexpr std::ptrdiff_t kDateDigits = 4;
    constexpr std::ptrdiff_t kDateLetters = 2;
    const auto digits = std::count_if(line.begin(), line.end(), isDigit);
    const auto letters = std::count_if(line.begin(), line.end(), isLetter);
    const bool dateLike = digits == kDateDigits && letters <= kDateLetters && isDigit(line.front());
    return line.size() >= kShortest && digits >= 2 && letters >= 1 && !dateLike;
}

}  // namespace

std::vector<std::string> MarkedPackage::sureLines() const {
    std::vector<std::string> sure;
    for (const auto* line : lines) {
        if (line->text.size() >= kTellingLength && isSure(*line)) sure.push_back(line->text);
    }
    std::sort(sure.begin(), sure.end());
    return sure;
}

std::vector<MarkedPackage> markedPackages(const Case& item) {
    std::vector<MarkedPackage> packages;
    for (const auto& region : item.regions) {
        if (region.kind == vision::RegionKind::Package && region.score >= kSurePackage)
            packages.push_back({&region, {}, {}});
    }
    for (const auto& reading : item.readings) {
        auto* package = packageUnder(reading, packages, item);
        if (package == nullptr) continue;
        add(reading.kind == ocr::ReadingKind::Text ? package->lines : package->codes, reading);
    }
    for (auto& package : packages) sortIntoReadingOrder(package.lines);
    return packages;
}

bool areTwins(const MarkedPackage& one, const MarkedPackage& other, std::string_view besides) {
    const auto first = one.sureLines();
    const auto second = other.sureLines();
    std::vector<std::string> shared;
    std::set_intersection(first.begin(), first.end(), second.begin(), second.end(),
                          std::back_inserter(shared));
    return std::any_of(shared.begin(), shared.end(), [&](const std::string& line) {
        return canBePartNumber(line) && (besides.empty() || line.find(besides) == std::string::npos);
    });
}

std::string photoOf(const vision::Region& region, const Case& item) {
    const auto found = std::find_if(item.frames.begin(), item.frames.end(),
                                    [&](const auto& frame) { return frame.id == region.frame; });
    return found == item.frames.end() ? region.frame : plainText(found->source);
}

}  // namespace tidewaiter::inspection
