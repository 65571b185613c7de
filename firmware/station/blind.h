// Blind confirmation: an officer who is shown a listed number sees it everywhere. So the number is hidden
// until the officer has typed what stands there.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/inspection/inspection.h"
#include "firmware/inspection/policy.h"

namespace tidewaiter::station {

/// Findings of the policy's blind rules that rest on a number and a place in a picture: their indexes.
[[nodiscard]] std::vector<std::size_t> blindFindings(const inspection::Inspection& inspection,
                                                     const inspection::DecisionPolicy& policy);

/// Where an officer finds the number that a finding rests on.
struct BlindPlace {
    std::string frame;    ///< id
    vision::Quad quad{};  ///< in pixels of the frame
};

/// The printed line that says it; a code, which nobody reads by eye, only where there is none. Nothing where
/// it has no place. Precondition: `finding` is an index.
[[nodiscard]] std::optional<BlindPlace> blindPlace(const inspection::Inspection& inspection,
                                                   std::size_t finding);

/// Whether `typed` is a number that the finding rests on; look-alikes (0 and O) count as one, since the
/// officer's eye takes them for one another too. Precondition: `finding` is an index.
[[nodiscard]] bool agrees(const inspection::Inspection& inspection, std::size_t finding,
                          std::string_view typed);

/// The inspection as JSON without what gives the numbers of `hidden` findings away: their sentences, and
/// fields and readings that hold the number. These say "withheld": true instead.
[[nodiscard]] nlohmann::json withheld(const inspection::Inspection& inspection,
                                      const std::vector<std::size_t>& hidden);

}  // namespace tidewaiter::station
