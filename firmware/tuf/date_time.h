// Date and time as metadata write it: "YYYY-MM-DDTHH:MM:SSZ", always UTC.
// Thread rule: pure functions, safe to call from any thread.
//
// Source: The Update Framework 1.0.34, section 4.2.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::tuf {

using Time = std::chrono::sys_seconds;

/// Nothing when `text` has another form or is no day or time of day.
[[nodiscard]] std::optional<Time> parseDateTime(std::string_view text);

[[nodiscard]] std::string dateTimeText(Time time);

}  // namespace tidewaiter::tuf
