#include "firmware/records/bundle_pages.h"

#include <array>
#include <string_view>

#include "firmware/evidence/html.h"
#include "firmware/evidence/report.h"
#include "firmware/evidence/report_css.h"
#include "firmware/evidence/wording.h"
#include "firmware/inspection/parse_inspection.h"
#include "firmware/records/decision_words.h"
#include "firmware/records/retention_words.h"
#include "firmware/tuf/file_reader.h"
#include "vision/image_loader.h"

namespace tidewaiter::records {

using evidence::attribute;
using evidence::Markup;

namespace {

constexpr std::array<std::string_view, 4> kHeadings = {"Record", "Sealed", "What", "Files"};

Expected<void> loadPixels(vision::Frame& frame, const EvidenceFiles& files) {
    const auto bytes = tuf::readFile(files.image(frame.sha256));
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return failure("the picture " + frame.sha256 + " is missing; verify the evidence");
    return vision::decodeImage(**bytes, frame.source, {}).map([&](vision::Frame&& decoded) {
        frame.pixels = std::move(decoded.pixels);
    });
}

Markup idLine(const std::string& id) {
    Markup line;
    return line << "<br><span class=\"read\">" << evidence::text(id) << "</span>";
}

Markup whatWasFound(const Record& record) {
    const auto goods = record.content.value("/declaration/goods"_json_pointer, std::string());
    const auto verdict = record.content.value("verdict", std::string());
    Markup what;
    what << "<strong>" << evidence::text(verdict) << "</strong>, declared as " << evidence::text(goods);
    if (record.by) what << ", inspected by " << evidence::text(record.by->name);
    return what;
}

Markup whatWasDecided(const Record& record) {
    const auto decision = decisionIn(record).value_or(Decision{});
    Markup what;
    return what << evidence::text(wordsOf(decision)) << idLine(decision.inspection);
}

Markup whoGaveToWhom(const Record& record) {
    const auto handOver = handOverIn(record).value_or(HandOver{});
    Markup what;
    what << "handed over from " << evidence::text(handOver.from) << " to " << evidence::text(handOver.to);
    if (!handOver.seal.empty()) what << ", seal " << evidence::text(handOver.seal);
    if (!handOver.note.empty()) what << ": " << evidence::text(handOver.note);
    for (const auto& id : handOver.records) what << idLine(id);
    return what;
}

Markup whatIsHeld(const Record& record) {
    const auto hold = holdIn(record).value_or(LegalHold{});
    Markup what;
    what << evidence::text(wordsOf(hold));
    for (const auto& id : hold.records) what << idLine(id);
    return what;
}

Markup whatWasRemoved(const Record& record) {
    const auto removal = removalIn(record).value_or(Removal{});
    Markup what;
    what << evidence::text(wordsOf(removal));
    for (const auto& one : removal.inspections) {
        what << idLine(one.id)
             << evidence::text(" (" + one.verdict + ", kept for " + std::to_string(one.keepDays) +
                               (one.keepDays == 1 ? " day)" : " days)"));
    }
    return what;
}

Markup whatOf(const Record& record) {
    switch (record.kind) {
        case RecordKind::Inspection:
            return whatWasFound(record);
        case RecordKind::Decision:
            return whatWasDecided(record);
        case RecordKind::Hold:
            return whatIsHeld(record);
        case RecordKind::Removal:
            return whatWasRemoved(record);
        case RecordKind::Custody:
            break;
    }
    return whoGaveToWhom(record);
}

/// A line for each of `others` that is a decision on the inspection.
std::vector<std::string> decisionsOn(const std::string& id, const std::vector<Record>& others) {
    std::vector<std::string> lines;
    for (const auto& other : others) {
        if (other.kind != RecordKind::Decision) continue;
        const auto decision = decisionIn(other);
        if (decision && decision->inspection == id)
            lines.push_back(evidence::readableTime(other.time) + ": " + wordsOf(*decision));
    }
    return lines;
}

/// A cell with its heading, which stands beside it where the screen is narrow.
Markup cell(std::string_view heading, const Markup& content) {
    Markup cell;
    return cell << "<td" << attribute("data-label", heading) << "><div>" << content << "</div></td>";
}

Markup link(const std::filesystem::path& file, std::string_view name) {
    Markup link;
    return link << "<a" << attribute("href", file.generic_string()) << ">" << evidence::words(name)
                << "</a> ";
}

Markup row(const Record& record) {
    const EvidenceFiles files("");
    Markup id;
    id << "<span class=\"read\">" << evidence::text(record.id) << "</span>";
    Markup when = evidence::text(evidence::readableTime(record.time));
    if (!record.clock.synchronized) when << " (clock not synchronized)";
    Markup links;
    if (record.kind == RecordKind::Inspection) links << link(files.report(record.id), "report");
    links << link(files.record(record.id), "record") << link(files.proof(record.id), "proof");
    Markup row;
    return row << "<tr>" << cell(kHeadings[0], id) << cell(kHeadings[1], when)
               << cell(kHeadings[2], whatOf(record)) << cell(kHeadings[3], links) << "</tr>\n";
}

Markup headings() {
    Markup headings;
    for (const auto heading : kHeadings)
        headings << "<th scope=\"col\">" << evidence::words(heading) << "</th>";
    return headings;
}

}  // namespace

Expected<std::string> reportOf(const Record& record, const std::vector<Record>& others,
                               const EvidenceFiles& files) {
    auto inspection = inspection::parseInspection(record.content, "the record " + record.id);
    if (!inspection) return tl::unexpected(inspection.error());
    for (auto& frame : inspection->frames) {
        if (auto loaded = loadPixels(frame, files); !loaded) return tl::unexpected(loaded.error());
    }
    return evidence::htmlReport(*inspection, decisionsOn(record.id, others));
}

std::string indexOf(const std::vector<Record>& records) {
    Markup page;
    page << "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\">\n"
         << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         << "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Sealed inspections</title>\n"
         << evidence::styleSheet(evidence::kReportCss) << "</head>\n<body><main>\n"
         << "<p class=\"masthead\"><strong>Tidewaiter</strong> sealed inspections</p>\n<section>"
         << "<h2>What was sealed</h2>\n<table><thead><tr>" << headings() << "</tr></thead><tbody>\n";
    for (const auto& record : records) page << row(record);
    page << "</tbody></table></section>\n<footer><p>These pages are for reading. What counts is the records, "
         << "the pictures and the proofs: README.txt says how to verify them.</p></footer>\n"
         << "</main></body></html>\n";
    return page.str();
}

std::string howToVerify(const std::string& verifierKey) {
    return "Sealed inspections\n"
           "\n"
           "records/  what was inspected, read, found and decided: one file of JSON each\n"
           "images/   the pictures as the device captured them; each file's name is its SHA-256\n"
           "proofs/   for each record the proof that the device's log holds it (c2sp.org/tlog-proof)\n"
           "audit/    who did what to them, when and from where, each with its proof\n"
           "witnessed/ the same proofs under the earliest checkpoints that witnesses outside had signed\n"
           "          (c2sp.org/tlog-cosignature); not there where none had\n"
           "reports/  the inspections for reading; index.html lists them\n"
           "\n"
           "To verify everything with the program, without a network:\n"
           "\n"
           "    tidewaiter evidence verify --evidence THIS-FOLDER --key '" +
           verifierKey +
           "'\n"
           "\n"
           "With --witness 'KEY' it also says which records that witness had seen, and when.\n"
           "\n"
           "That key came with this folder. Compare it with the one that was noted when the device was set "
           "up:\n"
           "whoever could change the folder could have changed this text as well.\n"
           "\n"
           "To verify a record by hand:\n"
           "\n"
           "1. sha256sum of each file in images/ is its name, and the record names it under \"images\".\n"
           "2. sha256sum of the record's file goes into this line, which ends with a line end:\n"
           "   {\"id\":\"ID\",\"sha256\":\"SHA-256\"}\n"
           "3. That line is the entry of the log whose inclusion proofs/ID.tlog-proof proves (RFC 6962, "
           "2.1.1), under\n"
           "   the checkpoint at its end, a signed note by the key above (c2sp.org/tlog-checkpoint). Any "
           "tool for\n"
           "   transparency logs in the C2SP formats checks it.\n";
}

}  // namespace tidewaiter::records
