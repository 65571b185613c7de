#include "firmware/records/clock_state.h"

#include <sys/timex.h>

namespace tidewaiter::records {

ClockState clockState() {
    ClockState clock{"system", false, {}};
    timex state{};  // no mode: reads only
    const int answer = adjtimex(&state);
    if (answer == -1) return clock;
    clock.synchronized = answer != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
    constexpr double kMicrosecondsPerMillisecond = 1000;
    if (clock.synchronized)
        clock.maxErrorMs = static_cast<double>(state.maxerror) / kMicrosecondsPerMillisecond;
    return clock;
}

}  // namespace tidewaiter::records
