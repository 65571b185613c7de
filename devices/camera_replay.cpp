#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "devices/pace.h"
#include "devices/simulated_cameras.h"

namespace tidewaiter::devices {

namespace {

namespace fs = std::filesystem;

constexpr double kDefaultFps = 2;

bool isPicture(const fs::path& file) {
    constexpr std::array kEndings = {".jpg", ".jpeg", ".png", ".webp"};
    auto ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

/// Sorted by name; empty where the folder is gone.
std::vector<fs::path> picturesIn(const fs::path& folder) {
    std::vector<fs::path> pictures;
    std::error_code gone;
    for (fs::directory_iterator entry(folder, gone), end; !gone && entry != end; entry.increment(gone)) {
        if (isPicture(entry->path())) pictures.push_back(entry->path());
    }
    std::sort(pictures.begin(), pictures.end());
    return pictures;
}

class ReplayCamera : public Camera {
  public:
    ReplayCamera(fs::path folder, double fps) : folder_(std::move(folder)), pace_(fps) {}

    Expected<std::string> next(const std::stop_token& stop) override {
        if (!pace_.wait(stop)) return std::string();
        // Listed anew each time, so that a folder that goes away is a camera that was pulled out.
        const auto pictures = picturesIn(folder_);
        if (pictures.empty()) return gone();
        std::ifstream file(pictures[turn_++ % pictures.size()], std::ios::binary);
        std::string bytes((std::istreambuf_iterator<char>(file)), {});
        if (!file || bytes.empty()) return gone();
        return bytes;
    }

  private:
    [[nodiscard]] tl::unexpected<Error> gone() const {
        return failure("the folder '" + folder_.string() +
                       "', which stands in for a camera, holds no picture any more; put it back");
    }

    fs::path folder_;
    std::size_t turn_ = 0;
    Pace pace_;
};

}  // namespace

Expected<std::unique_ptr<Camera>> openReplayCamera(const CameraAddress& address) {
    if (picturesIn(address.place).empty())
        return failure("the folder '" + address.place +
                       "', which stands in for a camera, holds no picture; name one with JPEG, PNG or WebP "
                       "files");
    return std::make_unique<ReplayCamera>(address.place, address.fps.value_or(kDefaultFps));
}

}  // namespace tidewaiter::devices
