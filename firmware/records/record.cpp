#include "firmware/records/record.h"

#include <algorithm>

#include "firmware/records/canonical_json.h"

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

/// Takes members out of a JSON object and remembers the first that is missing or of another type.
class Members {
  public:
    explicit Members(const json& object) : object_(object) {}

    const json& get(const char* name, json::value_t type) {
        static const json none;
        const auto found = object_.is_object() ? object_.find(name) : object_.end();
        const bool fits = object_.is_object() && found != object_.end() &&
                          (found->type() == type || (type == json::value_t::number_unsigned &&
                                                     found->is_number_integer() && *found >= 0));
        if (fits) return *found;
        if (missing_.empty()) missing_ = name;
        return none;
    }
    std::string text(const char* name) {
        const auto& value = get(name, json::value_t::string);
        return value.is_string() ? value.get<std::string>() : std::string();
    }
    bool truth(const char* name) {
        const auto& value = get(name, json::value_t::boolean);
        return value.is_boolean() && value.get<bool>();
    }
    std::uint64_t number(const char* name) {
        const auto& value = get(name, json::value_t::number_unsigned);
        return value.is_number() ? value.get<std::uint64_t>() : 0;
    }
    /// Name of the first member that is missing or of another type; empty while there is none.
    [[nodiscard]] const std::string& missing() const { return missing_; }
    void miss(const std::string& name) {
        if (missing_.empty()) missing_ = name;
    }

  private:
    const json& object_;
    std::string missing_;
};

bool isSha256(const std::string& text) {
    constexpr std::size_t kDigits = 64;
    return text.size() == kDigits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::vector<Image> imagesIn(const json& list, Members& members) {
    std::vector<Image> images;
    if (!list.is_array()) return images;
    for (const auto& one : list) {
        Members inside(one);
        images.push_back({inside.text("sha256"), inside.number("bytes")});
        if (!inside.missing().empty() || !isSha256(images.back().sha256)) members.miss("images");
    }
    return images;
}

ClockState clockIn(const json& object, Members& members) {
    Members inside(object);
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

Error noRecord(const std::string& place, const std::string& why) {
    return {place + " is no record of this program (" + why + "); restore it from a copy of the evidence"};
}

}  // namespace

std::string bytesOf(const Record& record) {
    const json object = {{"schema", kRecordSchema},
                         {"kind", kRecordKinds.nameOf(record.kind)},
                         {"id", record.id},
                         {"time", record.time},
                         {"device", record.device},
                         {"clock", clockJson(record.clock)},
                         {"images", imagesJson(record.images)},
                         {std::string(kRecordKinds.nameOf(record.kind)), record.content}};
    return canonicalJson(object) + "\n";
}

Expected<Record> parseRecord(std::string_view bytes, const std::string& place) {
    const auto object = json::parse(bytes, nullptr, false);
    if (object.is_discarded()) return tl::unexpected(noRecord(place, "it is no JSON"));
    Members members(object);
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
    if (!members.missing().empty())
        return tl::unexpected(noRecord(place, "'" + members.missing() + "' is missing or wrong"));
    return record;
}

json contentOf(const HandOver& handOver) {
    return {{"from", handOver.from},
            {"to", handOver.to},
            {"seal", handOver.seal},
            {"note", handOver.note},
            {"records", handOver.records}};
}

Expected<HandOver> handOverIn(const Record& record) {
    Members members(record.content);
    HandOver handOver{
        members.text("from"), members.text("to"), members.text("seal"), members.text("note"), {}};
    for (const auto& id : members.get("records", json::value_t::array)) {
        if (id.is_string())
            handOver.records.push_back(id.get<std::string>());
        else
            members.miss("records");
    }
    if (members.missing().empty()) return handOver;
    return tl::unexpected(
        noRecord("the hand-over " + record.id, "'" + members.missing() + "' is missing or wrong"));
}

}  // namespace tidewaiter::records
