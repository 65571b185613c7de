#include <algorithm>
#include <vector>

#include "firmware/evidence/heat_picture.h"
#include "firmware/evidence/reading_markup.h"
#include "firmware/evidence/report_sections.h"
#include "firmware/evidence/wording.h"
#include "firmware/text/visible_text.h"

namespace tidewaiter::evidence {

using text::shortened;

using inspection::Finding;

namespace {

constexpr std::size_t kMostEvidence = 12;
constexpr std::size_t kMostReadings = 4;
constexpr std::size_t kLongestCaption = 120;
constexpr CutOutOptions kEvidenceCutOut{};

// What was read in a region, the readings that the finding's fields rest on first.
std::vector<const ocr::Reading*> readingsFor(const ReportInput& input, const Finding& finding,
                                             const vision::Region& region) {
    std::vector<const ocr::Reading*> readings = input.index.readingsIn(region.id);
    const auto supports = [&](const ocr::Reading* reading) {
        return std::any_of(finding.fields.begin(), finding.fields.end(), [&](const std::string& id) {
            const auto* field = input.index.field(id);
            return field && std::count(field->readings.begin(), field->readings.end(), reading->id) > 0;
        });
    };
    std::stable_partition(readings.begin(), readings.end(), supports);
    return readings;
}

Markup readLine(const ocr::Reading& reading) {
    Markup line;
    line << "<li><span class=\"read\">" << markedText(reading, kLongestCaption)
         << "</span> <span class=\"quiet\">" << words(percent(reading.confidence)) << ", "
         << (reading.kind == ocr::ReadingKind::Barcode ? text(kindOf(reading)) << " by " : Markup())
         << text(reading.reader) << "</span></li>";
    return line;
}

Markup readLines(const std::vector<const ocr::Reading*>& readings) {
    Markup list;
    if (readings.empty()) return list;
    list << "<ul class=\"reads\">";
    for (std::size_t i = 0; i < std::min(kMostReadings, readings.size()); ++i) list << readLine(*readings[i]);
    if (readings.size() > kMostReadings) {
        list << "<li class=\"quiet\">and "
             << words(counted(readings.size() - kMostReadings, "more reading", "more readings")) << "</li>";
    }
    return list << "</ul>";
}

std::string describe(const Mark* mark, const vision::Region& region,
                     const std::vector<const ocr::Reading*>& readings) {
    std::string words =
        "Cut-out " + (mark ? std::to_string(mark->number) : region.id) + ": " + regionSentence(region);
    if (!readings.empty()) words += ", read as " + shortened(readings.front()->text, kLongestCaption);
    return words;
}

/// Where on a doctored package's top the signs lie: the picture.
Markup heatFigure(const std::string& heat, const std::string& name) {
    return image("crop", heat, "Where the signs lie on cut-out " + name + ": bright is strong");
}

/// What that picture means.
Markup heatLegend(const std::string& heat) {
    Markup legend;
    if (heat.empty()) return legend;
    return legend << "<p class=\"quiet\">Lower picture: where the signs lie. Bright is strong; black is "
                     "marking, rim and glare, which were left out.</p>";
}

Markup evidenceFigure(const ReportInput& input, const Finding& finding, const vision::Region& region) {
    const auto* mark = input.index.markOf(region.id);
    const auto readings = readingsFor(input, finding, region);
    const auto heat = heatUri(input, region);
    Markup figure;
    figure << "<figure class=\"cutout\">"
           << image("crop", cutOutUri(input, region.frame, region.quad, kEvidenceCutOut),
                    describe(mark, region, readings))
           << heatFigure(heat, mark ? std::to_string(mark->number) : region.id)
           << "<figcaption><p class=\"what\">" << numberOf(mark) << " " << text(regionSentence(region));
    // Where something was read or a surface judged, that confidence tells more than that of the place.
    const bool place = readings.empty() && !region.surface;
    if (place) figure << " <span class=\"quiet\">" << words(percent(region.score)) << "</span>";
    figure << "</p>" << heatLegend(heat) << readLines(readings) << "</figcaption></figure>\n";
    return figure;
}

Markup evidenceFigures(const ReportInput& input, const Finding& finding) {
    const auto evidence = input.index.evidenceOf(finding);
    Markup figures;
    if (evidence.empty()) return emptySentence("No single place on the pictures stands for this reason.");
    figures << "<div class=\"cutouts\">";
    for (std::size_t i = 0; i < std::min(kMostEvidence, evidence.size()); ++i) {
        figures << evidenceFigure(input, finding, *evidence[i]);
    }
    figures << "</div>";
    if (evidence.size() > kMostEvidence) {
        figures << "<p class=\"quiet\">And "
                << words(counted(evidence.size() - kMostEvidence, "more place", "more places"))
                << ", listed under Places on the pictures.</p>";
    }
    return figures;
}

Markup fieldLine(const ReportInput& input, const Finding& finding) {
    Markup line;
    for (const auto& id : finding.fields) {
        const auto* field = input.index.field(id);
        if (!field) continue;
        line << "<li>" << words(fieldTypeWord(field->type)) << " <strong>"
             << text(shortened(shownValue(*field), kLongestCaption)) << "</strong>";
        if (!field->maker.empty()) line << ", maker " << text(field->maker);
        line << " <span class=\"quiet\">" << words(percent(field->confidence)) << "</span></li>";
    }
    if (line.empty()) return line;
    return Markup() << "<ul class=\"fields\">" << line << "</ul>";
}

Markup reason(const ReportInput& input, const Finding& finding, std::size_t number) {
    Markup article;
    article << "<article class=\"reason " << classOf(finding.severity)
            << "\"><div class=\"opening\"><p class=\"badge\">" << symbolOf(finding.severity) << " "
            << words(severityWord(finding.severity)) << "</p>\n<h3>" << words(std::to_string(number)) << ". "
            << text(finding.message) << "</h3>\n<p class=\"sure\">The machine considers this <strong>"
            << words(likelihood(finding.score)) << "</strong> " << confidenceBar(finding.score) << "</p>\n"
            << fieldLine(input, finding) << "</div>\n"
            << evidenceFigures(input, finding) << "<p class=\"basis\">";
    if (!finding.source.empty()) article << "Why this counts: " << text(finding.source) << " ";
    return article << "<span class=\"quiet\">Rule " << text(finding.rule) << "</span></p></article>\n";
}

std::string title(const inspection::Inspection& inspection) {
    const auto& findings = inspection.findings;
    const bool onlyNotes = std::all_of(findings.begin(), findings.end(), [](const Finding& finding) {
        return finding.severity == inspection::Severity::Info;
    });
    return onlyNotes && !findings.empty() ? "Notes" : "Reasons";
}

}  // namespace

Markup reasonsSection(const ReportInput& input) {
    Markup section;
    section << "<section><h2>" << words(title(input.inspection)) << "</h2>\n";
    const auto& findings = input.inspection.findings;
    if (findings.empty()) section << emptySentence("No rule found a reason to stop this item.");
    for (std::size_t i = 0; i < findings.size(); ++i) section << reason(input, findings[i], i + 1);
    return section << "</section>\n";
}

}  // namespace tidewaiter::evidence
