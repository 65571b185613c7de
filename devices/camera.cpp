#include "devices/camera.h"

#include <array>

#include "devices/simulated_cameras.h"

namespace tidewaiter::devices {

namespace {

struct CameraKind {
    const char* name;
    const char* form;
    Expected<std::unique_ptr<Camera>> (*open)(const CameraAddress&);
};

constexpr std::array kKinds = {
    CameraKind{"pattern", "pattern:bars", openPatternCamera},
    CameraKind{"replay", "replay:FOLDER", openReplayCamera},
};

Expected<const CameraKind*> kindOf(const CameraAddress& parts, const std::string& address) {
    std::string names;
    for (const auto& kind : kKinds) {
        if (parts.kind == kind.name) return &kind;
        names += (names.empty() ? "'" : ", '") + std::string(kind.name) + ":'";
    }
    return failure("no kind of camera is called '" + parts.kind + "', as '" + address + "' says; known are " +
                   names);
}

}  // namespace

Expected<std::unique_ptr<Camera>> openCamera(const std::string& address) {
    const auto parts = parseCameraAddress(address);
    if (!parts) return tl::unexpected(parts.error());
    const auto kind = kindOf(*parts, address);
    if (!kind) return tl::unexpected(kind.error());
    return (*kind)->open(*parts);
}

Expected<void> checkCameraAddress(const std::string& address) {
    const auto parts = parseCameraAddress(address);
    if (!parts) return tl::unexpected(parts.error());
    if (const auto kind = kindOf(*parts, address); !kind) return tl::unexpected(kind.error());
    return {};
}

std::vector<std::string> cameraAddressForms() {
    std::vector<std::string> forms;
    for (const auto& kind : kKinds) forms.emplace_back(kind.form);
    return forms;
}

}  // namespace tidewaiter::devices
