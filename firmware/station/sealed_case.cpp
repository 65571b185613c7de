#include "firmware/station/sealed_case.h"

#include "firmware/inspection/parse_inspection.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::station {

namespace {

Outcome<records::Record> readRecord(const records::EvidenceFiles& files, const std::string& id) {
    const auto unknown = [&] {
        return refused(Why::Unknown, "inspection.unknown",
                       "there is no inspection '" + id + "' here; look for it in the history");
    };
    if (!records::isRecordId(id)) return unknown();
    const auto file = files.record(id);
    const auto bytes = tuf::readFile(file);
    if (!bytes) return refused(Why::Failed, "evidence.unreadable", bytes.error().message);
    if (!*bytes) return unknown();
    auto record = records::parseRecord(**bytes, "the record " + id);
    if (!record) return refused(Why::Failed, "evidence.unreadable", record.error().message);
    return *record;
}

records::Image imageOf(const records::Record& record, const std::string& sha256) {
    for (const auto& image : record.images) {
        if (image.sha256 == sha256) return image;
    }
    return {sha256, 0};
}

Photo photoOf(const vision::Frame& frame, std::size_t number, const records::Record& record) {
    std::vector<records::Image> repeats;
    for (const auto& repeat : frame.repeats) repeats.push_back(imageOf(record, repeat.sha256));
    return {"p" + std::to_string(number),  Step::Other,        frame.width,  frame.height,
            imageOf(record, frame.sha256), std::move(repeats), frame.source, frame.quality.hint};
}

}  // namespace

Outcome<Case> sealedCase(const records::EvidenceFiles& files, const std::string& id) {
    const auto record = readRecord(files, id);
    if (!record) return tl::unexpected(record.error());
    if (record->kind != records::RecordKind::Inspection)
        return refused(Why::Unknown, "inspection.unknown", "the record " + id + " is no inspection");
    auto inspection = inspection::parseInspection(record->content, "the record " + id);
    if (!inspection) return refused(Why::Failed, "evidence.unreadable", inspection.error().message);
    Case one;
    one.id = id;
    one.state = CaseState::Judged;
    one.opened = inspection->time;
    if (record->by) one.by = *record->by;
    one.declaration = inspection->declaration;
    for (const auto& frame : inspection->frames)
        one.photos.push_back(photoOf(frame, one.photos.size() + 1, *record));
    one.photosTaken = one.photos.size();
    one.sealed = true;
    one.result = std::make_shared<const inspection::Inspection>(std::move(*inspection));
    return one;
}

Outcome<Case> withDecision(Case judged, const records::EvidenceFiles& files, const std::string& id) {
    const auto record = readRecord(files, id);
    if (!record) return tl::unexpected(record.error());
    auto decision = records::decisionIn(*record);
    if (!decision) return refused(Why::Failed, "evidence.unreadable", decision.error().message);
    judged.state = CaseState::Decided;
    judged.decided = record->time;
    judged.decision = std::move(*decision);
    return judged;
}

}  // namespace tidewaiter::station
