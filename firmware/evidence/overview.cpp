#include "firmware/evidence/overview.h"

#include <fstream>

#include "firmware/evidence/content_hash.h"
#include "firmware/evidence/file_name.h"
#include "firmware/evidence/inspection_list.h"
#include "firmware/evidence/overview_assets.h"
#include "firmware/evidence/report_css.h"
#include "firmware/evidence/report_parts.h"
#include "firmware/evidence/thumbnail.h"
#include "firmware/evidence/wording.h"
#include "firmware/files/durable_file.h"

namespace tidewaiter::evidence {

using files::PartialFile;

using inspection::Verdict;

namespace {

/// The verdicts of the list, the gravest first; "none" is no verdict.
struct VerdictKind {
    std::optional<Verdict> verdict;
    Literal cssClass;
    std::string name;  ///< in the list
    std::string word;  ///< for people
};

const std::vector<VerdictKind>& verdictKinds() {
    static const std::vector<VerdictKind> kKinds = [] {
        std::vector<VerdictKind> kinds;
        for (const auto verdict : {Verdict::Hold, Verdict::Inspect, Verdict::Clear}) {
            kinds.push_back({verdict, classOf(verdict), std::string(inspection::kVerdicts.nameOf(verdict)),
                             verdictWord(verdict)});
        }
        kinds.push_back({std::nullopt, "none", kNotInspected, "Not inspected"});
        return kinds;
    }();
    return kKinds;
}

std::size_t kindOf(const ListRow& row) {
    const auto& kinds = verdictKinds();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i].name == row.at(ListColumn::Verdict)) return i;
    }
    return kinds.size() - 1;
}

std::string securityPolicy(const std::string& css) {
    return "default-src 'none'; img-src data:; style-src 'sha256-" + base64Sha256(css) +
           "'; script-src 'sha256-" + base64Sha256(kOverviewScript) +
           "'; base-uri 'none'; form-action 'none'";
}

Markup head() {
    const auto css = std::string(kReportCss) + std::string(kOverviewCss);
    Markup head;
    return head
           << "<head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\""
           << attribute("content", securityPolicy(css))
           << ">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           << "<meta name=\"referrer\" content=\"no-referrer\">\n"
           << "<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no\">\n"
           << "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Inspections</title>\n"
           << styleSheet(css) << "</head>\n";
}

/// How many of each verdict. The script makes buttons of them that filter the table.
Markup counts(const std::vector<ListRow>& rows) {
    std::vector<std::size_t> counts(verdictKinds().size());
    for (const auto& row : rows) ++counts[kindOf(row)];
    Markup list;
    list << "<ul class=\"counts\" aria-label=\"Items by verdict\"><li data-verdict=\"\"><strong>"
         << words(std::to_string(rows.size())) << "</strong> All</li>";
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto& kind = verdictKinds()[i];
        list << "<li class=\"" << kind.cssClass << "\" data-verdict=\"" << kind.cssClass << "\"><strong>"
             << words(std::to_string(counts[i])) << "</strong> " << words(kind.word) << "</li>";
    }
    return list << "</ul>\n";
}

/// What the row is called: its item, else its first photo, else its number.
std::string nameOf(const ListRow& row) {
    if (!row.at(ListColumn::Item).empty()) return row.at(ListColumn::Item);
    const auto& files = row.at(ListColumn::Files);
    auto first = shortSource(files.substr(0, files.find("; ")));
    if (!first.empty()) return first;
    return row.at(ListColumn::Inspection).empty() ? "(no id)" : row.at(ListColumn::Inspection);
}

/// A link only to a name that this program gives its reports, whatever stands in the list.
Markup linked(const ListRow& row) {
    const auto& id = row.at(ListColumn::Inspection);
    Markup name = text(nameOf(row));
    if (!isSafeFileName(id) || row.at(ListColumn::Report) != id + ".html") return name;
    Markup link;
    return link << "<a" << attribute("href", id + ".html") << ">" << name << "</a>";
}

Markup badge(const VerdictKind& kind) {
    Markup badge;
    badge << "<span class=\"badge\">";
    if (kind.verdict) badge << symbolOf(*kind.verdict);
    return badge << words(kind.word) << "</span>";
}

