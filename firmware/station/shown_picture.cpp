#include "firmware/station/shown_picture.h"

#include <algorithm>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "firmware/tuf/file_reader.h"
#include "vision/image_loader.h"

namespace tidewaiter::station {

namespace {

constexpr int kJpegQuality = 85;

/// By the first bytes; empty for what browsers do not show.
std::string typeOf(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
    if (bytes.starts_with("\x89PNG")) return "image/png";
    if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return "image/webp";
    return {};
}

}  // namespace

Expected<ShownPicture> shownPicture(const std::filesystem::path& file, std::optional<int> width) {
    auto bytes = tuf::readFile(file);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return failure("the photo is not in the evidence any more; it was removed or lost");
    auto type = typeOf(**bytes);
    if (!width && !type.empty()) return ShownPicture{std::move(**bytes), std::move(type)};
    const auto frame = vision::decodeImage(**bytes, "the photo");
    if (!frame) return tl::unexpected(frame.error());
    const int target = width.value_or(frame->width);
    if (target >= frame->width && !type.empty()) return ShownPicture{std::move(**bytes), std::move(type)};
    cv::Mat scaled = frame->pixels;
    if (target < frame->width) {
        const int height = std::max(1, frame->height * target / frame->width);
        cv::resize(frame->pixels, scaled, {target, height}, 0, 0, cv::INTER_AREA);
    }
    std::vector<unsigned char> jpeg;
    cv::imencode(".jpg", scaled, jpeg, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality});
    return ShownPicture{{jpeg.begin(), jpeg.end()}, "image/jpeg"};
}

}  // namespace tidewaiter::station
