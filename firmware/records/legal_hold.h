// LegalHold: somebody's word that inspections are kept, whatever the policy says, or that one such word is
// lifted. Thread rule: immutable values and pure functions, safe to use from any thread.
#pragma once

#include <string>
#include <vector>

#include "firmware/records/record.h"

namespace tidewaiter::records {

/// Names are written into records: never change these.
enum class HoldState { Placed, Released };

inline constexpr auto kHoldStates =
    makeNameTable<HoldState>({{HoldState::Placed, "placed"}, {HoldState::Released, "released"}});

struct LegalHold {
    HoldState state = HoldState::Placed;
    std::string by;      ///< who asked for it
    std::string reason;  ///< why: the number of a case, for instance
    /// Placed: ids of the inspections. Released: ids of the holds, since each is lifted by itself.
    std::vector<std::string> records;

    bool operator==(const LegalHold&) const = default;
};

[[nodiscard]] nlohmann::json contentOf(const LegalHold& hold);
/// Of a record of kind Hold; fails where its content is none.
[[nodiscard]] Expected<LegalHold> holdIn(const Record& record);

}  // namespace tidewaiter::records