Markup reasonsOf(const ListRow& row) {
    const auto& reasons = row.at(ListColumn::Reasons);
    const auto end = reasons.find(kBetweenReasons);
    Markup cell = text(reasons.substr(0, end));
    std::size_t more = 0;
    for (auto at = end; at != std::string::npos; at = reasons.find(kBetweenReasons, at + 1)) ++more;
    if (more > 0) {
        cell << " <span class=\"quiet\">" << words("and " + counted(more, "more reason", "more reasons"))
             << "</span>";
    }
    return cell;
}

/// Other items that carry a serial number of this one.
Markup sharedSerials(const ListRow& row) {
    const auto& shared = row.at(ListColumn::SameSerial);
    Markup line;
    if (!shared.empty()) line << "<br>" << words("Same serial number: ") << text(shared);
    return line;
}

Markup tableRow(const ListRow& row, const std::string& thumbnail) {
    const auto kind = kindOf(row);
    const auto& verdict = verdictKinds()[kind];
    Markup line;
    line << "<tr role=\"row\" class=\"" << verdict.cssClass << "\" data-verdict=\"" << verdict.cssClass
         << "\"><td role=\"cell\" data-label=\"Photo\">";
    if (!thumbnail.empty())
        line << "<img class=\"thumb\" loading=\"lazy\" decoding=\"async\"" << attribute("src", thumbnail)
             << attribute("alt", "Photo of " + nameOf(row)) << ">";
    return line << "</td><th role=\"rowheader\" scope=\"row\" data-label=\"Item\">" << linked(row)
                << "</th><td role=\"cell\" data-label=\"Goods\">" << text(row.at(ListColumn::Goods))
                << "</td><td role=\"cell\" data-label=\"Verdict\""
                << attribute("data-key", std::to_string(kind)) << ">" << badge(verdict)
                << "</td><td role=\"cell\" data-label=\"Reason\">" << reasonsOf(row) << sharedSerials(row)
                << "</td><td role=\"cell\" data-label=\"Time\">"
                << words(readableTime(row.at(ListColumn::Time))) << "</td></tr>\n";
}

Markup tableHead() {
    Markup head;
    head << "<table role=\"table\" class=\"overview\" aria-label=\"Items\"><thead role=\"rowgroup\"><tr "
            "role=\"row\">"
         << "<th role=\"columnheader\" scope=\"col\">Photo</th>";
    for (const auto* column : {"Item", "Goods", "Verdict", "Reason", "Time"}) {
        head << "<th role=\"columnheader\" scope=\"col\" data-sortable=\"\">" << words(column) << "</th>";
    }
    return head << "</tr></thead><tbody role=\"rowgroup\">\n";
}

/// The icon of the report that the row names, read from its first bytes.
std::string iconIn(const std::filesystem::path& folder, const ListRow& row) {
    const auto& id = row.at(ListColumn::Inspection);
    if (!isSafeFileName(id)) return {};
    std::ifstream in(folder / (id + ".html"), std::ios::binary);
    std::string head(kReportHeadBytes, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    return iconOfReport(head);
}

}  // namespace

std::string overviewPage(const std::vector<ListRow>& rows, const ThumbnailOf& thumbnailOf) {
    Markup page;
    page << "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n"
         << head() << "<body><main>\n<p class=\"masthead\"><strong>Tidewaiter</strong> overview</p>\n"
         << "<h1>Inspections</h1>\n"
         << counts(rows);
    if (rows.empty()) {
        page << emptySentence("Nothing has been inspected.");
    } else {
        page << tableHead();
        for (const auto& row : rows) page << tableRow(row, thumbnailOf(row));
        page << "</tbody></table>\n";
    }
    page << "<footer><p>Each item links to its report. The same list, for spreadsheets: inspections.csv in "
            "this "
            "folder.</p></footer>\n</main>\n"
         << script(kOverviewScript) << "</body>\n</html>\n";
    return page.str();
}

Expected<void> writeOverview(const std::filesystem::path& folder) {
    auto list = InspectionList::open(folder);  // held until the page is written: writers take turns
    if (!list) return tl::unexpected(list.error());
    const auto rows = list->rows();
    if (!rows) return tl::unexpected(rows.error());
    const auto page = overviewPage(*rows, [&](const ListRow& row) { return iconIn(folder, row); });
    auto file = PartialFile::write(folder / "index.html", page);
    if (!file) return tl::unexpected(file.error());
    return file->publish();
}

}  // namespace tidewaiter::evidence
