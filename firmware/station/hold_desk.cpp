#include "firmware/station/hold_desk.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "firmware/records/clock_state.h"
#include "firmware/station/sealed_case.h"

namespace tidewaiter::station {

using records::HoldState;
using records::IndexedHold;
using records::LegalHold;
using records::Record;

namespace {

Outcome<void> checkReason(const std::string& reason) {
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return refused(Why::Value, "hold.reason", "say why, with the number of the case for instance");
    if (reason.size() > HoldDesk::kMostReason)
        return refused(Why::Value, "hold.reason", "the reason is too long; name the case and leave the rest");
    return {};
}

}  // namespace

Outcome<std::vector<IndexedHold>> HoldDesk::inForce(const std::string& inspection) const {
    auto holds = index_.holds(inspection);
    if (!holds) return refused(Why::Failed, "evidence.unreadable", holds.error().message);
    return *holds;
}

Outcome<Record> HoldDesk::seal(const LegalHold& hold) const {
    Record record{records::RecordKind::Hold,
                  means_.newId(),
                  means_.now(),
                  store_.device(),
                  records::clockState(),
                  {},
                  contentOf(hold)};
    if (auto sealed = store_.seal(record); !sealed)
        return refused(Why::Failed, "evidence.not-sealed", sealed.error().message);
    means_.tell(
        "hold",
        {{"id", record.id}, {"state", records::kHoldStates.nameOf(hold.state)}, {"records", hold.records}});
    return record;
}

Outcome<IndexedHold> HoldDesk::place(const std::vector<std::string>& inspections, const std::string& reason,
                                     const std::string& by) {
    if (auto fine = checkReason(reason); !fine) return tl::unexpected(fine.error());
    if (inspections.empty() || inspections.size() > kMostInspections)
        return refused(
            Why::Value, "hold.inspections",
            "name the inspections that are kept, at most " + std::to_string(kMostInspections) + " at once");
    const std::lock_guard turn(turns_);
    for (const auto& id : inspections) {
        if (const auto known = sealedCase(store_.files(), id); !known) return tl::unexpected(known.error());
    }
    const auto record = seal({HoldState::Placed, by, reason, inspections});
    if (!record) return tl::unexpected(record.error());
    return IndexedHold{record->id, record->time, by, reason, inspections};
}

Outcome<void> HoldDesk::release(const std::string& id, const std::string& reason, const std::string& by) {
    if (auto fine = checkReason(reason); !fine) return fine;
    const std::lock_guard turn(turns_);
    const auto holds = inForce("");
    if (!holds) return tl::unexpected(holds.error());
    if (std::ranges::find(*holds, id, &IndexedHold::id) == holds->end())
        return refused(Why::Unknown, "hold.unknown", "this hold is not in force any more; reload the page");
    return seal({HoldState::Released, by, reason, {id}}).map([](const Record&) {});
}

}  // namespace tidewaiter::station
