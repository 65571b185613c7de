#include "firmware/station/photo_taking.h"

#include <algorithm>

#include "vision/image_loader.h"

namespace tidewaiter::station {

namespace {

constexpr double kNearlyAsSharp = 0.8;  // of the sharpest; a picture with less would only be kept

struct Measured {
    std::shared_ptr<const LivePicture> picture;
    double sharpness = -1;  ///< -1 where it cannot be decoded
};

Measured measured(std::shared_ptr<const LivePicture> picture, const std::string& source) {
    const auto frame = vision::decodeImage(picture->bytes, source);
    return {std::move(picture), frame ? frame->quality.sharpness : -1};
}

/// The latest and those after it, each once: a camera that stands still gives the same bytes again.
std::vector<Measured> nextPictures(const LiveCamera& camera, int count, std::chrono::milliseconds patience) {
    const auto source = camera.status().setup.id;
    std::vector<Measured> pictures;
    auto picture = camera.latest();
    if (!picture) picture = camera.after(0, patience);
    for (int i = 0; picture && i < count; ++i) {
        const bool known = std::any_of(pictures.begin(), pictures.end(), [&](const Measured& other) {
            return other.picture->bytes == picture->bytes;
        });
        const auto number = picture->number;
        if (!known) pictures.push_back(measured(std::move(picture), source));
        picture = i + 1 < count ? camera.after(number, patience) : nullptr;
    }
    return pictures;
}

}  // namespace

Outcome<Photo> takePhoto(std::string_view bytes, const std::vector<std::string>& repeats, Step step,
                         const std::string& source, const records::RecordStore& store) {
    const auto notKept = [](const Error& error) {
        return refused(Why::Failed, "evidence.not-kept", error.message);
    };
    const auto image = store.keep(bytes);
    if (!image) return notKept(image.error());
    std::vector<records::Image> others;
    for (const auto& repeat : repeats) {
        const auto other = store.keep(repeat);
        if (!other) return notKept(other.error());
        others.push_back(*other);
    }
    const auto frame = vision::decodeImage(bytes, source);
    if (!frame) return refused(Why::Value, "photo.not-a-picture", frame.error().message);
    return Photo{
        "", step, frame->width, frame->height, *image, std::move(others), source, frame->quality.hint};
}

Outcome<Shot> takeShot(const LiveCamera& camera, int count, std::chrono::milliseconds patience) {
    auto pictures = nextPictures(camera, count, patience);
    if (pictures.empty()) {
        const auto status = camera.status();
        return refused(Why::Busy, "device.lost",
                       status.problem.empty()
                           ? "the camera '" + status.setup.id + "' gives no picture yet; wait a moment"
                           : status.problem);
    }
    std::stable_sort(pictures.begin(), pictures.end(),
                     [](const Measured& a, const Measured& b) { return a.sharpness > b.sharpness; });
    Shot shot{pictures.front().picture->bytes, {}};
    for (std::size_t i = 1; i < pictures.size(); ++i) {
        if (pictures[i].sharpness >= kNearlyAsSharp * pictures.front().sharpness)
            shot.repeats.push_back(pictures[i].picture->bytes);
    }
    return shot;
}

}  // namespace tidewaiter::station
