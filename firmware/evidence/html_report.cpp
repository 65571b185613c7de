#include "firmware/evidence/content_hash.h"
#include "firmware/evidence/report.h"
#include "firmware/evidence/report_css.h"
#include "firmware/evidence/report_sections.h"
#include "firmware/evidence/thumbnail.h"
#include "firmware/evidence/wording.h"

namespace tidewaiter::evidence {

namespace {

// Nothing is loaded and nothing runs, whatever a browser would find in the file: the only style sheet is the
// one with this hash, the only pictures are those inside.
std::string securityPolicy() {
    return "default-src 'none'; img-src data:; style-src 'sha256-" + base64Sha256(kReportCss) +
           "'; base-uri 'none'; form-action 'none'";
}

Markup head(const inspection::Inspection& inspection) {
    Markup head;
    return head
           << "<head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\""
           << attribute("content", securityPolicy()) << ">\n"
           << reportIcon(thumbnailUri(inspection))
           << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           << "<meta name=\"referrer\" content=\"no-referrer\">\n"
           // Phones would turn serial numbers into telephone links.
           << "<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no\">\n"
           << "<meta name=\"color-scheme\" content=\"light dark\">\n<title>"
           << words(verdictWord(inspection.verdict)) << ": inspection " << bareText(inspection.id)
           << "</title>\n"
           << styleSheet(kReportCss) << "</head>\n";
}

Markup masthead(const inspection::Inspection& inspection) {
    Markup line;
    return line << "<p class=\"masthead\"><strong>Tidewaiter</strong> inspection <span class=\"read\">"
                << text(inspection.id) << "</span> <span class=\"when\">"
                << text(readableTime(inspection.time)) << "</span></p>\n";
}

/// What the machine says ends where somebody has decided.
Markup decisionSection(const std::vector<std::string>& decided) {
    Markup section;
    if (decided.empty()) return section;
    section << "<section><h2>Decision</h2>\n";
    for (const auto& line : decided) section << "<p>" << text(line) << "</p>\n";
    return section << "</section>\n";
}

Markup footer() {
    Markup footer;
    return footer
           << "<footer><p>This is a machine\u2019s reading of photographs. It can misread, and it says "
           << "nothing about why goods and papers differ. It points to what a person should look at; an "
           << "officer decides.</p></footer>\n";
}

}  // namespace

std::string htmlReport(const inspection::Inspection& inspection, const std::vector<std::string>& decided) {
    const CaseIndex index(inspection);
    const ReportInput input{inspection, index};
    Markup page;
    page << "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n"
         << head(inspection) << "<body><main>\n"
         << masthead(inspection) << verdictSection(input) << decisionSection(decided)
         << declarationSection(input) << reasonsSection(input) << photosSection(input) << fieldsSection(input)
         << readingsSection(input) << regionsSection(input) << technicalSection(input) << footer()
         << "</main></body>\n</html>\n";
    return page.str();
}

}  // namespace tidewaiter::evidence
