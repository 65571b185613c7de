// Content fields: keys, roles and descriptions of files inside metadata.
// Thread rule: pure functions but for the Mistake of the node; one thread at a time.
//
// Source: The Update Framework 1.0.34, sections 4.2 (KEY), 4.3 (ROLE), 4.4 (METAFILES), 4.5 (TARGETS).
#pragma once

#include "firmware/tuf/json_node.h"
#include "firmware/tuf/metadata.h"

namespace tidewaiter::tuf {

[[nodiscard]] Keys readKeys(const JsonNode& node);
[[nodiscard]] Role readRole(const JsonNode& node);
[[nodiscard]] MetaFile readMetaFile(const JsonNode& node);
[[nodiscard]] TargetFile readTargetFile(const JsonNode& node);

}  // namespace tidewaiter::tuf
