// EXIF time: "2023:05:17 09:30:12" and "+02:00" to RFC 3339.
// Thread rule: pure function, safe to call from any thread. Internal to vision: no other module includes it.
#pragma once

#include <string>
#include <string_view>

namespace tidewaiter::vision {

/// `dateTime` is EXIF's DateTimeOriginal (CIPA DC-008, tag 0x9003), `offset` its OffsetTimeOriginal (tag
/// 0x9011). Empty when either is missing, malformed or no date of the calendar: RFC 3339 has no local time
/// without offset, and a guessed offset would be a false statement in a record.
[[nodiscard]] std::string rfc3339FromExif(std::string_view dateTime, std::string_view offset);

}  // namespace tidewaiter::vision
