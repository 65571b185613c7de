#include <array>
#include <cstdio>
#include <set>
#include <sstream>
#include <string>

#include "firmware/evidence/report_sections.h"
#include "firmware/evidence/wording.h"

namespace tidewaiter::evidence {

namespace {

std::string formatted(const char* format, double value) {
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, value);
    return buffer.data();
}

std::string milliseconds(double time) {
    return formatted("%.0f ms", time);
}

Markup readers(const inspection::Inspection& inspection) {
    std::set<std::string> names;
    for (const auto& reading : inspection.readings) {
        std::istringstream agreeing(reading.reader);
        for (std::string name; std::getline(agreeing, name, '+');) names.insert(name);
    }
    Markup list;
    for (const auto& name : names) list << (list.empty() ? Literal("") : Literal(", ")) << text(name);
    return names.empty() ? Markup() << "none" : list;
}

Markup timings(const inspection::Timings& spent) {
    Markup line;
    return line << "pictures " << words(milliseconds(spent.decode)) << ", finding "
                << words(milliseconds(spent.find)) << ", reading " << words(milliseconds(spent.read))
                << ", understanding " << words(milliseconds(spent.understand)) << ", judging "
                << words(milliseconds(spent.judge)) << ", in all " << words(milliseconds(spent.total));
}

Markup program(const inspection::Versions& versions) {
    Markup name;
    if (versions.program.empty()) return name << "<em>version not recorded</em>";
    return name << "Tidewaiter " << text(versions.program);
}

/// Which rules and which watchlists the item was held against.
Markup policyAndLists(const inspection::Versions& versions) {
    Markup parts;
    parts << "</dd><dt>Policy</dt><dd>";
    if (versions.policy.empty()) parts << "<em>version not recorded</em>";
    parts << text(versions.policy) << "</dd><dt>Watchlists</dt><dd>";
    if (versions.lists.empty()) return parts << "none";
    Literal between("");
    for (const auto& list : versions.lists) {
        parts << between << text(list.name);
        if (!list.version.empty()) parts << ", version " << text(list.version);
        if (!list.synchronized.empty()) parts << ", synchronized on " << text(list.synchronized);
        parts << ", content " << text(list.contentHash.substr(0, 16));
        between = Literal("; ");
    }
    return parts;
}

Markup facts(const inspection::Inspection& inspection) {
    Markup list;
    return list << "<dl class=\"facts\"><dt>Inspection</dt><dd class=\"read\">" << text(inspection.id)
                << "</dd><dt>Time</dt><dd>" << text(readableTime(inspection.time))
                << "</dd><dt>Readers</dt><dd>" << readers(inspection) << "</dd><dt>Time spent</dt><dd>"
                << timings(inspection.timings) << "</dd><dt>Program</dt><dd>" << program(inspection.versions)
                << policyAndLists(inspection.versions) << "</dd><dt>Record format</dt><dd>"
                << words(std::to_string(inspection.schema)) << "</dd></dl>\n";
}

Markup qualityNumbers(const vision::Quality& quality) {
    return words("sharpness " + formatted("%.2f", quality.sharpness) + ", brightness " +
                 formatted("%.2f", quality.exposure) + ", contrast " + formatted("%.2f", quality.contrast) +
                 ", glare " + formatted("%.2f", quality.glare));
}

Markup frames(const inspection::Inspection& inspection) {
    if (inspection.frames.empty()) return {};
    Table table("frames-table", "Picture files",
                {"Id", "File", "Pixels", "SHA-256 of the file", "Quality, 0 to 1"});
    for (const auto& frame : inspection.frames) {
        Markup digest;
        digest << "<code>" << text(frame.sha256) << "</code>";
        if (frame.dark)
            digest << " <span class=\"quiet\">and with all lights off</span> <code>"
                   << text(frame.dark->sha256) << "</code>";
        for (const auto& repeat : frame.repeats)
            digest << " <span class=\"quiet\">and of the same moment</span> <code>" << text(repeat.sha256)
                   << "</code>";
        Markup file = text(frame.source);
        if (!frame.time.empty()) {
            file << " <span class=\"quiet\">taken " << text(readableTime(frame.time)) << "</span>";
        }
        table.addRow(
            {text(frame.id), file,
             words(std::to_string(frame.width) + "\u00A0\u00D7\u00A0" + std::to_string(frame.height)), digest,
             qualityNumbers(frame.quality)});
    }
    return table.finished();
}

// The same data files and the same frames give the same result: with these anybody can check it.
Markup dataFiles(const inspection::Versions& versions) {
    if (versions.models.empty()) return {};
    Table table("data-table", "Data files behind the result", {"Data file", "SHA-256"});
    for (const auto& [file, sha256] : versions.models) {
        Markup digest;
        digest << "<code>" << text(sha256) << "</code>";
        table.addRow({text(file), digest});
    }
    return table.finished();
}

}  // namespace

Markup technicalSection(const ReportInput& input) {
    Markup content;
    content << facts(input.inspection) << frames(input.inspection) << dataFiles(input.inspection.versions);
    return foldingSection("Technical record", content);
}

}  // namespace tidewaiter::evidence
