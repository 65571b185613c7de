#include "firmware/evidence/file_name.h"
#include "firmware/evidence/inspection_list.h"
#include "firmware/evidence/report.h"
#include "firmware/files/durable_file.h"
#include "firmware/text/visible_text.h"

namespace tidewaiter::evidence {

using files::makeFolder;
using files::PartialFile;
using text::shortened;
using text::visibleText;

namespace {

constexpr std::size_t kLongestId = 100;

std::string quoted(const std::string& name) {
    return '\'' + visibleText(name) + '\'';
}

}  // namespace

Expected<std::filesystem::path> writeReport(const inspection::Inspection& inspection,
                                            const std::filesystem::path& directory,
                                            const std::string& fingerprint) {
    if (!isSafeFileName(inspection.id)) {
        return failure("the inspection id " + quoted(shortened(inspection.id, kLongestId)) +
                       " cannot be a file name; use up to 100 letters, digits, '-' and '_'");
    }
    const std::string name = inspection.id + ".html";
    const std::string html = htmlReport(inspection);
    return makeFolder(directory)
        .and_then([&] { return InspectionList::open(directory); })
        .and_then([&](InspectionList list) -> Expected<std::filesystem::path> {
            // The row comes before the name: all that can fail for want of space has then been done, and
            // until keep() everything is undone on the way out.
            auto report = PartialFile::write(directory / name, html);
            if (!report) return tl::unexpected(report.error());
            if (auto row = list.append(rowOf(inspection, name, fingerprint)); !row)
                return tl::unexpected(row.error());
            if (auto published = report->publish(); !published) return tl::unexpected(published.error());
            list.keep();
            return directory / name;
        });
}

}  // namespace tidewaiter::evidence
