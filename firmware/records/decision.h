// Decision: what people made of an inspection: its verdict confirmed or overruled, by whom and why.
// Thread rule: immutable values and pure functions, safe to use from any thread.
//
// A record of its own beside the inspection's, which stays as it was sealed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firmware/inspection/verdict.h"
#include "firmware/records/record.h"

namespace tidewaiter::records {

/// Names are written into records: never change these.
enum class Choice { Confirmed, Overruled };

inline constexpr auto kChoices =
    makeNameTable<Choice>({{Choice::Confirmed, "confirmed"}, {Choice::Overruled, "overruled"}});

/// A listed number that was hidden until the officer had typed what they saw.
struct BlindConfirmation {
    std::string rule;    ///< of the finding: "watchlist.listed"
    std::string listed;  ///< what the program had read
    std::string typed;   ///< what the officer saw
    bool agrees = false;

    bool operator==(const BlindConfirmation&) const = default;
};

struct Decision {
    std::string inspection;  ///< id
    Choice choice = Choice::Confirmed;
    inspection::Verdict verdict = inspection::Verdict::Inspect;  ///< in effect from now on
    std::string reason;                                          ///< code of the policy; empty when confirmed
    std::string note;                                            ///< may be empty
    Signatory by;
    std::optional<Signatory> second;  ///< second officer
    std::vector<BlindConfirmation> confirmations;

    bool operator==(const Decision&) const = default;
};

[[nodiscard]] nlohmann::json contentOf(const Decision& decision);
/// Of a record of kind Decision; fails where its content is none.
[[nodiscard]] Expected<Decision> decisionIn(const Record& record);

}  // namespace tidewaiter::records
