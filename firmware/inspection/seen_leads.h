// Seen leads: what was counted on a package, as far as an accusation may rest on it.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <optional>
#include <string>

#include "models/package_codes.h"
#include "vision/region.h"

namespace tidewaiter::inspection {

struct SeenLeads {
    int total = 0;
    int sides = 0;  ///< that have leads: 2 or 4

    bool operator==(const SeenLeads&) const = default;
};

/// The leads of `package`; nothing where they were not counted, or where no outline of the table has as many
/// on as many sides: then the count is more likely wrong than the table short.
[[nodiscard]] std::optional<SeenLeads> seenLeads(const vision::Region& package,
                                                 const models::PackageCodes& codes);

/// Whether the two differ by more than a count may be wrong by: one lead of a long row.
[[nodiscard]] bool differSurely(const SeenLeads& one, const SeenLeads& other);

/// "16 leads, 8 on each of two sides"; "100 leads on four sides" where sides differ.
[[nodiscard]] std::string described(const SeenLeads& leads);

}  // namespace tidewaiter::inspection
