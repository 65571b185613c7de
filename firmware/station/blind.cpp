#include "firmware/station/blind.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "ocr/fields/confusables.h"

namespace tidewaiter::station {

using inspection::Inspection;
using nlohmann::json;

namespace {

const ocr::Field* fieldOf(const Inspection& inspection, const std::string& id) {
    const auto found = std::find_if(inspection.fields.begin(), inspection.fields.end(),
                                    [&](const ocr::Field& field) { return field.id == id; });
    return found != inspection.fields.end() ? &*found : nullptr;
}

const vision::Region* regionOf(const Inspection& inspection, const std::string& id) {
    const auto found = std::find_if(inspection.regions.begin(), inspection.regions.end(),
                                    [&](const vision::Region& region) { return region.id == id; });
    return found != inspection.regions.end() ? &*found : nullptr;
}

/// What is compared of the numbers that the finding rests on.
std::set<std::string> keysOf(const Inspection& inspection, const inspection::Finding& finding) {
    std::set<std::string> keys;
    for (const auto& id : finding.fields) {
        const auto* field = fieldOf(inspection, id);
        const auto key = field != nullptr ? ocr::confusableKey(field->value) : std::string();
        if (!key.empty()) keys.insert(key);
    }
    return keys;
}

bool holdsOne(const std::string& text, const std::set<std::string>& keys) {
    const auto folded = ocr::confusableKey(text);
    return std::any_of(keys.begin(), keys.end(),
                       [&](const std::string& key) { return folded.find(key) != std::string::npos; });
}

/// Says that somebody is to look, and nothing of why: a rule or a severity would tell that there is a hit.
json withheldFinding() {
    return {{"withheld", true},
            {"rule", ""},
            {"severity", "inspect"},
            {"score", 0},
            {"message",
             "A number on this item needs your own eyes: type what stands in the place that is shown."},
            {"regions", json::array()},
            {"fields", json::array()},
            {"source", ""}};
}

/// The object with these keys alone, marked.
json only(const json& whole, const std::vector<std::string>& keys) {
    json part = {{"withheld", true}};
    for (const auto& key : keys) {
        if (whole.contains(key)) part[key] = whole.at(key);
    }
    return part;
}

void withholdReadings(json& inspection, const Inspection& read, const std::set<std::string>& keys) {
    auto& readings = inspection.at("readings");
    for (std::size_t i = 0; i < read.readings.size(); ++i) {
        const auto& reading = read.readings[i];
        const bool gives = holdsOne(reading.text, keys) || holdsOne(reading.bytes, keys) ||
                           std::any_of(reading.alternatives.begin(), reading.alternatives.end(),
                                       [&](const auto& other) { return holdsOne(other.text, keys); });
        if (!gives) continue;
        readings[i] = only(readings[i], {"id", "region", "kind", "quad", "reader", "symbology"});
        readings[i]["text"] = "";
        readings[i]["confidence"] = 0;
    }
}

void withholdFields(json& inspection, const Inspection& read, const std::set<std::string>& keys) {
    auto& fields = inspection.at("fields");
    for (std::size_t i = 0; i < read.fields.size(); ++i) {
        if (!holdsOne(read.fields[i].value, keys)) continue;
        fields[i] = only(fields[i], {"id", "type", "readings"});
        fields[i]["value"] = "";
        fields[i]["confidence"] = 0;
    }
}

}  // namespace

std::vector<std::size_t> blindFindings(const Inspection& inspection,
                                       const inspection::DecisionPolicy& policy) {
    std::vector<std::size_t> blind;
    for (std::size_t i = 0; i < inspection.findings.size(); ++i) {
        const auto& finding = inspection.findings[i];
        const bool named = std::find(policy.blindRules.begin(), policy.blindRules.end(), finding.rule) !=
                           policy.blindRules.end();
        if (named && blindPlace(inspection, i) && !keysOf(inspection, finding).empty()) blind.push_back(i);
    }
    return blind;
}

std::optional<BlindPlace> blindPlace(const Inspection& inspection, std::size_t index) {
    const auto& finding = inspection.findings.at(index);
    std::set<std::string> readings;
    for (const auto& id : finding.fields) {
        if (const auto* field = fieldOf(inspection, id))
            readings.insert(field->readings.begin(), field->readings.end());
    }
    std::set<std::string> places(finding.regions.begin(), finding.regions.end());
    const vision::Region* found = nullptr;
    for (const auto& reading : inspection.readings) {
        if (!readings.contains(reading.id) || reading.kind != ocr::ReadingKind::Text) continue;
        if ((found = regionOf(inspection, reading.region)) != nullptr)
            return BlindPlace{found->frame, found->quad};
    }
    for (const auto& region : inspection.regions) {
        if (!places.contains(region.id)) continue;
        if (found == nullptr || found->kind == vision::RegionKind::Barcode) found = &region;
    }
    return found != nullptr ? std::optional(BlindPlace{found->frame, found->quad}) : std::nullopt;
}

bool agrees(const Inspection& inspection, std::size_t finding, std::string_view typed) {
    return keysOf(inspection, inspection.findings.at(finding)).contains(ocr::confusableKey(typed));
}

json withheld(const Inspection& inspection, const std::vector<std::size_t>& hidden) {
    json whole = inspection;
    std::set<std::string> keys;
    for (const auto index : hidden) keys.merge(keysOf(inspection, inspection.findings.at(index)));
    if (keys.empty()) return whole;
    withholdReadings(whole, inspection, keys);
    withholdFields(whole, inspection, keys);
    for (std::size_t i = 0; i < inspection.findings.size(); ++i) {
        const bool asked = std::find(hidden.begin(), hidden.end(), i) != hidden.end();
        if (asked || holdsOne(inspection.findings[i].message, keys))
            whole.at("findings")[i] = withheldFinding();
    }
    whole["verdict"] = nullptr;
    return whole;
}

}  // namespace tidewaiter::station
