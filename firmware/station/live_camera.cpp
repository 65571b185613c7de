#include "firmware/station/live_camera.h"

namespace tidewaiter::station {

namespace {

constexpr std::chrono::milliseconds kBeforeNextTry{1000};

}  // namespace

LiveCamera::LiveCamera(CameraSetup setup, Opener open, std::function<void(const CameraStatus&)> changed)
    : open_(std::move(open)), changed_(std::move(changed)) {
    status_.setup = std::move(setup);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

LiveCamera::~LiveCamera() {
    thread_.request_stop();
    arrived_.notify_all();
}

CameraStatus LiveCamera::status() const {
    const std::lock_guard lock(mutex_);
    return status_;
}

std::shared_ptr<const LivePicture> LiveCamera::latest() const {
    const std::lock_guard lock(mutex_);
    return latest_;
}

std::shared_ptr<const LivePicture> LiveCamera::after(std::uint64_t seen,
                                                     std::chrono::milliseconds patience) const {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, patience, [&] { return latest_ && latest_->number > seen; });
    return latest_ && latest_->number > seen ? latest_ : nullptr;
}

void LiveCamera::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto camera = open_(status_.setup.address);
        if (camera) {
            watch(**camera, stop);
        } else {
            become(DeviceState::Lost, camera.error().message);
        }
        std::unique_lock lock(mutex_);
        arrived_.wait_for(lock, stop, kBeforeNextTry, [] { return false; });
    }
}

/// Until it is gone.
void LiveCamera::watch(devices::Camera& camera, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        auto picture = camera.next(stop);
        if (!picture) return become(DeviceState::Lost, picture.error().message);
        if (!picture->empty()) take(std::move(*picture));
    }
}

void LiveCamera::take(std::string bytes) {
    constexpr double kWeight = 0.2;  // of the newest interval
    auto picture = std::make_shared<LivePicture>();
    picture->bytes = std::move(bytes);
    {
        const std::lock_guard lock(mutex_);
        const auto now = std::chrono::steady_clock::now();
        const double seconds = std::chrono::duration<double>(now - last_).count();
        if (status_.state == DeviceState::Live && seconds > 0) {
            const double rate = 1 / seconds;
            status_.picturesPerSecond = status_.picturesPerSecond == 0
                                            ? rate
                                            : (1 - kWeight) * status_.picturesPerSecond + kWeight * rate;
        }
        last_ = now;
        picture->number = ++number_;
        latest_ = std::move(picture);
    }
    arrived_.notify_all();
    become(DeviceState::Live, "");
}

void LiveCamera::become(DeviceState state, const std::string& problem) {
    CameraStatus now;
    {
        const std::lock_guard lock(mutex_);
        if (status_.state == state && status_.problem == problem) return;
        status_.state = state;
        status_.problem = problem;
        if (state == DeviceState::Lost) {
            latest_.reset();
            status_.picturesPerSecond = 0;
        }
        now = status_;
    }
    if (changed_) changed_(now);
}

}  // namespace tidewaiter::station
