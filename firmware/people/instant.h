// Instant: a moment by the device's clock, which may be wrong and may jump.
// Thread rule: immutable value, safe to use from any thread.
//
// Given in by the caller, so that what depends on time can be tested; nothing here has a clock.
#pragma once

#include <chrono>

namespace tidewaiter::people {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

}  // namespace tidewaiter::people
