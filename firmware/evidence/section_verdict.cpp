#include <algorithm>
#include <vector>

#include "firmware/evidence/report_sections.h"
#include "firmware/evidence/wording.h"

namespace tidewaiter::evidence {

namespace {

constexpr std::size_t kMostHighlights = 8;
constexpr double kHighlightFrom = 0.5;

Markup strongestReason(const ReportInput& input) {
    Markup paragraph;
    const auto& findings = input.inspection.findings;
    if (findings.empty() || input.inspection.verdict == inspection::Verdict::Clear) return paragraph;
    const auto strongest =
        std::max_element(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
            return a.severity != b.severity ? a.severity < b.severity : a.score < b.score;
        });
    return paragraph << "<p class=\"strongest\">" << text(strongest->message) << "</p>\n";
}

// A photo that cannot be relied on weakens every verdict, "clear" most of all.
Markup unreadablePhotos(const ReportInput& input) {
    Markup notices;
    for (const auto& frame : input.inspection.frames) {
        if (frame.quality.readable) continue;
        notices << "<p class=\"notice\"><strong>Take another photo.</strong> "
                << text(shortSource(frame.source)) << " cannot be relied on";
        if (!frame.quality.hint.empty()) notices << ": " << text(frame.quality.hint);
        notices << "</p>\n";
    }
    return notices;
}

Markup declaredRow(Literal name, const std::string& value) {
    Markup row;
    if (value.empty()) return row;
    return row << "<dt>" << name << "</dt><dd>" << text(value) << "</dd>";
}

std::string valueWords(const inspection::Declaration& declaration) {
    if (!declaration.value) return {};
    return numberWord(*declaration.value) + (declaration.currency.empty() ? "" : " " + declaration.currency);
}

Markup declaredWords(const inspection::Declaration& declaration) {
    Markup list;
    if (declaration.goods.empty() && declaration.hs.empty()) {
        list << emptySentence("No declaration was given.");
    }
    list << "<dl>";
    if (!declaration.goods.empty())
        list << "<dt>Goods</dt><dd class=\"big\">" << text(declaration.goods) << "</dd>";
    list << declaredRow("HS code", declaration.hs) << declaredRow("Item", declaration.item)
         << declaredRow("Origin", declaration.origin) << declaredRow("Shipper", declaration.shipper)
         << declaredRow("Consignee", declaration.consignee);
    if (declaration.grossWeightKg)
        list << declaredRow("Gross weight", numberWord(*declaration.grossWeightKg) + " kg");
    if (declaration.packages) list << declaredRow("Packages", std::to_string(*declaration.packages));
    if (declaration.pieces) list << declaredRow("Pieces", std::to_string(*declaration.pieces));
    return list << declaredRow("Value", valueWords(declaration)) << "</dl>";
}

// What an officer would name first: fields that findings rest on, then the surest others.
std::vector<const ocr::Field*> highlights(const ReportInput& input) {
    std::vector<const ocr::Field*> chosen;
    const auto add = [&chosen](const ocr::Field* field) {
        const bool isNew = std::find(chosen.begin(), chosen.end(), field) == chosen.end();
        if (field && isNew && chosen.size() < kMostHighlights) chosen.push_back(field);
    };
    for (const auto& finding : input.inspection.findings) {
        for (const auto& id : finding.fields) add(input.index.field(id));
    }
    for (const auto& field : input.inspection.fields) {
        if (field.confidence >= kHighlightFrom) add(&field);
    }
    return chosen;
}

Markup readWords(const ReportInput& input) {
    const auto chosen = highlights(input);
    if (chosen.empty() && !input.inspection.fields.empty()) {
        return emptySentence("Nothing was read with enough certainty to be named here.");
    }
    if (chosen.empty()) return emptySentence("Nothing that could be understood was read on the item.");
    Markup list;
    list << "<dl>";
    for (const auto* field : chosen) {
        list << "<dt>" << words(fieldTypeWord(field->type)) << "</dt><dd>" << text(shownValue(*field))
             << " <span class=\"quiet\">" << words(percent(field->confidence)) << "</span></dd>";
    }
    return list << "</dl>";
}

}  // namespace

Markup verdictSection(const ReportInput& input) {
    const auto verdict = input.inspection.verdict;
    Markup section;
    section << "<header class=\"verdict " << classOf(verdict) << "\">" << symbolOf(verdict)
            << "<div><p class=\"kicker\">Verdict of the machine</p><h1>" << words(verdictWord(verdict))
            << "</h1>\n<p class=\"lead\">" << words(verdictSentence(input.inspection)) << "</p>\n"
            << strongestReason(input) << unreadablePhotos(input) << "</div></header>\n";
    return section;
}

Markup declarationSection(const ReportInput& input) {
    Markup section;
    return section << "<section class=\"compared\"><div class=\"card\"><h2>Declared</h2>\n"
                   << declaredWords(input.inspection.declaration)
                   << "</div><div class=\"card\"><h2>Read on the item</h2>\n"
                   << readWords(input) << "</div></section>\n";
}

}  // namespace tidewaiter::evidence
