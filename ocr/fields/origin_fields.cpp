#include "ocr/fields/ascii.h"
#include "ocr/fields/line_extractors.h"
#include "ocr/fields/normalize.h"

namespace tidewaiter::ocr {

namespace {

constexpr double kPhrase = 0.95;   // "MADE IN CHINA"
constexpr double kLoneName = 0.7;  // "MALAYSIA" alone on a chip, or a word of an address

}  // namespace

std::vector<Candidate> originFields(const Reading& line, const Knowledge& knowledge) {
    const auto country = normalized(FieldType::CountryOfOrigin, knowledge.markings.origin(line.text));
    if (!country) return {};
    const double strength = words(line.text).size() > 2 ? kPhrase : kLoneName;
    return {{FieldType::CountryOfOrigin, *country, trustIn(line) * strength, Evidence::Named}};
}

}  // namespace tidewaiter::ocr
