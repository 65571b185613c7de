#include "ocr/fields/candidate.h"

#include <algorithm>

#include "ocr/fields/ascii.h"

namespace tidewaiter::ocr {

namespace {

constexpr std::size_t kLongestLine = 1000;
constexpr double kLegible = 0.6;

/// Share of letters and digits (any script) among what is not blank.
double legibility(const std::string& text) {
    std::size_t marks = 0;
    std::size_t letters = 0;
    for (const char c : text) {
        if (c == ' ') continue;
        ++marks;
        if (isAlnum(c) || isBeyondAscii(c)) ++letters;
    }
    return marks == 0 ? 0 : static_cast<double>(letters) / static_cast<double>(marks);
}

/// Written so that a confidence that is not a number ends as 0.
double bounded(double confidence) {
    return confidence > 0 ? std::min(confidence, 1.0) : 0.0;
}

double trustedAs(const Reading& reading, double confidence) {
    if (reading.kind == ReadingKind::Barcode) return confidence;
    return confidence * std::min(1.0, legibility(reading.text) / kLegible);
}

}  // namespace

double trustIn(const Reading& reading) {
    return trustedAs(reading, bounded(reading.confidence));
}

double trustIn(const Reading& reading, std::string_view part) {
    double confidence = bounded(reading.confidence);
    for (const auto& other : reading.alternatives) {
        if (other.text.find(part) != std::string::npos) confidence += bounded(other.confidence);
    }
    return trustedAs(reading, bounded(confidence));
}

bool isLine(const Reading& reading) {
    return !reading.text.empty() && reading.text.size() <= kLongestLine;
}

const std::string& contentOf(const Reading& barcode) {
    return barcode.bytes.empty() ? barcode.text : barcode.bytes;
}

}  // namespace tidewaiter::ocr
