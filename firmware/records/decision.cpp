#include "firmware/records/decision.h"

#include "firmware/records/record_members.h"

namespace tidewaiter::records {

using nlohmann::json;

namespace {

BlindConfirmation confirmationIn(const json& object, RecordMembers& members) {
    RecordMembers inside(object);
    BlindConfirmation confirmation{inside.text("rule"), inside.text("listed"), inside.text("typed"),
                                   inside.truth("agrees")};
    if (!inside.missing().empty()) members.miss("confirmations");
    return confirmation;
}

}  // namespace

json contentOf(const Decision& decision) {
    json confirmations = json::array();
    for (const auto& one : decision.confirmations)
        confirmations.push_back(
            {{"rule", one.rule}, {"listed", one.listed}, {"typed", one.typed}, {"agrees", one.agrees}});
    json object = {{"inspection", decision.inspection},
                   {"choice", kChoices.nameOf(decision.choice)},
                   {"verdict", inspection::kVerdicts.nameOf(decision.verdict)},
                   {"reason", decision.reason},
                   {"note", decision.note},
                   {"by", contentOf(decision.by)},
                   {"confirmations", confirmations}};
    if (decision.second) object["second"] = contentOf(*decision.second);
    return object;
}

Expected<Decision> decisionIn(const Record& record) {
    RecordMembers members(record.content);
    Decision decision;
    decision.inspection = members.text("inspection");
    decision.reason = members.text("reason");
    decision.note = members.text("note");
    const auto choice = kChoices.parse(members.text("choice"));
    const auto verdict = inspection::kVerdicts.parse(members.text("verdict"));
    if (!choice) members.miss("choice");
    if (!verdict) members.miss("verdict");
    decision.choice = choice.value_or(Choice::Confirmed);
    decision.verdict = verdict.value_or(inspection::Verdict::Inspect);
    decision.by = signatoryIn(members.get("by", json::value_t::object), members, "by");
    for (const auto& one : members.get("confirmations", json::value_t::array))
        decision.confirmations.push_back(confirmationIn(one, members));
    if (record.content.is_object() && record.content.contains("second"))
        decision.second = signatoryIn(record.content["second"], members, "second");
    if (members.missing().empty()) return decision;
    return tl::unexpected(
        noRecord("the decision " + record.id, "'" + members.missing() + "' is missing or wrong"));
}

}  // namespace tidewaiter::records
