#include "ocr/fields/merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace tidewaiter::ocr {

namespace {

/// All candidates of one field.
struct Group {
    std::map<std::size_t, double> confidenceByReading;
    std::set<std::size_t> contradictedBy;
    std::string entry;
    std::string maker;
    double entryConfidence = -1;
    double makerConfidence = -1;
};

void add(Group& group, const Candidate& candidate) {
    auto& confidence = group.confidenceByReading[candidate.reading];
    confidence = std::max(confidence, candidate.confidence);
    group.contradictedBy.insert(candidate.contradictedBy.begin(), candidate.contradictedBy.end());
    if (!candidate.entry.empty() && candidate.confidence > group.entryConfidence) {
        group.entry = candidate.entry;
        group.maker = candidate.maker;
        group.entryConfidence = candidate.confidence;
    }
    if (group.entry.empty() && !candidate.maker.empty() && candidate.confidence > group.makerConfidence) {
        group.maker = candidate.maker;
        group.makerConfidence = candidate.confidence;
    }
}

double combinedConfidence(const Group& group, const std::vector<Reading>& readings) {
    double doubt = 1;
    double best = 0;
    for (const auto& [reading, confidence] : group.confidenceByReading) {
        best = std::max(best, confidence);
        if (readings[reading].confidence >= kSureEnough) doubt *= 1 - confidence;
    }
    return std::min(std::max(best, 1 - doubt), kSurest);
}

Field fieldOf(FieldType type, const std::string& value, const Group& group,
              const std::vector<Reading>& readings) {
    Field field;
    field.type = type;
    field.value = value;
    field.confidence = combinedConfidence(group, readings);
    for (const auto& [reading, confidence] : group.confidenceByReading)
        field.readings.push_back(readings[reading].id);
    for (const auto reading : group.contradictedBy) {
        if (group.confidenceByReading.count(reading) == 0) field.contradicts.push_back(readings[reading].id);
    }
    field.entry = group.entry;
    field.maker = group.maker;
    return field;
}

}  // namespace

std::vector<Field> mergedFields(const std::vector<Candidate>& candidates,
                                const std::vector<Reading>& readings) {
    std::map<std::pair<FieldType, std::string>, Group> groups;
    for (const auto& candidate : candidates) add(groups[{candidate.type, candidate.value}], candidate);
    std::vector<Field> fields;
    for (const auto& [key, group] : groups) {
        auto field = fieldOf(key.first, key.second, group, readings);
        if (field.confidence >= kLeast) fields.push_back(std::move(field));
    }
    std::stable_sort(fields.begin(), fields.end(), [](const Field& a, const Field& b) {
        return std::tuple(a.type, -a.confidence) < std::tuple(b.type, -b.confidence);
    });
    return fields;
}

}  // namespace tidewaiter::ocr
