#include "ocr/fields/caption_fields.h"

#include <algorithm>

#include "ocr/fields/ascii.h"

namespace tidewaiter::ocr {

namespace {

double strengthOf(const CaptionPair& pair) {
    switch (pair.place) {
        case ValuePlace::SameLine:
            return pair.separated ? 0.97 : 0.9;
        case ValuePlace::Right:
            return 0.9;
        case ValuePlace::Below:
            return 0.8;
    }
    return 0;
}

/// A free text says little about whether it is the value; a code of the right form does.
double strengthOf(FieldType type) {
    const bool name = type == FieldType::Party || type == FieldType::Shipper || type == FieldType::Consignee;
    return name || type == FieldType::Model ? 0.9 : 1.0;
}

/// How sure it is that this value stands behind this caption. The reading of a caption elsewhere may be wrong
/// too.
double trustIn(const CaptionPair& pair, const std::vector<Reading>& readings) {
    const double value = trustIn(readings[pair.valueReading], pair.value.text);
    if (pair.place == ValuePlace::SameLine) return value;
    return std::min(value, trustIn(readings[pair.captionReading]));
}

/// Whether a caption of this kind leaves open that the value is a part number or a date code after all.
bool leavesOpen(models::CaptionKind kind, FieldType type) {
    using models::CaptionKind;
    if (type == FieldType::DateCode) return kind == CaptionKind::Date;
    return kind == CaptionKind::PartNumber || kind == CaptionKind::Model || kind == CaptionKind::Goods;
}

bool explains(const CaptionPair& pair, const Candidate& candidate) {
    if (candidate.type != FieldType::PartNumber && candidate.type != FieldType::DateCode) return false;
    return pair.valueReading == candidate.reading && !leavesOpen(pair.kind, candidate.type) &&
           joinedKey(pair.value.text).find(joinedKey(candidate.value)) != std::string::npos;
}

}  // namespace

std::vector<Candidate> captionFields(const std::vector<CaptionPair>& pairs,
                                     const std::vector<Reading>& readings) {
    std::vector<Candidate> found;
    for (const auto& pair : pairs) {
        const auto type = fieldOf(pair.kind);
        if (!type || pair.value.value.empty()) continue;
        Candidate candidate;
        candidate.type = *type;
        candidate.value = pair.value.value;
        candidate.reading = pair.valueReading;
        candidate.evidence = Evidence::Captioned;
        candidate.confidence = trustIn(pair, readings) * strengthOf(pair) * strengthOf(*type);
        found.push_back(std::move(candidate));
    }
    return found;
}

std::vector<Candidate> withoutExplained(std::vector<Candidate> candidates,
                                        const std::vector<CaptionPair>& pairs) {
    candidates.erase(std::remove_if(candidates.begin(), candidates.end(),
                                    [&](const Candidate& candidate) {
                                        return candidate.evidence == Evidence::Shape &&
                                               std::any_of(pairs.begin(), pairs.end(),
                                                           [&](const CaptionPair& pair) {
                                                               return explains(pair, candidate);
                                                           });
                                    }),
                     candidates.end());
    return candidates;
}

}  // namespace tidewaiter::ocr
