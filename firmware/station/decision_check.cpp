#include "firmware/station/decision_check.h"

#include <algorithm>

#include "firmware/station/case_json.h"

namespace tidewaiter::station {

using records::Choice;

namespace {

constexpr std::size_t kMaxNote = 4000;  // bytes: a page of text

template <class T>
bool contains(const std::vector<T>& list, const T& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

Outcome<void> checkReason(const DecisionOrder& order, const inspection::DecisionPolicy& policy) {
    if (!contains(policy.overruleReasons, order.reason))
        return refused(Why::Value, "decision.reason",
                       "say why the verdict is overruled: choose one of the reasons");
    if (order.reason == "other" && order.note.empty())
        return refused(Why::Value, "decision.note",
                       "a note is needed where the reason is another one: write down what you found");
    return {};
}

Outcome<void> checkSecond(const Case& one, const DecisionOrder& order, const records::Signatory& by,
                          const inspection::DecisionPolicy& policy) {
    const bool needed = contains(policy.secondOfficerFor, one.result->verdict);
    if (needed && !order.second)
        return refused(Why::Permission, "decision.second-needed",
                       "this verdict is only overruled by two: let a second officer log in here");
    if (order.second && order.second->id == by.id)
        return refused(Why::Permission, "decision.same-officer",
                       "the second officer is the first one; it has to be somebody else");
    return {};
}

/// The numbers that were hidden, with what the officer saw.
std::vector<records::BlindConfirmation> confirmationsOf(const Case& one) {
    std::vector<records::BlindConfirmation> confirmations;
    for (const auto& typed : one.typed) {
        const auto& finding = one.result->findings.at(typed.finding);
        std::string listed;
        for (const auto& field : one.result->fields) {
            if (contains(finding.fields, field.id)) listed += (listed.empty() ? "" : ", ") + field.value;
        }
        confirmations.push_back({finding.rule, listed, typed.text, typed.agrees});
    }
    return confirmations;
}

}  // namespace

Outcome<records::Decision> checkedDecision(const Case& one, const DecisionOrder& order,
                                           const records::Signatory& by,
                                           const inspection::DecisionPolicy& policy) {
    if (one.state != CaseState::Judged || !one.result)
        return refused(Why::State, "inspection.state",
                       one.state == CaseState::Decided
                           ? "this inspection was decided already; reload the page"
                           : "this inspection has no verdict yet; wait for it");
    if (!hiddenFindings(one, policy).empty())
        return refused(Why::State, "decision.blind", "first type the number that stands in the place shown");
    if (order.note.size() > kMaxNote)
        return refused(Why::Value, "decision.note", "the note is too long; write at most a page");
    records::Decision decision{one.id,     order.choice, one.result->verdict, "",
                               order.note, by,           order.second,        confirmationsOf(one)};
    if (order.choice == Choice::Confirmed) return decision;
    if (!order.verdict || *order.verdict == one.result->verdict)
        return refused(Why::Value, "decision.verdict",
                       "say which verdict is to be in effect instead: another one than the machine's");
    if (auto fits = checkReason(order, policy); !fits) return tl::unexpected(fits.error());
    if (auto fits = checkSecond(one, order, by, policy); !fits) return tl::unexpected(fits.error());
    decision.verdict = *order.verdict;
    decision.reason = order.reason;
    return decision;
}

}  // namespace tidewaiter::station
