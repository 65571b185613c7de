#include "ocr/fields/catalog_context.h"

#include <algorithm>
#include <map>
#include <set>

#include "ocr/fields/line_extractors.h"

namespace tidewaiter::ocr {

namespace {

using Candidates = std::vector<Candidate>;

constexpr double kSureBrand = 0.6;
constexpr double kSureWithoutContext = 0.6;
constexpr double kAcrossLines = 0.8;
constexpr std::size_t kMostBrands = 4;  // a list of makers is no context

/// The makers surely named in each frame.
std::map<std::string, std::set<std::string>> brandsByFrame(const std::vector<std::string>& frames,
                                                           const Candidates& candidates) {
    std::map<std::string, std::set<std::string>> brands;
    for (const auto& candidate : candidates) {
        if (candidate.type != FieldType::Brand || candidate.confidence < kSureBrand) continue;
        brands[frames[candidate.reading]].insert(candidate.value);
    }
    return brands;
}

/// The line's own weak entries that `brand` in front of it makes stronger.
Candidates strengthened(const Reading& line, const Candidate& weak, const std::string& brand,
                        const Knowledge& knowledge) {
    auto named = line;
    named.text = brand + " " + line.text;
    Candidates found;
    for (auto& match : catalogFields(named, knowledge)) {
        match.confidence *= kAcrossLines;
        const bool same = match.type == weak.type && match.value == weak.value && match.maker == brand;
        if (!same || match.confidence <= weak.confidence) continue;
        match.reading = weak.reading;
        found.push_back(std::move(match));
    }
    return found;
}

}  // namespace

Candidates catalogContextFields(const std::vector<Reading>& readings, const std::vector<std::string>& frames,
                                const Candidates& candidates, const Knowledge& knowledge) {
    Candidates found;
    const auto brands = brandsByFrame(frames, candidates);
    for (const auto& weak : candidates) {
        if (weak.entry.empty() || weak.confidence >= kSureWithoutContext) continue;
        const auto named = brands.find(frames[weak.reading]);
        if (named == brands.end() || named->second.size() > kMostBrands || !isLine(readings[weak.reading]))
            continue;
        for (const auto& brand : named->second) {
            auto more = strengthened(readings[weak.reading], weak, brand, knowledge);
            std::move(more.begin(), more.end(), std::back_inserter(found));
        }
    }
    return found;
}

}  // namespace tidewaiter::ocr
