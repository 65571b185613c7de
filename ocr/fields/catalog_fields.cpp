#include <algorithm>

#include "ocr/fields/line_extractors.h"
#include "ocr/fields/normalize.h"

namespace tidewaiter::ocr {

namespace {

FieldType typeOf(models::MatchedBy by) {
    const bool number = by == models::MatchedBy::PartNumber || by == models::MatchedBy::DieMarking;
    return number ? FieldType::PartNumber : FieldType::Model;
}

}  // namespace

std::vector<Candidate> catalogFields(const Reading& line, const Knowledge& knowledge) {
    std::vector<Candidate> found;
    for (const auto& match : knowledge.catalog.match(line.text)) {
        const auto type = typeOf(match.by);
        const auto value = normalized(type, match.text);
        if (!value) continue;
        // Strongest first: further entries of the same number add nothing to the field.
        const bool known = std::any_of(found.begin(), found.end(), [&](const Candidate& earlier) {
            return earlier.type == type && earlier.value == *value;
        });
        if (known) continue;
        found.push_back({type, *value, trustIn(line) * match.strength, Evidence::Named, match.entry->id,
                         match.entry->vendor});
    }
    return found;
}

}  // namespace tidewaiter::ocr
