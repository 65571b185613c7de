// PublisherWords: what the publisher's commands say, in plain words.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>

#include "firmware/publisher/publish.h"
#include "firmware/publisher/rotate.h"
#include "firmware/publisher/status.h"

namespace tidewaiter::command {

/// "in 12 days", "today", "EXPIRED 3 days ago".
[[nodiscard]] std::string whenWords(tuf::Time time, tuf::Time now);
/// "512 bytes", "3.4 MB".
[[nodiscard]] std::string sizeWords(std::uint64_t bytes);

[[nodiscard]] std::string keygenWords(const std::string& folder, const publisher::RolePlans& plans);
[[nodiscard]] std::string publishWords(const std::string& folder, const publisher::PublishReport& report,
                                       tuf::Time now);
[[nodiscard]] std::string rotateWords(const std::string& role, const publisher::Rotation& rotation);
/// With what to do next at its end.
[[nodiscard]] std::string statusWords(const std::string& folder, const publisher::Status& status,
                                      tuf::Time now);

}  // namespace tidewaiter::command
