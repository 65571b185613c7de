// Camera: a device that gives pictures for as long as it is there.
// Thread rule: one thread at a time for a camera; openCamera is safe to call from any thread.
//
// Cameras are named by addresses, each kind with a simulated twin (DESIGN: devices by URI, one table):
//   pattern:bars             color bars with a square that moves, to see that pictures arrive
//   pattern:label            a printed label, to see that they are read
//   replay:FOLDER            the pictures of a folder by name, one after the other, again and again
// "?fps=5" behind an address sets the pictures per second, in (0, 60].
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "models/error.h"

namespace tidewaiter::devices {

class Camera {
  public:
    Camera() = default;
    Camera(const Camera&) = delete;
    Camera& operator=(const Camera&) = delete;
    virtual ~Camera() = default;

    /// The next picture, encoded (JPEG, PNG, ...), byte for byte as the device gave it. Waits for it at the
    /// device's own pace, and gives an empty one where `stop` is requested. Fails with a sentence when the
    /// device is gone: open it anew then.
    [[nodiscard]] virtual Expected<std::string> next(const std::stop_token& stop) = 0;
};

/// Fails, with a sentence that names the address, when there is no such device or the address is none.
[[nodiscard]] Expected<std::unique_ptr<Camera>> openCamera(const std::string& address);

/// What an address can look like, for help and messages.
[[nodiscard]] std::vector<std::string> cameraAddressForms();

/// Whether openCamera could ever open it: the sentence that says why not, else nothing.
[[nodiscard]] Expected<void> checkCameraAddress(const std::string& address);

}  // namespace tidewaiter::devices
