// LiveCamera: a camera that is kept open: its latest picture for everybody, and whether it is there at all.
// Thread rule: safe to call from any thread; it has a thread of its own, which nobody waits for but stop.
//
//      ┌──────────┐  first picture  ┌──────┐
//      │ starting ├────────────────►│ live │
//      └────┬─────┘                 └─┬──▲─┘
//           │ cannot be opened        │  │ opened anew, first picture
//           └──────────► lost ◄───────┘  │
//                          └─────────────┘
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "devices/camera.h"
#include "models/name_table.h"

namespace tidewaiter::station {

enum class DeviceState { Starting, Live, Lost };

inline constexpr auto kDeviceStates = makeNameTable<DeviceState>(
    {{DeviceState::Starting, "starting"}, {DeviceState::Live, "live"}, {DeviceState::Lost, "lost"}});

struct CameraSetup {
    std::string id;       ///< "bench": in addresses of the API
    std::string address;  ///< devices/camera.h
};

/// An encoded picture as the device gave it.
struct LivePicture {
    std::uint64_t number = 0;  ///< from 1 on, one more each time
    std::string bytes;
};

struct CameraStatus {
    CameraSetup setup;
    DeviceState state = DeviceState::Starting;
    std::string problem;           ///< why it is lost, one sentence; empty otherwise
    double picturesPerSecond = 0;  ///< over the last pictures
};

class LiveCamera {
  public:
    using Opener = std::function<Expected<std::unique_ptr<devices::Camera>>(const std::string& address)>;

    /// Starts at once. `changed` is called on the camera's thread whenever its state changes.
    LiveCamera(CameraSetup setup, Opener open, std::function<void(const CameraStatus&)> changed);
    ~LiveCamera();
    LiveCamera(const LiveCamera&) = delete;
    LiveCamera& operator=(const LiveCamera&) = delete;

    [[nodiscard]] CameraStatus status() const;
    /// The latest picture; null while there is none, and when the camera is lost.
    [[nodiscard]] std::shared_ptr<const LivePicture> latest() const;
    /// The first picture after number `seen`; null when none came within `patience`.
    [[nodiscard]] std::shared_ptr<const LivePicture> after(std::uint64_t seen,
                                                           std::chrono::milliseconds patience) const;

  private:
    void run(const std::stop_token& stop);
    void watch(devices::Camera& camera, const std::stop_token& stop);
    void take(std::string bytes);
    void become(DeviceState state, const std::string& problem);

    const Opener open_;
    const std::function<void(const CameraStatus&)> changed_;
    mutable std::mutex mutex_;
    mutable std::condition_variable_any arrived_;
    CameraStatus status_;
    std::shared_ptr<const LivePicture> latest_;
    std::uint64_t number_ = 0;
    std::chrono::steady_clock::time_point last_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace tidewaiter::station
