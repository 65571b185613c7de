#include "ocr/fields/line_extractors.h"
#include "ocr/fields/normalize.h"

namespace tidewaiter::ocr {

std::vector<Candidate> partNumberFields(const Reading& line, const Knowledge& knowledge) {
    std::vector<Candidate> found;
    for (const auto& match : knowledge.markings.partNumbers(line.text)) {
        const auto value = normalized(FieldType::PartNumber, match.part);
        if (!value) continue;
        found.push_back({FieldType::PartNumber, *value, trustIn(line) * match.strength, Evidence::Shape, "",
                         match.maker});
    }
    return found;
}

}  // namespace tidewaiter::ocr
