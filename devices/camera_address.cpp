#include "devices/camera_address.h"

#include <charconv>

namespace tidewaiter::devices {

namespace {

constexpr double kMaxFps = 60;

std::optional<double> fpsIn(std::string_view query) {
    constexpr std::string_view kKey = "fps=";
    if (!query.starts_with(kKey)) return {};
    query.remove_prefix(kKey.size());
    double fps = 0;
    const auto* const end = query.data() + query.size();
    const auto [rest, error] = std::from_chars(query.data(), end, fps);
    if (error != std::errc{} || rest != end || !(fps > 0 && fps <= kMaxFps)) return {};
    return fps;
}

}  // namespace

Expected<CameraAddress> parseCameraAddress(const std::string& address) {
    const auto colon = address.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == address.size())
        return failure("'" + address +
                       "' is no address of a camera; write its kind, a colon and its place, as in "
                       "'replay:/photos' or 'pattern:label'");
    CameraAddress parts{address.substr(0, colon), address.substr(colon + 1)};
    const auto query = parts.place.rfind("?fps=");
    if (query == std::string::npos) return parts;
    parts.fps = fpsIn(std::string_view(parts.place).substr(query + 1));
    if (!parts.fps)
        return failure("the camera '" + address +
                       "' asks for a number of pictures per second that cannot be; write a number above 0 "
                       "and up to 60 behind '?fps='");
    parts.place.resize(query);
    return parts;
}

}  // namespace tidewaiter::devices
