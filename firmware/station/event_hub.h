// EventHub: tells everybody who watches what has happened.
// Thread rule: safe to call from any thread. Telling never waits for anybody who listens.
//
// It keeps the latest events only: who comes too late sees from the numbers that some are missing.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace tidewaiter::station {

struct StationEvent {
    std::uint64_t number = 0;  ///< from 1 on, one more each time
    std::string name;          ///< "inspection", "device", ...
    std::string data;          ///< JSON without line breaks
};

class EventHub {
  public:
    static constexpr std::size_t kKept = 256;

    void tell(const std::string& name, const nlohmann::json& data);

    /// Number of the latest event, 0 before the first.
    [[nodiscard]] std::uint64_t latest() const;
    /// The events after number `seen` that are still kept; waits up to `patience` while there are none. None
    /// at all once the hub is closed.
    [[nodiscard]] std::vector<std::shared_ptr<const StationEvent>> after(
        std::uint64_t seen, std::chrono::milliseconds patience) const;
    /// Lets everybody who waits go.
    void close();
    [[nodiscard]] bool closed() const;

  private:
    mutable std::mutex mutex_;
    mutable std::condition_variable told_;
    std::deque<std::shared_ptr<const StationEvent>> events_;
    std::uint64_t latest_ = 0;
    bool closed_ = false;
};

}  // namespace tidewaiter::station
