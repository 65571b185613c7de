#include "ocr/fields/wrapped_captions.h"

#include <algorithm>
#include <optional>

#include "ocr/fields/candidate.h"

namespace tidewaiter::ocr {

namespace {

constexpr std::size_t kLongestCell = 40;

/// The caption that is all of `joined` and holds a part of both lines.
std::optional<models::CaptionMatch> spanning(const std::string& joined, std::size_t upperLength,
                                             const models::Captions& captions) {
    for (const auto& match : captions.find(joined)) {
        if (match.begin < upperLength && match.end > upperLength + 1 && match.end == joined.size())
            return match;
    }
    return std::nullopt;
}

Line merged(const Line& upper, const Line& lower) {
    Line line = upper;
    line.center = (upper.center + lower.center) / 2;
    line.width = std::max(upper.width, lower.width);
    line.height = upper.height + lower.height;
    return line;
}

bool isCell(const Reading& reading) {
    return isLine(reading) && reading.text.size() <= kLongestCell;
}

/// The line directly below that begins at the same place.
const Line* continuation(const Line& upper, const std::vector<Line>& lines) {
    const Line* best = nullptr;
    for (const auto& line : lines) {
        const auto far = distanceBelow(upper, line);
        if (line.reading == upper.reading || !far || !beginTogether(upper, line)) continue;
        if (best == nullptr || *far < *distanceBelow(upper, *best)) best = &line;
    }
    return best;
}

}  // namespace

std::vector<WrappedCaption> wrappedCaptions(const std::vector<Reading>& readings,
                                            const std::vector<Line>& lines,
                                            const models::Captions& captions) {
    std::vector<WrappedCaption> found;
    for (const auto& upper : lines) {
        const auto& text = readings[upper.reading].text;
        const auto* const lower = isCell(readings[upper.reading]) ? continuation(upper, lines) : nullptr;
        if (lower == nullptr || !isCell(readings[lower->reading])) continue;
        const auto own = captions.find(text);
        if (std::any_of(own.begin(), own.end(), [](const auto& match) { return match.separated; })) continue;
        auto match = spanning(text + ' ' + readings[lower->reading].text, text.size(), captions);
        if (match) found.push_back({std::move(*match), upper.reading, lower->reading, merged(upper, *lower)});
    }
    return found;
}

}  // namespace tidewaiter::ocr
