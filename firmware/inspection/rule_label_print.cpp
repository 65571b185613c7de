// label.print-contradicts-code: a code and the print beside it that ought to say the same and do not: a label
// that was edited, or a code that was pasted over.
#include <algorithm>
#include <optional>

#include "firmware/inspection/clues.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/sure_text.h"
#include "ocr/fields/confusables.h"

namespace tidewaiter::inspection {

namespace {

/// Below, the print is too unsure to stand against a code.
constexpr double kLeastPrint = 0.5;

/// The least number of characters in which `value` differs from the part of `text` that is most like it
/// (P. Sellers, "The theory and computation of evolutionary distances", 1980), look-alikes being the same.
std::size_t differences(const std::string& value, const std::string& text) {
    std::vector<std::size_t> row(value.size() + 1);
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
    std::size_t best = row.back();
    for (const char c : text) {
        std::size_t diagonal = row[0];  // a part may begin anywhere: row[0] stays 0
        for (std::size_t i = 1; i < row.size(); ++i) {
            const auto replaced = diagonal + (value[i - 1] == c ? 0 : 1);
            diagonal = row[i];
            row[i] = std::min({replaced, row[i] + 1, row[i - 1] + 1});
        }
        best = std::min(best, row.back());
    }
    return best;
}

std::size_t slipsBetween(const std::string& value, const std::string& text) {
    return differences(ocr::confusableKey(value), ocr::confusableKey(text));
}

/// How sure it is that the print does not say `value`: of all texts that its pixels allow, those that differ
/// from it. Two slips of a reader in one short line are rare; one may stand against a code only where every
/// character is sure.
double certaintyAgainst(const ocr::Reading& print, const std::string& value) {
    if (print.kind != ocr::ReadingKind::Text) return 0;
    const auto slips = slipsBetween(value, print.text);
    if (slips == 0) return 0;
    if (slips == 1) return isSure(print) ? print.confidence : 0;
    double sum = print.confidence;
    for (const auto& other : print.alternatives) {
        if (slipsBetween(value, other.text) > 1) sum += other.confidence;
    }
    return std::min(sum, 1.0);
}

const ocr::Reading* readingOf(const std::string& id, const Case& item) {
    const auto found = std::find_if(item.readings.begin(), item.readings.end(),
                                    [&](const ocr::Reading& reading) { return reading.id == id; });
    return found == item.readings.end() ? nullptr : &*found;
}

const ocr::Reading* codeOf(const ocr::Field& field, const Case& item) {
    for (const auto& id : field.readings) {
        const auto* reading = readingOf(id, item);
        if (reading != nullptr && reading->kind == ocr::ReadingKind::Barcode) return reading;
    }
    return nullptr;
}

std::optional<Finding> contradictionIn(const ocr::Field& field, const Case& item) {
    const auto* code = codeOf(field, item);
    if (code == nullptr) return std::nullopt;
    for (const auto& id : field.contradicts) {
        const auto* print = readingOf(id, item);
        const double certainty = print == nullptr ? 0 : certaintyAgainst(*print, field.value);
        if (certainty < kLeastPrint) continue;
        auto type = std::string(ocr::kFieldTypes.nameOf(field.type));
        std::replace(type.begin(), type.end(), '_', ' ');
        Finding finding;
        finding.severity = Severity::Inspect;
        finding.score = std::min(certainty, code->confidence);
        finding.message = "The code on the label says " + type + " " + inQuotes(field.value) +
                          ", but the print beside it says " + inQuotes(print->text) + ".";
        finding.fields = {field.id};
        finding.regions = regionsOf({code->id, print->id}, item);
        return finding;
    }
    return std::nullopt;
}

}  // namespace

std::vector<Finding> checkPrintAgainstCodes(const RuleInput& input) {
    std::vector<Finding> findings;
    for (const auto& field : input.item.fields) {
        if (auto finding = contradictionIn(field, input.item)) findings.push_back(std::move(*finding));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
