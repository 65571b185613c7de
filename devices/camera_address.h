// CameraAddress: an address of a camera, taken apart: "kind:place?fps=number".
// Thread rule: immutable value; pure function, safe to call from any thread.
#pragma once

#include <optional>
#include <string>

#include "models/error.h"

namespace tidewaiter::devices {

struct CameraAddress {
    std::string kind;             ///< "pattern", "replay"
    std::string place;            ///< what follows the colon
    std::optional<double> fps{};  ///< pictures per second, in (0, 60]
};

/// Fails, with a sentence that names the address, where it is not written like one.
[[nodiscard]] Expected<CameraAddress> parseCameraAddress(const std::string& address);

}  // namespace tidewaiter::devices
