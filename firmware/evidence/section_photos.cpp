#include "firmware/evidence/annotate.h"
#include "firmware/evidence/picture.h"
#include "firmware/evidence/report_sections.h"
#include "firmware/evidence/wording.h"
#include "firmware/text/visible_text.h"

namespace tidewaiter::evidence {

using text::shortened;

namespace {

// A report of a few photos stays below 3 MB and can be mailed; with many, each one gets smaller.
constexpr int kLongSidePx = 1600;
constexpr int kLongSideOfManyPx = 1000;
constexpr std::size_t kMany = 6;
constexpr int kPhotoQuality = 85;

std::string photoUri(const ReportInput& input, const vision::Frame& frame) {
    if (frame.pixels.empty()) return {};
    const int limit = input.inspection.frames.size() > kMany ? kLongSideOfManyPx : kLongSidePx;
    const double scale = displayScale(frame.pixels.size(), limit);
    return jpegDataUri(drawRegions(input.inspection, input.index, frame, scale), kPhotoQuality);
}

Markup hint(const vision::Quality& quality) {
    Markup paragraph;
    if (quality.hint.empty() && quality.readable)
        return paragraph << "<p class=\"quiet\">Good enough to read.</p>";
    paragraph << "<p class=\"notice\">" << symbolOf(inspection::Severity::Inspect) << " ";
    if (quality.hint.empty()) {
        paragraph << "This photo cannot be relied on: take another one.";
    } else {
        paragraph << text(quality.hint);
    }
    return paragraph << "</p>";
}

Markup photo(const ReportInput& input, const vision::Frame& frame) {
    const std::string uri = photoUri(input, frame);
    Markup figure;
    figure << "<figure class=\"photo\">"
           << image("frame", uri,
                    "Photo " + shortened(shortSource(frame.source), 200) +
                        " with the places found on it outlined");
    if (uri.empty()) figure << emptySentence("The picture itself is not part of this record.");
    return figure << "<figcaption><p><strong>" << text(shortSource(frame.source))
                  << "</strong> <span class=\"quiet\">"
                  << words(std::to_string(frame.width) + "\u00A0\u00D7\u00A0" + std::to_string(frame.height) +
                           " pixels")
                  << "</span></p>" << hint(frame.quality) << "</figcaption></figure>\n";
}

Markup legend() {
    Markup list;
    return list
           << "<ul class=\"legend\">"
           << R"(<li><svg class="line hold" viewBox="0 0 40 8" aria-hidden="true"><path d="M0 4h40"/></svg>)"
           << "Hold: thick line</li>"
           << R"(<li><svg class="line inspect" viewBox="0 0 40 8" aria-hidden="true"><path d="M0 4h40"/></svg>)"
           << "Inspect: dashed line</li>"
           << R"(<li><svg class="line info" viewBox="0 0 40 8" aria-hidden="true"><path d="M0 4h40"/></svg>)"
           << "Note: thin line</li>"
           << "<li>Numbers are those beside the reasons; thin grey outlines are places that no reason "
           << "rests on.</li></ul>\n";
}

}  // namespace

Markup photosSection(const ReportInput& input) {
    Markup section;
    const auto& frames = input.inspection.frames;
    section << "<section class=\"photos\"><h2>" << (frames.size() == 1 ? Literal("Photo") : Literal("Photos"))
            << "</h2>\n";
    if (frames.empty()) return section << emptySentence("No photo was inspected.") << "</section>\n";
    if (!input.index.marks().empty()) section << legend();
    for (const auto& frame : frames) section << photo(input, frame);
    return section << "</section>\n";
}

}  // namespace tidewaiter::evidence
