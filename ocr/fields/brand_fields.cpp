#include "ocr/fields/line_extractors.h"

namespace tidewaiter::ocr {

std::vector<Candidate> brandFields(const Reading& line, const Knowledge& knowledge) {
    std::vector<Candidate> found;
    for (const auto& match : knowledge.markings.brands(line.text)) {
        found.push_back({FieldType::Brand, match.brand, trustIn(line) * match.strength, Evidence::Named});
    }
    return found;
}

}  // namespace tidewaiter::ocr
