#include "firmware/evidence/report_parts.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "firmware/evidence/wording.h"

namespace tidewaiter::evidence {

using inspection::Severity;
using inspection::Verdict;

namespace {

Markup symbol(Literal shape, Literal stroke) {
    Markup svg;
    svg << R"(<svg class="symbol" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path class="shape" d=")"
        << shape << R"("/><path class="stroke" d=")" << stroke << R"("/></svg>)";
    return svg;
}

// An octagon with a bar, a triangle with an exclamation mark, discs with a tick and with an i.
Markup stopSymbol() {
    return symbol("M8 1h8l7 7v8l-7 7H8l-7-7V8z", "M6.5 12h11");
}
Markup lookSymbol() {
    return symbol("M12 1.5 23.5 22H.5z", "M12 9v6.2M12 18.4v.4");
}
Markup clearSymbol() {
    return symbol("M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z", "m7 12.5 3.5 3.5L17 9");
}
Markup noteSymbol() {
    return symbol("M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z", "M12 11v6M12 7v.4");
}

}  // namespace

Markup symbolOf(Severity severity) {
    switch (severity) {
        case Severity::Hold:
            return stopSymbol();
        case Severity::Inspect:
            return lookSymbol();
        case Severity::Info:
            break;
    }
    return noteSymbol();
}

Markup symbolOf(Verdict verdict) {
    switch (verdict) {
        case Verdict::Hold:
            return stopSymbol();
        case Verdict::Inspect:
            return lookSymbol();
        case Verdict::Clear:
            break;
    }
    return clearSymbol();
}

Literal classOf(Severity severity) {
    switch (severity) {
        case Severity::Hold:
            return "hold";
        case Severity::Inspect:
            return "inspect";
        case Severity::Info:
            break;
    }
    return "info";
}

Literal classOf(Verdict verdict) {
    switch (verdict) {
        case Verdict::Hold:
            return "hold";
        case Verdict::Inspect:
            return "inspect";
        case Verdict::Clear:
            break;
    }
    return "clear";
}

Markup numberOf(const Mark* mark) {
    Markup tag;
    if (!mark) return tag;
    return tag << "<span class=\"number " << classOf(mark->severity) << "\">"
               << words(std::to_string(mark->number)) << "</span>";
}

Markup confidenceBar(double share) {
    const int width = std::isfinite(share) ? static_cast<int>(std::clamp(share, 0.0, 1.0) * 100) : 0;
    Markup bar;
    return bar
           << "<span class=\"confidence\"><span class=\"percent\">" << words(percent(share)) << "</span>"
           << R"(<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" )"
           << R"(focusable="false"><rect class="track" width="100" height="8"/><rect class="fill" width=")"
           << words(std::to_string(width)) << R"(" height="8"/></svg></span>)";
}

Markup image(Literal cssClass, const std::string& uri, const std::string& alt) {
    Markup picture;
    if (uri.empty()) return picture;
    return picture << "<img class=\"" << cssClass << "\"" << attribute("src", uri) << attribute("alt", alt)
                   << ">";
}

Table::Table(Literal cssClass, const std::string& label, std::vector<std::string> columns)
    : columns_(std::move(columns)) {
    // The roles keep it a table for screen readers when the style sheet lays it out as cards.
    markup_ << "<table role=\"table\" class=\"" << cssClass << "\"" << attribute("aria-label", label)
            << "><thead role=\"rowgroup\"><tr role=\"row\">";
    for (const auto& column : columns_) {
        markup_ << "<th role=\"columnheader\" scope=\"col\">" << words(column) << "</th>";
    }
    markup_ << "</tr></thead><tbody role=\"rowgroup\">\n";
}

void Table::addRow(const std::vector<Markup>& cells) {
    assert(cells.size() == columns_.size());
    markup_ << "<tr role=\"row\">";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        markup_ << "<td role=\"cell\"" << attribute("data-label", columns_[i]) << ">" << cells[i] << "</td>";
    }
    markup_ << "</tr>\n";
}

Markup Table::finished() const {
    Markup whole = markup_;
    return whole << "</tbody></table>\n";
}

Markup foldingSection(const std::string& title, const Markup& content) {
    Markup section;
    return section << "<section><details open><summary><h2>" << words(title) << "</h2></summary>\n"
                   << content << "</details></section>\n";
}

Markup emptySentence(Literal sentence) {
    Markup paragraph;
    return paragraph << "<p class=\"empty\">" << sentence << "</p>\n";
}

}  // namespace tidewaiter::evidence
