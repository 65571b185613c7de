#include "firmware/station/low_priority.h"

#include <sys/resource.h>
#include <unistd.h>

namespace tidewaiter::station {

void lowerPriority() {
    constexpr int kNice = 10;
    static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNice));  // only slower without
}

}  // namespace tidewaiter::station
