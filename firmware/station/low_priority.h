// LowPriority: a thread that leaves the machine to those that serve people.
// Thread rule: changes the calling thread alone.
#pragma once

namespace tidewaiter::station {

/// Of the calling thread, and of the threads that it starts (Linux: nice values are a thread's own).
void lowerPriority();

}  // namespace tidewaiter::station
