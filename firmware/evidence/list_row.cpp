#include "firmware/evidence/list_row.h"

#include <algorithm>

#include "firmware/evidence/csv.h"
#include "firmware/inspection/sure_text.h"

namespace tidewaiter::evidence {

namespace {

constexpr std::size_t kColumns = kListColumns.rows.size();

std::string joined(const std::vector<std::string>& parts, const char* between) {
    std::string line;
    for (const auto& part : parts) line += (line.empty() ? "" : between) + part;
    return line;
}

bool isFingerprint(const std::string& text) {
    constexpr std::size_t kDigits = 64;
    return text == kNoFingerprint ||
           (text.size() == kDigits && text.find_first_not_of("0123456789abcdef") == std::string::npos);
}

ListRow declared(const inspection::Declaration& declaration) {
    ListRow row{std::vector<std::string>(kColumns)};
    row.cells[static_cast<std::size_t>(ListColumn::Item)] = declaration.item;
    row.cells[static_cast<std::size_t>(ListColumn::Goods)] = declaration.goods;
    row.cells[static_cast<std::size_t>(ListColumn::Hs)] = declaration.hs;
    return row;
}

void set(ListRow& row, ListColumn column, const std::string& text) {
    row.cells[static_cast<std::size_t>(column)] = text;
}

/// Serial numbers that were read without a doubtful character, long enough to belong to one unit alone.
std::vector<std::string> serialsOf(const inspection::Inspection& inspection) {
    constexpr std::size_t kShortest = 6;
    std::vector<std::string> serials;
    for (const auto& field : inspection.fields) {
        if (field.type != ocr::FieldType::SerialNumber || field.value.size() < kShortest) continue;
        const auto supports = [&](const ocr::Reading& reading) {
            const auto& ids = field.readings;
            return std::find(ids.begin(), ids.end(), reading.id) != ids.end() &&
                   inspection::isSureOf(reading, field.value);
        };
        const auto& readings = inspection.readings;
        if (std::any_of(readings.begin(), readings.end(), supports)) serials.push_back(field.value);
    }
    return serials;
}

}  // namespace

const std::string& ListRow::at(ListColumn column) const {
    static const std::string kNone;
    const auto index = static_cast<std::size_t>(column);
    return index < cells.size() ? cells[index] : kNone;
}

bool ListRow::isWhole() const {
    return cells.size() == kColumns && isFingerprint(cells.back());
}

ListRow rowOf(const inspection::Inspection& inspection, const std::string& report,
              const std::string& fingerprint) {
    std::vector<std::string> reasons;
    std::vector<std::string> rules;
    for (const auto& finding : inspection.findings) {
        reasons.push_back(finding.message);
        if (std::find(rules.begin(), rules.end(), finding.rule) == rules.end()) rules.push_back(finding.rule);
    }
    std::vector<std::string> files;
    for (const auto& frame : inspection.frames) files.push_back(frame.source);
    auto row = declared(inspection.declaration);
    set(row, ListColumn::Verdict, std::string(inspection::kVerdicts.nameOf(inspection.verdict)));
    set(row, ListColumn::Reasons, joined(reasons, kBetweenReasons));
    set(row, ListColumn::Report, report);
    set(row, ListColumn::Time, inspection.time);
    set(row, ListColumn::Rules, joined(rules, kBetweenWords));
    set(row, ListColumn::Files, joined(files, kBetweenWords));
    set(row, ListColumn::Inspection, inspection.id);
    set(row, ListColumn::Serials, joined(serialsOf(inspection), kBetweenWords));
    set(row, ListColumn::Fingerprint, fingerprint);
    return row;
}

ListRow rowOf(const inspection::Declaration& declaration, const std::string& reason) {
    auto row = declared(declaration);
    set(row, ListColumn::Verdict, kNotInspected);
    set(row, ListColumn::Reasons, reason);
    set(row, ListColumn::Fingerprint, kNoFingerprint);
    return row;
}

std::string listHeader() {
    return kListColumns.names(",") + "\r\n";
}

}  // namespace tidewaiter::evidence
