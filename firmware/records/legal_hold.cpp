#include "firmware/records/legal_hold.h"

#include "firmware/records/record_members.h"

namespace tidewaiter::records {

nlohmann::json contentOf(const LegalHold& hold) {
    return {{"state", kHoldStates.nameOf(hold.state)},
            {"by", hold.by},
            {"reason", hold.reason},
            {"records", hold.records}};
}

Expected<LegalHold> holdIn(const Record& record) {
    RecordMembers members(record.content);
    const auto state = kHoldStates.parse(members.text("state"));
    if (!state) members.miss("state");
    LegalHold hold{state.value_or(HoldState::Placed), members.text("by"), members.text("reason"),
                   members.texts("records")};
    if (members.missing().empty()) return hold;
    return tl::unexpected(
        noRecord("the hold " + record.id, "'" + members.missing() + "' is missing or wrong"));
}

}  // namespace tidewaiter::records
