#include "ocr/fields/line_extractors.h"
#include "ocr/fields/urls.h"

namespace tidewaiter::ocr {

namespace {

constexpr double kUrl = 0.95;

}  // namespace

std::vector<Candidate> urlFields(const Reading& line, const Knowledge& /*knowledge*/) {
    std::vector<Candidate> found;
    for (auto& url : urlsIn(line.text)) {
        found.push_back({FieldType::Url, std::move(url), trustIn(line) * kUrl});
    }
    return found;
}

}  // namespace tidewaiter::ocr
