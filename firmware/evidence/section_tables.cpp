#include <opencv2/imgproc.hpp>
#include <vector>

#include "firmware/evidence/code_content.h"
#include "firmware/evidence/reading_markup.h"
#include "firmware/evidence/report_sections.h"
#include "firmware/evidence/wording.h"
#include "firmware/text/visible_text.h"

namespace tidewaiter::evidence {

using text::shortened;

namespace {

// Cut-outs beside readings; a wall of text gets pictures for its first lines only.
constexpr std::size_t kMostThumbnails = 150;
constexpr CutOutOptions kThumbnail{.longSidePx = 320, .shortSidePx = 36, .maxEnlarge = 3};
constexpr std::size_t kLongestMention = 80;

Markup readingMention(const ReportInput& input, const std::string& id) {
    Markup mention;
    const auto* reading = input.index.reading(id);
    if (!reading) return mention << "<li>" << text(id) << " <em>(not in this record)</em></li>";
    return mention << "<li>" << numberOf(input.index.markOf(reading->region)) << " "
                   << text(shortened(reading->text, kLongestMention)) << "</li>";
}

Markup readingMentions(const ReportInput& input, const std::vector<std::string>& ids) {
    Markup mentions;
    if (ids.empty()) return mentions;
    mentions << "<ul class=\"reads\">";
    for (const auto& id : ids) mentions << readingMention(input, id);
    return mentions << "</ul>";
}

Markup known(const ocr::Field& field) {
    Markup lines;
    if (!field.maker.empty()) lines << "<span>" << text(field.maker) << "</span> ";
    if (!field.entry.empty()) lines << "<span class=\"quiet\">catalogue: " << text(field.entry) << "</span>";
    return lines;
}

std::string frameOf(const ReportInput& input, const ocr::Reading& reading) {
    const auto* region = input.index.region(reading.region);
    return region ? region->frame : std::string();
}

Markup thumbnail(const ReportInput& input, const ocr::Reading& reading) {
    return image("thumb", cutOutUri(input, frameOf(input, reading), reading.quad, kThumbnail),
                 "Cut-out of " + reading.id);
}

Markup place(const ReportInput& input, const std::string& region) {
    Markup where;
    return where << "<span>" << numberOf(input.index.markOf(region)) << " " << text(region) << "</span>";
}

std::string boxOf(const vision::Quad& quad) {
    if (!isDrawable(quad)) return "outside any picture";
    const cv::Rect box = cv::boundingRect(std::vector<cv::Point2f>(quad.begin(), quad.end()));
    return std::to_string(box.width) + "\u00A0\u00D7\u00A0" + std::to_string(box.height) + " at " +
           std::to_string(box.x) + ",\u00A0" + std::to_string(box.y);
}

}  // namespace

Markup fieldsSection(const ReportInput& input) {
    const auto& fields = input.inspection.fields;
    if (fields.empty()) {
        return foldingSection("What was understood",
                              emptySentence("Nothing that was read could be given a meaning."));
    }
    Table table("fields-table", "What was understood",
                {"What", "Value", "Confidence", "Known as", "Read as", "Against it"});
    for (const auto& field : fields) {
        Markup value;
        value << "<strong class=\"read\">" << text(shownValue(field)) << "</strong>";
        table.addRow({words(fieldTypeWord(field.type)), value, confidenceBar(field.confidence), known(field),
                      readingMentions(input, field.readings), readingMentions(input, field.contradicts)});
    }
    return foldingSection("What was understood (" + std::to_string(fields.size()) + ")", table.finished());
}

Markup readingsSection(const ReportInput& input) {
    const auto& readings = input.inspection.readings;
    if (readings.empty())
        return foldingSection("Everything that was read",
                              emptySentence("Nothing could be read on the pictures."));
    Table table("readings-table", "Everything that was read",
                {"Picture", "Text", "Confidence", "Kind", "Reader", "Place"});
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const auto& reading = readings[i];
        Markup said;
        said << "<span class=\"read\">" << markedText(reading) << "</span>" << doubtsOf(reading)
             << contentOf(reading);
        table.addRow({i < kMostThumbnails ? thumbnail(input, reading) : Markup(), said,
                      confidenceBar(reading.confidence), text(kindOf(reading)), text(reading.reader),
                      place(input, reading.region)});
    }
    Markup content;
    content << "<p class=\"quiet\">Underlined characters are in doubt: their confidence is below "
            << words(percent(kDoubtBelow)) << ".</p>\n"
            << table.finished();
    return foldingSection("Everything that was read (" + std::to_string(readings.size()) + ")", content);
}

Markup regionsSection(const ReportInput& input) {
    const auto& regions = input.inspection.regions;
    if (regions.empty()) {
        return foldingSection("Places on the pictures",
                              emptySentence("No board, package, label, text or barcode was found."));
    }
    Table table("regions-table", "Places on the pictures",
                {"Place", "What", "Confidence", "Picture", "Pixels"});
    for (const auto& region : regions) {
        table.addRow({place(input, region.id), text(regionSentence(region)), confidenceBar(region.score),
                      text(region.frame), words(boxOf(region.quad))});
    }
    return foldingSection("Places on the pictures (" + std::to_string(regions.size()) + ")",
                          table.finished());
}

}  // namespace tidewaiter::evidence
