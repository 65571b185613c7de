#include "firmware/evidence/code_content.h"

#include <string>

#include "firmware/text/visible_text.h"
#include "ocr/fields/barcode_content.h"

namespace tidewaiter::evidence {

using text::shortened;

namespace {

constexpr std::size_t kMostElements = 40;  ///< a hostile code may hold thousands
constexpr std::size_t kLongestValue = 80;

Markup elementLine(const ocr::ContentElement& element) {
    Markup line;
    line << "<li>";
    if (!element.id.empty()) line << "<strong>" << text(element.id) << "</strong> ";
    if (!element.title.empty()) line << words(element.title) << ": ";
    line << "<span class=\"read\">" << text(shortened(element.value, kLongestValue)) << "</span>";
    if (!element.fault.empty()) line << " <span class=\"fault\">" << text(element.fault) << "</span>";
    return line << "</li>";
}

Markup elementLines(const std::vector<ocr::ContentElement>& elements) {
    Markup lines;
    for (std::size_t i = 0; i < elements.size() && i < kMostElements; ++i) lines << elementLine(elements[i]);
    if (elements.size() > kMostElements)
        lines << "<li>and " << words(std::to_string(elements.size() - kMostElements)) << " more</li>";
    return lines;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const auto& part : parts) all += (all.empty() ? "" : ", ") + part;
    return all;
}

/// "Put right: separators written as text".
Markup remark(Literal what, const std::vector<std::string>& parts) {
    Markup line;
    return parts.empty() ? line : line << "<li>" << what << text(joined(parts)) << "</li>";
}

Markup componentLine(const ocr::ComponentLabel& label) {
    Markup line;
    line << "<li>A component maker's " << words(ocr::kLabelKinds.nameOf(label.kind)) << " label (EIGP 114)";
    if (!label.missing.empty()) line << "; not on it: " << text(joined(label.missing));
    return line << "</li>";
}

}  // namespace

Markup contentOf(const ocr::Reading& reading) {
    Markup list;
    if (reading.kind != ocr::ReadingKind::Barcode) return list;
    const auto content = ocr::parseBarcode(reading);
    if (!ocr::isStructured(content)) return list;
    list << "<ul class=\"content\">" << elementLines(content.elements) << remark("Wrong: ", content.faults);
    if (content.envelope) list << remark("Put right to read it: ", content.envelope->repairs);
    if (content.component) list << componentLine(*content.component);
    return list << "</ul>";
}

}  // namespace tidewaiter::evidence
