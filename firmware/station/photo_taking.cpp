#include "firmware/station/photo_taking.h"

#include "vision/image_loader.h"

namespace tidewaiter::station {

namespace {

constexpr int kPicturesOfACapture = 3;

/// -1 where it cannot be decoded.
double sharpnessOf(const std::string& bytes, const std::string& source) {
    const auto frame = vision::decodeImage(bytes, source);
    return frame ? frame->quality.sharpness : -1;
}

}  // namespace

Outcome<Photo> takePhoto(std::string_view bytes, Step step, const std::string& source,
                         const records::RecordStore& store) {
    const auto image = store.keep(bytes);
    if (!image) return refused(Why::Failed, "evidence.not-kept", image.error().message);
    const auto frame = vision::decodeImage(bytes, source);
    if (!frame) return refused(Why::Value, "photo.not-a-picture", frame.error().message);
    return Photo{"", step, frame->width, frame->height, *image, source, frame->quality.hint};
}

Outcome<std::string> sharpestPicture(const LiveCamera& camera, std::chrono::milliseconds patience) {
    const auto status = camera.status();
    auto picture = camera.latest();
    if (!picture) picture = camera.after(0, patience);
    if (!picture)
        return refused(Why::Busy, "device.lost",
                       status.problem.empty()
                           ? "the camera '" + status.setup.id + "' gives no picture yet; wait a moment"
                           : status.problem);
    auto best = picture;
    double sharpest = sharpnessOf(best->bytes, status.setup.id);
    for (int i = 1; i < kPicturesOfACapture; ++i) {
        picture = camera.after(picture->number, patience);
        if (!picture) break;
        if (picture->bytes == best->bytes) continue;
        const double sharpness = sharpnessOf(picture->bytes, status.setup.id);
        if (sharpness <= sharpest) continue;
        sharpest = sharpness;
        best = picture;
    }
    return best->bytes;
}

}  // namespace tidewaiter::station
