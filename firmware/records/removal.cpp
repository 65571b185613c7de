#include "firmware/records/removal.h"

#include <algorithm>

#include "firmware/files/durable_file.h"
#include "firmware/records/record_members.h"
#include "firmware/tuf/digest.h"

namespace tidewaiter::records {

using nlohmann::json;

namespace {

RemovedInspection inspectionIn(const json& object, RecordMembers& members) {
    RecordMembers inside(object);
    RemovedInspection one{inside.text("id"), inside.text("time"), inside.text("verdict"),
                          inside.number("keep_days")};
    if (!inside.missing().empty() || !isRecordId(one.id)) members.miss("inspections");
    return one;
}

Image imageIn(const json& object, RecordMembers& members) {
    RecordMembers inside(object);
    Image image{inside.text("sha256"), inside.number("bytes")};
    if (!inside.missing().empty() || !tuf::isSha256Hex(image.sha256)) members.miss("images");
    return image;
}

}  // namespace

json contentOf(const Removal& removal) {
    auto inspections = json::array();
    auto images = json::array();
    for (const auto& one : removal.inspections)
        inspections.push_back(
            {{"id", one.id}, {"time", one.time}, {"verdict", one.verdict}, {"keep_days", one.keepDays}});
    for (const auto& image : removal.images)
        images.push_back({{"sha256", image.sha256}, {"bytes", image.bytes}});
    return {{"policy", removal.policy},
            {"title", removal.title},
            {"inspections", inspections},
            {"images", images}};
}

Expected<Removal> removalIn(const Record& record) {
    RecordMembers members(record.content);
    Removal removal{members.text("policy"), members.text("title"), {}, {}};
    for (const auto& one : members.get("inspections", json::value_t::array))
        removal.inspections.push_back(inspectionIn(one, members));
    for (const auto& one : members.get("images", json::value_t::array))
        removal.images.push_back(imageIn(one, members));
    if (members.missing().empty()) return removal;
    return tl::unexpected(
        noRecord("the removal " + record.id, "'" + members.missing() + "' is missing or wrong"));
}

Expected<void> removeFiles(const Removal& removal, const EvidenceFiles& files) {
    std::vector<std::filesystem::path> gone;
    for (const auto& one : removal.inspections) gone.push_back(files.record(one.id));
    for (const auto& image : removal.images) gone.push_back(files.image(image.sha256));
    return files::removeFiles(gone);
}

}  // namespace tidewaiter::records
