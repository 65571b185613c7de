#include "firmware/records/record.h"

#include <algorithm>

#include "firmware/records/canonical_json.h"
#include "firmware/records/record_members.h"
#include "firmware/tuf/digest.h"

namespace tidewaiter::records {

namespace {

using nlohmann::json;

json imagesJson(const std::vector<Image>& images) {
    auto list = json::array();
    for (const auto& image : images) list.push_back({{"sha256", image.sha256}, {"bytes", image.bytes}});
    return list;
}

json clockJson(const ClockState& clock) {
    json object = {{"source", clock.source}, {"synchronized", clock.synchronized}};
    if (clock.maxErrorMs) object["max_error_ms"] = *clock.maxErrorMs;
    return object;
}

std::vector<Image> imagesIn(const json& list, RecordMembers& members) {
    std::vector<Image> images;
    if (!list.is_array()) return images;
    for (const auto& one : list) {
        RecordMembers inside(one);
        images.push_back({inside.text("sha256"), inside.number("bytes")});
        if (!inside.missing().empty() || !tuf::isSha256Hex(images.back().sha256)) members.miss("images");
    }
    return images;
}

ClockState clockIn(const json& object, RecordMembers& members) {
    RecordMembers inside(object);
    ClockState clock{inside.text("source"), inside.truth("synchronized"), {}};
    if (object.is_object() && object.contains("max_error_ms")) {
        if (object["max_error_ms"].is_number())
            clock.maxErrorMs = object["max_error_ms"].get<double>();
        else
            members.miss("clock");
    }
    if (!inside.missing().empty()) members.miss("clock");
    return clock;
}

}  // namespace

std::string bytesOf(const Record& record) {
    json object = {{"schema", kRecordSchema},
                   {"kind", kRecordKinds.nameOf(record.kind)},
                   {"id", record.id},
                   {"time", record.time},
                   {"device", record.device},
                   {"clock", clockJson(record.clock)},
                   {"images", imagesJson(record.images)},
                   {std::string(kRecordKinds.nameOf(record.kind)), record.content}};
    if (record.by) object["by"] = contentOf(*record.by);
    return canonicalJson(object) + "\n";
}

Expected<Record> parseRecord(std::string_view bytes, const std::string& place) {
    const auto object = json::parse(bytes, nullptr, false);
    if (object.is_discarded()) return tl::unexpected(noRecord(place, "it is no JSON"));
    RecordMembers members(object);
    if (members.number("schema") != kRecordSchema)
        return tl::unexpected(noRecord(place, "its schema is not " + std::to_string(kRecordSchema)));
    const auto kind = kRecordKinds.parse(members.text("kind"));
    if (!kind) return tl::unexpected(noRecord(place, "its kind is not known"));
    Record record;
    record.kind = *kind;
    record.id = members.text("id");
    record.time = members.text("time");
    record.device = members.text("device");
    record.clock = clockIn(members.get("clock", json::value_t::object), members);
    record.images = imagesIn(members.get("images", json::value_t::array), members);
    record.content = members.get(std::string(kRecordKinds.nameOf(*kind)).c_str(), json::value_t::object);
    if (object.contains("by")) record.by = signatoryIn(object["by"], members, "by");
    if (!members.missing().empty())
        return tl::unexpected(noRecord(place, "'" + members.missing() + "' is missing or wrong"));
    return record;
}

json contentOf(const Signatory& person) {
    return {{"id", person.id}, {"name", person.name}, {"role", person.role}};
}

Signatory signatoryIn(const json& object, RecordMembers& members, const std::string& name) {
    RecordMembers inside(object);
    Signatory person{inside.text("id"), inside.text("name"), inside.text("role")};
    if (!inside.missing().empty()) members.miss(name);
    return person;
}

json contentOf(const HandOver& handOver) {
    return {{"from", handOver.from},
            {"to", handOver.to},
            {"seal", handOver.seal},
            {"note", handOver.note},
            {"records", handOver.records}};
}

Expected<HandOver> handOverIn(const Record& record) {
    RecordMembers members(record.content);
    HandOver handOver{members.text("from"), members.text("to"), members.text("seal"), members.text("note"),
                      members.texts("records")};
    if (members.missing().empty()) return handOver;
    return tl::unexpected(
        noRecord("the hand-over " + record.id, "'" + members.missing() + "' is missing or wrong"));
}

}  // namespace tidewaiter::records
