#include "firmware/command/summary.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "firmware/inspection/plain_text.h"

namespace tidewaiter::command {

using inspection::Inspection;
using inspection::plainText;

namespace {

constexpr std::size_t kMaxReadings = 12;

std::string percent(double share) {
    return std::to_string(std::lround(share * 100)) + " %";
}

std::string upper(std::string text) {
    for (auto& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return text;
}

std::string photosOf(const Inspection& inspection) {
    std::string photos;
    for (const auto& frame : inspection.frames) {
        photos += (photos.empty() ? "" : ", ") + plainText(frame.source);
    }
    return photos;
}

std::string declarationOf(const inspection::Declaration& declaration) {
    auto text = declaration.goods.empty() ? std::string("nothing") : plainText(declaration.goods);
    if (!declaration.hs.empty()) text += " (HS " + declaration.hs + ")";
    if (!declaration.item.empty()) text += ", item " + plainText(declaration.item);
    return text;
}

/// Codes first, then lines of text, the surest first.
std::vector<const ocr::Reading*> topReadings(const Inspection& inspection) {
    std::vector<const ocr::Reading*> readings;
    for (const auto& reading : inspection.readings) readings.push_back(&reading);
    std::stable_sort(readings.begin(), readings.end(), [](const auto* a, const auto* b) {
        if (a->kind != b->kind) return a->kind == ocr::ReadingKind::Barcode;
        return a->confidence > b->confidence;
    });
    return readings;
}

std::string readingsOf(const Inspection& inspection) {
    if (inspection.readings.empty()) return "Read: nothing\n";
    const auto readings = topReadings(inspection);
    std::string text = "Read:\n";
    for (std::size_t i = 0; i < std::min(readings.size(), kMaxReadings); ++i) {
        const auto& reading = *readings[i];
        const auto by = reading.symbology.empty() ? reading.reader : reading.symbology;
        text += "  " + inspection::inQuotes(reading.text) + "  " + plainText(by) + ", " +
                percent(reading.confidence) + "\n";
    }
    if (readings.size() > kMaxReadings)
        text += "  and " + std::to_string(readings.size() - kMaxReadings) + " more\n";
    return text;
}

}  // namespace

std::string summaryOf(const Inspection& inspection, const std::optional<std::filesystem::path>& report) {
    std::string text = upper(std::string(inspection::kVerdicts.nameOf(inspection.verdict))) + "  " +
                       photosOf(inspection) + "\n";
    text += "Declared: " + declarationOf(inspection.declaration) + "\n";
    for (const auto& finding : inspection.findings) {
        text += "  " + std::string(inspection::kSeverities.nameOf(finding.severity)) + ", " +
                percent(finding.score) + ": " + plainText(finding.message) + "\n";
    }
    text += readingsOf(inspection);
    if (report) text += "Report: " + plainText(report->string()) + "\n";
    return text;
}

}  // namespace tidewaiter::command
