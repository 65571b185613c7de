#include "firmware/evidence/case_index.h"

#include <algorithm>

namespace tidewaiter::evidence {

namespace {

template <class Part>
std::map<std::string_view, const Part*> byId(const std::vector<Part>& parts) {
    std::map<std::string_view, const Part*> index;
    for (const auto& part : parts) index.emplace(part.id, &part);
    return index;
}

template <class Part>
const Part* lookUp(const std::map<std::string_view, const Part*>& index, std::string_view id) {
    const auto found = index.find(id);
    return found == index.end() ? nullptr : found->second;
}

}  // namespace

CaseIndex::CaseIndex(const inspection::Inspection& inspection)
    : frames_(byId(inspection.frames)),
      regions_(byId(inspection.regions)),
      readings_(byId(inspection.readings)),
      fields_(byId(inspection.fields)) {
    for (const auto& reading : inspection.readings) readingsByRegion_[reading.region].push_back(&reading);
    number(inspection);
}

const vision::Frame* CaseIndex::frame(std::string_view id) const {
    return lookUp(frames_, id);
}
const vision::Region* CaseIndex::region(std::string_view id) const {
    return lookUp(regions_, id);
}
const ocr::Reading* CaseIndex::reading(std::string_view id) const {
    return lookUp(readings_, id);
}
const ocr::Field* CaseIndex::field(std::string_view id) const {
    return lookUp(fields_, id);
}

const std::vector<const ocr::Reading*>& CaseIndex::readingsIn(std::string_view regionId) const {
    static const std::vector<const ocr::Reading*> kNone;
    const auto found = readingsByRegion_.find(regionId);
    return found == readingsByRegion_.end() ? kNone : found->second;
}

std::vector<const vision::Region*> CaseIndex::evidenceOf(const inspection::Finding& finding) const {
    std::vector<const vision::Region*> evidence;
    const auto add = [&](std::string_view id) {
        const auto* found = region(id);
        if (found && std::find(evidence.begin(), evidence.end(), found) == evidence.end()) {
            evidence.push_back(found);
        }
    };
    for (const auto& id : finding.regions) add(id);
    for (const auto& fieldId : finding.fields) {
        const auto* understood = field(fieldId);
        if (!understood) continue;
        for (const auto& readingId : understood->readings) {
            if (const auto* read = reading(readingId)) add(read->region);
        }
    }
    return evidence;
}

const Mark* CaseIndex::markOf(std::string_view regionId) const {
    const auto found = markByRegion_.find(regionId);
    return found == markByRegion_.end() ? nullptr : &marks_[found->second];
}

void CaseIndex::number(const inspection::Inspection& inspection) {
    for (const auto& finding : inspection.findings) {
        for (const auto* evidence : evidenceOf(finding)) {
            const auto [place, isNew] = markByRegion_.emplace(evidence->id, marks_.size());
            if (isNew) marks_.push_back({static_cast<int>(marks_.size()) + 1, finding.severity, evidence});
            auto& mark = marks_[place->second];
            mark.severity = std::max(mark.severity, finding.severity);
        }
    }
}

}  // namespace tidewaiter::evidence
