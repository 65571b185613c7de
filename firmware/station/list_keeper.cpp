#include "firmware/station/list_keeper.h"

namespace tidewaiter::station {

bool ListKeeper::start() {
    if (busy_.exchange(true)) return false;
    thread_ = std::jthread([this] { run(); });  // the one before has ended
    return true;
}

std::optional<SyncResult> ListKeeper::last() const {
    const std::lock_guard lock(mutex_);
    return last_;
}

void ListKeeper::run() {
    task_.told();
    const auto outcome = task_.synchronize();
    {
        const std::lock_guard lock(mutex_);
        last_ = {task_.now(), outcome.has_value(), outcome ? *outcome : outcome.error().message};
    }
    busy_ = false;
    task_.told();
}

}  // namespace tidewaiter::station
