// Simulated cameras, for trying the appliance without one and for its tests.
// Thread rule: as Camera.
#pragma once

#include "devices/camera.h"
#include "devices/camera_address.h"

namespace tidewaiter::devices {

/// "pattern:bars" and "pattern:label", 1280 x 720. Fails on any other place.
[[nodiscard]] Expected<std::unique_ptr<Camera>> openPatternCamera(const CameraAddress& address);

/// "replay:FOLDER". Fails where there is no such folder or no picture in it; so does next() once it is gone,
/// as a camera that is pulled out.
[[nodiscard]] Expected<std::unique_ptr<Camera>> openReplayCamera(const CameraAddress& address);

}  // namespace tidewaiter::devices
