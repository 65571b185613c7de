#include "firmware/inspection/silkscreen.h"

#include <algorithm>
#include <array>

namespace tidewaiter::inspection {

namespace {

/// Class letters in use on boards.
constexpr std::array<std::string_view, 24> kClasses = {"R",  "C",  "L",  "D",  "Q",  "U",  "J",  "Y",
                                                       "X",  "K",  "P",  "T",  "F",  "CN", "TP", "FB",
                                                       "IC", "JP", "SW", "RN", "RP", "VR", "ZD", "LED"};
constexpr std::size_t kMaxDigits = 4;
/// Below, the reading is as likely something else.
constexpr double kSure = 0.7;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

bool isDesignator(std::string_view text) {
    const auto firstDigit =
        static_cast<std::size_t>(std::find_if(text.begin(), text.end(), isDigit) - text.begin());
    const auto number = text.substr(firstDigit);
    return std::find(kClasses.begin(), kClasses.end(), text.substr(0, firstDigit)) != kClasses.end() &&
           !number.empty() && number.size() <= kMaxDigits && number[0] != '0' &&
           std::all_of(number.begin(), number.end(), isDigit);
}

std::vector<const ocr::Reading*> designators(const std::vector<ocr::Reading>& readings) {
    std::vector<const ocr::Reading*> found;
    for (const auto& reading : readings) {
        if (reading.kind != ocr::ReadingKind::Text || reading.confidence < kSure) continue;
        const bool known = std::any_of(found.begin(), found.end(),
                                       [&](const auto* earlier) { return earlier->text == reading.text; });
        if (!known && isDesignator(reading.text)) found.push_back(&reading);
    }
    return found;
}

}  // namespace tidewaiter::inspection
