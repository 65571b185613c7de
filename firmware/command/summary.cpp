#include "firmware/command/summary.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "firmware/evidence/wording.h"
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
    if (!declaration.origin.empty()) text += ", from " + plainText(declaration.origin);
    if (declaration.grossWeightKg) text += ", " + evidence::numberWord(*declaration.grossWeightKg) + " kg";
    if (declaration.packages) {
        text += ", " + std::to_string(*declaration.packages) +
                (*declaration.packages == 1 ? " package" : " packages");
    }
    if (declaration.pieces)
        text +=
            ", " + std::to_string(*declaration.pieces) + (*declaration.pieces == 1 ? " piece" : " pieces");
    return text;
}

/// A text with its surest reading: photos of one item show the same lines again and again.
struct Said {
    const ocr::Reading* surest;
    int times;
};

/// Each text once, codes first, then lines of text, the surest first.
std::vector<Said> textsOf(const Inspection& inspection) {
    std::vector<const ocr::Reading*> readings;
    for (const auto& reading : inspection.readings) readings.push_back(&reading);
    std::stable_sort(readings.begin(), readings.end(), [](const auto* a, const auto* b) {
        if (a->kind != b->kind) return a->kind == ocr::ReadingKind::Barcode;
        return a->confidence > b->confidence;
    });
    std::vector<Said> texts;
    for (const auto* reading : readings) {
        const auto known = std::find_if(texts.begin(), texts.end(), [reading](const Said& said) {
            return said.surest->kind == reading->kind && said.surest->text == reading->text;
        });
        if (known == texts.end()) {
            texts.push_back({reading, 1});
        } else {
            ++known->times;
        }
    }
    return texts;
}

std::string readingsOf(const Inspection& inspection) {
    if (inspection.readings.empty()) return "Read: nothing\n";
    const auto texts = textsOf(inspection);
    std::string lines = "Read:\n";
    for (std::size_t i = 0; i < std::min(texts.size(), kMaxReadings); ++i) {
        const auto& [reading, times] = texts[i];
        const auto by = reading->symbology.empty() ? reading->reader : reading->symbology;
        lines += "  " + inspection::inQuotes(reading->text) + "  " + plainText(by) + ", " +
                 percent(reading->confidence) + (times > 1 ? ", " + std::to_string(times) + " times" : "") +
                 "\n";
    }
    if (texts.size() > kMaxReadings)
        lines += "  and " + std::to_string(texts.size() - kMaxReadings) + " more\n";
    return lines;
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
