// Delegation fields: which roles a targets role trusts with which paths.
// Thread rule: pure function but for the Mistake of the node; one thread at a time.
//
// Source: The Update Framework 1.0.34, section 4.5 (DELEGATIONS); TAP 15 (succinct hash bins).
#pragma once

#include "firmware/tuf/json_node.h"
#include "firmware/tuf/metadata.h"

namespace tidewaiter::tuf {

[[nodiscard]] Delegations readDelegations(const JsonNode& node);

}  // namespace tidewaiter::tuf
