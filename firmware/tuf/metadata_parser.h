// Metadata parser: the files of a repository, bytes to values, strictly by type.
// Thread rule: pure functions, safe to call from any thread.
//
// Fields that are not known are allowed anywhere and stay part of what is signed. A mistake is told with the
// role, the field and what to do. Source: The Update Framework 1.0.34, section 4.
#pragma once

#include <string>
#include <string_view>

#include "firmware/tuf/metadata.h"
#include "models/error.h"

namespace tidewaiter::tuf {

[[nodiscard]] Expected<Document<Root>> parseRoot(std::string_view bytes);
[[nodiscard]] Expected<Document<Timestamp>> parseTimestamp(std::string_view bytes);
[[nodiscard]] Expected<Document<Snapshot>> parseSnapshot(std::string_view bytes);
/// `role` is "targets" or the name of a delegated role, for messages.
[[nodiscard]] Expected<Document<Targets>> parseTargets(std::string_view bytes, const std::string& role);

}  // namespace tidewaiter::tuf
