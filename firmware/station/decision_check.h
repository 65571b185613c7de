// DecisionCheck: whether a decision may be made as it is asked for.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <optional>
#include <string>

#include "firmware/inspection/policy.h"
#include "firmware/station/case.h"
#include "firmware/station/refusal.h"

namespace tidewaiter::station {

/// What an officer asks for.
struct DecisionOrder {
    records::Choice choice = records::Choice::Confirmed;
    std::optional<inspection::Verdict> verdict{};  ///< in effect, when overruled
    std::string reason{};                          ///< code, when overruled
    std::string note{};
    std::optional<records::Signatory> second{};  ///< who has proved who they are
};

/// The decision that is to be sealed. Fails where numbers have still to be typed, where the policy asks for a
/// second officer and there is none or the same, and where reason, note or verdict are missing.
[[nodiscard]] Outcome<records::Decision> checkedDecision(const Case& one, const DecisionOrder& order,
                                                         const records::Signatory& by,
                                                         const inspection::DecisionPolicy& policy);

}  // namespace tidewaiter::station
