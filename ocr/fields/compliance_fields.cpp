#include "ocr/fields/line_extractors.h"

namespace tidewaiter::ocr {

namespace {

/// Two letters ("CE", "UL") turn up in any texture; a phrase does not.
double strengthOf(const std::string& mark) {
    if (mark.size() <= 2) return 0.4;
    return mark.size() == 3 ? 0.7 : 0.95;
}

}  // namespace

std::vector<Candidate> complianceFields(const Reading& line, const Knowledge& knowledge) {
    std::vector<Candidate> found;
    for (const auto& match : knowledge.markings.compliance(line.text)) {
        found.push_back(
            {FieldType::Compliance, match.mark, trustIn(line) * strengthOf(match.mark), Evidence::Named});
    }
    return found;
}

}  // namespace tidewaiter::ocr
