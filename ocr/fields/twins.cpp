#include "ocr/fields/twins.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "ocr/fields/ascii.h"
#include "ocr/fields/confusables.h"
#include "ocr/fields/layout.h"
#include "ocr/fields/normalize.h"
#include "ocr/fields/vendor_codes.h"

namespace tidewaiter::ocr {

namespace {

using Candidates = std::vector<Candidate>;

constexpr double kPlainTwin = 0.97;
constexpr double kPrint = 0.9;
constexpr double kContradicted = 0.5;
constexpr std::size_t kShortestLikeness = 6;
constexpr int kMostDifferences = 2;

/// Fields that a label gives to each item alone, so that two of them beside each other must agree.
constexpr std::array kTellingTypes = {
    FieldType::SerialNumber, FieldType::PartNumber, FieldType::Lot,        FieldType::HsCode,
    FieldType::Gtin,         FieldType::Sscc,       FieldType::MacAddress, FieldType::Seal,
    FieldType::Tracking,     FieldType::Container,  FieldType::Imei,       FieldType::LicensePlate};

/// Fields that several items share: only a captioned line directly at the barcode must agree with it.
constexpr std::array kSharedTypes = {FieldType::DateCode,        FieldType::Quantity,
                                     FieldType::CountryOfOrigin, FieldType::PackageCount,
                                     FieldType::GrossWeight,     FieldType::NetWeight};

bool isTelling(FieldType type) {
    return std::find(kTellingTypes.begin(), kTellingTypes.end(), type) != kTellingTypes.end();
}

bool isShared(FieldType type) {
    return std::find(kSharedTypes.begin(), kSharedTypes.end(), type) != kSharedTypes.end();
}

bool isCoded(const Candidate& candidate) {
    return candidate.evidence == Evidence::Coded;
}

bool isCaptioned(const Candidate& candidate) {
    return candidate.evidence == Evidence::Captioned;
}

/// Candidates of plain barcodes by the caption of their printed twin.
Candidates plainTwins(const Candidates& candidates, const std::vector<Reading>& readings) {
    std::set<std::size_t> split;
    for (const auto& candidate : candidates) {
        if (isCoded(candidate)) split.insert(candidate.reading);
    }
    Candidates found;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (readings[i].kind != ReadingKind::Barcode || split.count(i) > 0 || !isLine(readings[i])) continue;
        const auto& content = contentOf(readings[i]);
        for (const auto& print : candidates) {
            if (!isCaptioned(print) || !isTelling(print.type)) continue;
            if (confusableKey(content) != confusableKey(print.value)) continue;
            const auto value = normalized(print.type, content);
            if (!value) continue;
            found.push_back({print.type, *value, trustIn(readings[i]) * kPlainTwin, Evidence::Coded});
            found.back().reading = i;
        }
    }
    return found;
}

/// Lines that print the value of a coded candidate, each as a candidate of the same field.
Candidates supports(const Candidates& candidates, const std::vector<Reading>& readings,
                    const std::vector<std::string>& frames, const PrintedWords& printed) {
    Candidates found;
    for (const auto& code : candidates) {
        if (!isCoded(code) || !isTelling(code.type)) continue;
        for (const auto place : printed.find(code.value)) {
            if (frames[place] != frames[code.reading]) continue;
            auto support = code;
            support.confidence = trustIn(readings[place]) * kPrint;
            support.evidence = Evidence::Shape;
            support.reading = place;
            found.push_back(std::move(support));
        }
    }
    return found;
}

/// Dell prints beside a service tag the same number to base 10: a line that holds it names the maker and
/// makes the tag sure, for no other seven characters give it.
Candidates expressServiceCodes(const Candidates& candidates, const std::vector<Reading>& readings,
                               const std::vector<std::string>& frames, const PrintedWords& printed) {
    Candidates found;
    for (const auto& tag : candidates) {
        const auto code = tag.type == FieldType::SerialNumber ? expressServiceCode(tag.value) : 0;
        if (code == 0) continue;
        for (const auto place : printed.find(std::to_string(code))) {
            if (frames[place] != frames[tag.reading] || place == tag.reading) continue;
            found.push_back(
                {tag.type, tag.value, trustIn(readings[place]) * kPrint, Evidence::Named, "", "Dell"});
            found.back().reading = place;
        }
    }
    return found;
}

/// Takes away printed candidates that a barcode corrects: same field, same print, other confusables.
void dropCorrected(Candidates& candidates) {
    const auto corrected = [&](const Candidate& print) {
        return !isCoded(print) && isTelling(print.type) &&
               std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& code) {
                   return isCoded(code) && code.type == print.type &&
                          differOnlyByConfusables(code.value, print.value);
               });
    };
    // Decided before anything moves: remove_if would shift the candidates that it is compared with.
    std::vector<bool> dropped;
    for (const auto& candidate : candidates) dropped.push_back(corrected(candidate));
    Candidates kept;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!dropped[i]) kept.push_back(std::move(candidates[i]));
    }
    candidates = std::move(kept);
}

