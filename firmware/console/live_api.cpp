#include "firmware/console/live_api.h"

#include <charconv>

#include "firmware/station/case_json.h"
#include "vision/image_loader.h"

namespace tidewaiter::console {

using nlohmann::json;
using people::Permission;

namespace {

constexpr std::chrono::milliseconds kEventInterval{100};
constexpr std::chrono::milliseconds kPictureInterval{50};
constexpr std::chrono::seconds kHeartbeat{15};
constexpr auto kBoundary = "tidewaiter-picture";

const station::LiveCamera* find(const Call& call, const station::Station& station) {
    return station.camera(call.part("id"));
}

tl::unexpected<Problem> noDevice(const std::string& id) {
    return no(404, "device.unknown", "there is no device called '" + id + "' here; see the list of devices");
}

std::string eventText(const station::StationEvent& event) {
    return "id: " + std::to_string(event.number) + "\nevent: " + event.name + "\ndata: " + event.data +
           "\n\n";
}

/// Where the browser says that it has seen events already, from there on; else from now on.
std::uint64_t firstOf(const WebRequest& request, const station::EventHub& events) {
    const auto last = request.header("last-event-id");
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), number);
    const bool good = error == std::errc{} && end == last.data() + last.size() && number <= events.latest();
    return good ? number : events.latest();
}

/// Ends with the session, so that nobody watches who has logged out. Asked now and then: it costs a hash.
class SessionWatch {
  public:
    SessionWatch(const LiveMeans& means, std::string token) : means_(means), token_(std::move(token)) {}

    [[nodiscard]] bool over() {
        constexpr std::chrono::seconds kEvery{1};
        const auto now = means_.now();
        if (now < checked_ + kEvery) return false;
        checked_ = now;
        return !means_.sessions.peek(token_, now).has_value();
    }

  private:
    LiveMeans means_;
    std::string token_;
    people::Instant checked_{};
};

/// Server-sent events (WHATWG HTML, 9.2).
Answer events(const Call& call, const LiveMeans& means) {
    struct State {
        SessionWatch watch;
        std::uint64_t seen;
        std::string greeting;
        people::Instant spoke;
    };
    auto& hub = means.station.events();
    auto state =
        std::make_shared<State>(State{{means, call.token},
                                      firstOf(call.request, hub),
                                      "retry: 2000\nevent: hello\ndata: " + means.status().dump() + "\n\n",
                                      means.now()});
    WebResponse response{200, {{"Content-Type", "text/event-stream"}, {"X-Accel-Buffering", "no"}}};
    response.stream = WebStream{kEventInterval, [state, means, &hub]() -> std::optional<std::string> {
                                    if (state->watch.over() || hub.closed()) return std::nullopt;
                                    auto text = std::exchange(state->greeting, {});
                                    for (const auto& event : hub.after(state->seen, {})) {
                                        state->seen = event->number;
                                        text += eventText(*event);
                                    }
                                    const auto now = means.now();
                                    if (text.empty() && now >= state->spoke + kHeartbeat)
                                        text = ": still here\n\n";
                                    if (!text.empty()) state->spoke = now;
                                    return text;
                                }};
    return response;
}

/// Pictures one after the other, each in the place of the one before (multipart/x-mixed-replace).
Answer live(const Call& call, const LiveMeans& means) {
    const auto* camera = find(call, means.station);
    if (camera == nullptr) return noDevice(call.part("id"));
    struct State {
        SessionWatch watch;
        std::uint64_t seen = 0;
    };
    auto state = std::make_shared<State>(State{{means, call.token}});
    auto& hub = means.station.events();
    WebResponse response{200,
                         {{"Content-Type", "multipart/x-mixed-replace; boundary=" + std::string(kBoundary)}}};
    response.stream = WebStream{
        kPictureInterval, [state, camera, &hub]() -> std::optional<std::string> {
            if (state->watch.over() || hub.closed()) return std::nullopt;
            const auto picture = camera->after(state->seen, {});
            if (!picture) return std::string();
            state->seen = picture->number;
            return "--" + std::string(kBoundary) + "\r\nContent-Type: image/jpeg\r\nContent-Length: " +
                   std::to_string(picture->bytes.size()) + "\r\n\r\n" + picture->bytes + "\r\n";
        }};
    return response;
}

Answer latest(const Call& call, const station::Station& station) {
    const auto* camera = find(call, station);
    if (camera == nullptr) return noDevice(call.part("id"));
    const auto picture = camera->latest();
    if (!picture) {
        const auto status = camera->status();
        return no(503, "device.lost",
                  status.problem.empty() ? "the camera gives no picture yet; wait a moment" : status.problem);
    }
    return WebResponse{200, {{"Content-Type", "image/jpeg"}}, picture->bytes};
}

/// Takes a picture and says how well it could be read.
Answer test(const Call& call, const station::Station& station) {
    constexpr std::chrono::milliseconds kPatience{2000};
    const auto* camera = find(call, station);
    if (camera == nullptr) return noDevice(call.part("id"));
    const auto before = camera->latest();
    const auto picture = camera->after(before ? before->number : 0, kPatience);
    if (!picture) {
        const auto problem = camera->status().problem;
        return jsonResponse(
            {{"ok", false},
             {"sentence",
              problem.empty() ? "No picture came within two seconds; check the cable." : problem}});
    }
    const auto frame = vision::decodeImage(picture->bytes, call.part("id"));
    if (!frame) return jsonResponse({{"ok", false}, {"sentence", frame.error().message}});
    const auto& hint = frame->quality.hint;
    return jsonResponse(
        {{"ok", frame->quality.readable},
         {"sentence", "A picture of " + std::to_string(frame->width) + " x " + std::to_string(frame->height) +
                          " pixels came" + (hint.empty() ? "." : "; " + hint + ".")}});
}

Answer list(const station::Station& station) {
    json devices = json::array();
    for (const auto& status : station.cameras()) devices.push_back(station::deviceJson(status));
    return jsonResponse({{"devices", devices}});
}

}  // namespace

std::vector<Route> liveRoutes(const LiveMeans& means) {
    auto& station = means.station;
    return {{.method = "GET",
             .path = "/events",
             .background = true,
             .handle = [means](Call& call) { return events(call, means); }},
            {.method = "GET",
             .path = "/devices",
             .background = true,
             .handle = [&station](Call&) { return list(station); }},
            {.method = "GET",
             .path = "/devices/{id}/live",
             .permission = Permission::Inspect,
             .background = true,
             .handle = [means](Call& call) { return live(call, means); }},
            {.method = "GET",
             .path = "/devices/{id}/picture",
             .permission = Permission::Inspect,
             .background = true,
             .handle = [&station](Call& call) { return latest(call, station); }},
            {.method = "POST",
             .path = "/devices/{id}/test",
             .permission = Permission::Devices,
             .action = "device.tested",
             .handle = [&station](Call& call) { return test(call, station); }}};
}

}  // namespace tidewaiter::console
