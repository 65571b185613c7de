// ClockState of this machine: what the system says of its own clock.
// Thread rule: asks the system; safe to call from any thread.
#pragma once

#include "firmware/records/record.h"

namespace tidewaiter::records {

/// Source "system": whether a time server or receiver keeps the clock right, and how far it can be off
/// (Linux, adjtimex(2)). Where the system does not tell, it is not synchronized.
[[nodiscard]] ClockState clockState();

}  // namespace tidewaiter::records
