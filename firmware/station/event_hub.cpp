#include "firmware/station/event_hub.h"

#include <nlohmann/json.hpp>

namespace tidewaiter::station {

void EventHub::tell(const std::string& name, const nlohmann::json& data) {
    auto text = data.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    {
        const std::lock_guard lock(mutex_);
        events_.push_back(
            std::make_shared<const StationEvent>(StationEvent{++latest_, name, std::move(text)}));
        if (events_.size() > kKept) events_.pop_front();
    }
    told_.notify_all();
}

std::uint64_t EventHub::latest() const {
    const std::lock_guard lock(mutex_);
    return latest_;
}

std::vector<std::shared_ptr<const StationEvent>> EventHub::after(std::uint64_t seen,
                                                                 std::chrono::milliseconds patience) const {
    std::unique_lock lock(mutex_);
    told_.wait_for(lock, patience, [&] { return closed_ || latest_ > seen; });
    std::vector<std::shared_ptr<const StationEvent>> missed;
    if (closed_) return missed;
    for (const auto& event : events_) {
        if (event->number > seen) missed.push_back(event);
    }
    return missed;
}

void EventHub::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    told_.notify_all();
}

bool EventHub::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

}  // namespace tidewaiter::station