/// Same length and nearly the same characters: one thing read in two ways.
bool areAlike(const std::string& one, const std::string& other) {
    const auto a = joinedKey(one);
    const auto b = joinedKey(other);
    if (a.size() != b.size() || a.size() < kShortestLikeness) return false;
    int differences = 0;
    for (std::size_t i = 0; i < a.size(); ++i) differences += a[i] != b[i] ? 1 : 0;
    return differences <= kMostDifferences;
}

bool hasPartner(const Candidate& candidate, const Candidates& candidates) {
    return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& other) {
        return other.reading != candidate.reading && other.type == candidate.type &&
               other.value == candidate.value;
    });
}

/// Whether two values of one type can be held against each other: a week and a day are two notations of what
/// may be one date.
bool areComparable(const Candidate& code, const Candidate& print) {
    if (code.type != print.type || code.value == print.value) return false;
    return code.type != FieldType::DateCode || code.value.size() == print.value.size();
}

bool areTwins(const Candidate& code, const Candidate& print, const std::vector<Reading>& readings,
              const std::vector<std::string>& frames) {
    if (!areComparable(code, print) || frames[code.reading] != frames[print.reading]) return false;
    const bool beside = isBeside(readings[print.reading].quad, readings[code.reading].quad);
    if (isShared(code.type)) return beside && isCaptioned(print);
    const bool alike = areAlike(code.value, print.value);
    // A part number without a caption may be another's, unless it stands there and is nearly the same.
    if (!isCaptioned(print)) return code.type == FieldType::PartNumber && alike && beside;
    return alike || beside;
}

/// Where neither has found anyone to agree with: twins of sequential numbers stand close on real labels.
void markContradictions(Candidates& candidates, const std::vector<Reading>& readings,
                        const std::vector<std::string>& frames) {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto& code = candidates[i];
        const bool compared = isTelling(code.type) || isShared(code.type);
        if (!isCoded(code) || !compared || hasPartner(code, candidates)) continue;
        for (std::size_t j = 0; j < candidates.size(); ++j) {
            const auto& print = candidates[j];
            if (isCoded(print) || readings[print.reading].kind != ReadingKind::Text) continue;
            if (!areTwins(code, print, readings, frames) || hasPartner(print, candidates)) continue;
            found.emplace_back(i, j);
        }
    }
    for (const auto& [code, print] : found) {
        candidates[code].contradictedBy.push_back(candidates[print].reading);
        if (candidates[print].contradictedBy.empty()) candidates[print].confidence *= kContradicted;
        candidates[print].contradictedBy.push_back(candidates[code].reading);
    }
}

}  // namespace

Candidates comparedWithPrint(Candidates candidates, const std::vector<Reading>& readings,
                             const std::vector<std::string>& frames, const PrintedWords& printed) {
    const auto append = [&](Candidates more) {
        std::move(more.begin(), more.end(), std::back_inserter(candidates));
    };
    append(plainTwins(candidates, readings));
    append(supports(candidates, readings, frames, printed));
    append(expressServiceCodes(candidates, readings, frames, printed));
    dropCorrected(candidates);
    markContradictions(candidates, readings, frames);
    return candidates;
}

}  // namespace tidewaiter::ocr
