#include "vision/image_loader.h"

#include <fstream>
#include <system_error>

#include "models/sha256.h"
#include "models/utf8.h"
#include "vision/internal/picture_decoder.h"

namespace tidewaiter::vision {

namespace fs = std::filesystem;

namespace {

std::string tooManyBytes(const std::string& source, std::uint64_t size, const LoadOptions& options) {
    return source + " is too large (" + std::to_string(size) + " bytes, at most " +
           std::to_string(options.maxBytes) + "); make the picture smaller and try again";
}

/// What keeps `file` from being read as one picture, before it is opened; empty when nothing does.
std::string obstacle(const fs::path& file, const std::string& source, const LoadOptions& options) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found) return source + " does not exist; check the name";
    if (error) return source + " cannot be looked at (" + error.message() + "); check its permissions";
    if (fs::is_directory(status)) return source + " is a folder, not a picture; name the pictures in it";
    if (!fs::is_regular_file(status)) return source + " is not a file; give the name of a picture file";
    const auto size = fs::file_size(file, error);
    if (!error && size > options.maxBytes) return tooManyBytes(source, size, options);
    return {};
}

Expected<std::string> readFile(const fs::path& file, const std::string& source, const LoadOptions& options) {
    if (auto reason = obstacle(file, source, options); !reason.empty()) return failure(std::move(reason));
    std::ifstream in(file, std::ios::binary);
    if (!in) return failure(source + " cannot be opened; check its permissions");
    std::error_code error;
    const auto size = fs::file_size(file, error);
    std::string bytes(error ? 0 : size, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (in.bad() || static_cast<std::size_t>(in.gcount()) != bytes.size()) {
        return failure(source + " cannot be read to its end; check the disk or card and copy it again");
    }
    return bytes;
}

}  // namespace

void initImageLoader() {
    preparePictureDecoder();
}

Expected<Frame> decodeImage(std::string_view encoded, const std::string& source, const LoadOptions& options) {
    const auto name = models::validUtf8(source);
    if (encoded.empty()) return failure(name + " is empty; take or copy the picture again");
    if (encoded.size() > options.maxBytes) return failure(tooManyBytes(name, encoded.size(), options));
    auto picture = decodePicture(encoded, name, options);
    if (!picture) return tl::unexpected(picture.error());
    Frame frame;
    frame.source = name;
    frame.width = picture->pixels.cols;
    frame.height = picture->pixels.rows;
    frame.sha256 = models::sha256(encoded);
    frame.time = std::move(picture->time);
    frame.quality = measureQuality(picture->pixels);
    frame.pixels = std::move(picture->pixels);
    return frame;
}

Expected<Frame> loadImage(const fs::path& file, const LoadOptions& options) {
    const auto source = models::validUtf8(file.string());
    const auto bytes = readFile(file, source, options);
    if (!bytes) return tl::unexpected(bytes.error());
    return decodeImage(*bytes, source, options);
}

}  // namespace tidewaiter::vision
