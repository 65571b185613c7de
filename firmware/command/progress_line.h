// Progress line: how far a run of many items has come, in one line.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <cstddef>
#include <string>

namespace tidewaiter::command {

struct ProgressState {
    std::size_t finished = 0;
    std::size_t total = 1;
    std::size_t before = 0;  ///< of the finished ones, those that took no time
    std::size_t holds = 0;
    std::size_t inspects = 0;
    double seconds = 0;  ///< since the start
};

/// "[########............] 412 of 1000 items, 3 hold, 12 inspect, about 5 min left".
[[nodiscard]] std::string progressLine(const ProgressState& state);

}  // namespace tidewaiter::command
