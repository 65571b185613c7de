#include "vision/internal/picture_decoder.h"

#include <vips/vips.h>

#include <array>
#include <memory>
#include <opencv2/imgproc.hpp>

#include "vision/internal/exif_time.h"

namespace tidewaiter::vision {

namespace {

struct Unref {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

struct GFree {
    void operator()(void* memory) const { g_free(memory); }
};

/// Decoders that stay open: the formats cameras, phones and office scanners write. Everything else (PDF, SVG,
/// ImageMagick's hundred formats, raw dumps) is refused before its code runs.
constexpr std::array kOpenLoaders = {"VipsForeignLoadJpeg", "VipsForeignLoadPng",   "VipsForeignLoadWebp",
                                     "VipsForeignLoadTiff", "VipsForeignLoadNsgif", "VipsForeignLoadHeif"};

/// More channels than CMYK with alpha belong to no photograph.
constexpr int kMaxBands = 5;

void ignoreLog(const char*, GLogLevelFlags, const char*, void*) {}

bool startVips() {
    g_log_set_handler("VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_MASK | G_LOG_FLAG_RECURSION), ignoreLog,
                      nullptr);
    if (vips_init("tidewaiter") != 0) return false;
    vips_concurrency_set(1);  // pictures are decoded side by side by the caller, not each on every core
    vips_cache_set_max(0);    // a cache of operations only grows: no picture is decoded twice
    vips_cache_set_max_mem(0);
    vips_cache_set_max_files(0);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (const char* loader : kOpenLoaders) vips_operation_block_set(loader, FALSE);
    vips_block_untrusted_set(TRUE);
    return true;
}

/// The text of a metadata field. libvips writes EXIF as "value (value, type, count, size)".
std::string exifText(VipsImage* image, const char* field) {
    const char* text = nullptr;
    if (vips_image_get_typeof(image, field) == 0 || vips_image_get_string(image, field, &text) != 0)
        return {};
    const std::string_view all(text);
    return std::string(all.substr(0, all.find(" (")));
}

std::string takenAt(VipsImage* image) {
    return rfc3339FromExif(exifText(image, "exif-ifd2-DateTimeOriginal"),
                           exifText(image, "exif-ifd2-OffsetTimeOriginal"));
}

/// What the beginning of a file that no decoder takes looks like, in words for a person.
std::string describe(std::string_view encoded) {
    const auto head = encoded.substr(0, 1024);
    if (head.starts_with("%PDF")) return "a PDF document";
    if (head.find("<svg") != std::string_view::npos) return "an SVG drawing";
    if (head.starts_with("BM")) return "a BMP picture";
    for (const char c : head) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') return "not a picture in a known format";
    }
    return "a text file, not a picture";
}

Expected<Image> openHeader(std::string_view encoded, const std::string& source) {
    if (vips_foreign_find_load_buffer(encoded.data(), encoded.size()) == nullptr) {
        return failure(source + " is " + describe(encoded) +
                       "; give a photo as JPEG, PNG, WebP, TIFF, GIF or HEIF");
    }
    Image image(vips_image_new_from_buffer(encoded.data(), encoded.size(), "", "access",
                                           VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR, nullptr));
    if (!image) {
        return failure(source + " is damaged at its beginning and cannot be opened; take or copy it again");
    }
    return image;
}

Expected<void> checkSize(VipsImage* image, const std::string& source, const LoadOptions& options) {
    const auto width = static_cast<std::uint64_t>(vips_image_get_width(image));
    const auto height = static_cast<std::uint64_t>(vips_image_get_height(image));
    const auto size = std::to_string(width) + " x " + std::to_string(height) + " pixels";
    if (width == 0 || height == 0) return failure(source + " has no pixels (" + size + "); take it again");
    if (width * height > options.maxPixels || std::max(width, height) > std::uint64_t(options.maxSidePx)) {
        return failure(source + " is too large (" + size + ", at most " + std::to_string(options.maxPixels) +
                       " in all and " + std::to_string(options.maxSidePx) +
                       " a side); make it smaller and try again");
    }
    if (vips_image_get_bands(image) > kMaxBands) {
        return failure(source + " has " + std::to_string(vips_image_get_bands(image)) +
                       " color channels and is no photo; save it as JPEG or PNG");
    }
    return {};
}

/// Lays transparency over white: in the image's own range, and paper is "no ink" in CMYK.
Image flattened(Image image) {
    if (!vips_image_hasalpha(image.get())) return image;
    const auto interpretation = vips_image_get_interpretation(image.get());
    double white = 255;
    if (interpretation == VIPS_INTERPRETATION_RGB16 || interpretation == VIPS_INTERPRETATION_GREY16) {
        white = 65535;
    }
    if (interpretation == VIPS_INTERPRETATION_CMYK) white = 0;
    std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> background(
        vips_array_double_newv(1, white), [](VipsArrayDouble* array) { vips_area_unref(&array->area); });
    VipsImage* flat = nullptr;
    if (vips_flatten(image.get(), &flat, "background", background.get(), nullptr) != 0) return nullptr;
    return Image(flat);
}

Image toSrgb(Image image) {
    VipsImage* rgb = nullptr;
    if (vips_colourspace(image.get(), &rgb, VIPS_INTERPRETATION_sRGB, nullptr) != 0) return nullptr;
    const Image owned(rgb);
    VipsImage* bytes = nullptr;
    if (vips_cast(owned.get(), &bytes, VIPS_FORMAT_UCHAR, nullptr) != 0) return nullptr;
    return Image(bytes);
}

/// Turns a picture stored in one of EXIF's eight orientations (CIPA DC-008, tag 0x0112) upright.
cv::Mat upright(const cv::Mat& stored, int orientation) {
    cv::Mat turned;
    switch (orientation) {
        case 2:
            cv::flip(stored, turned, 1);
            return turned;
        case 3:
            cv::rotate(stored, turned, cv::ROTATE_180);
            return turned;
        case 4:
            cv::flip(stored, turned, 0);
            return turned;
        case 5:
            cv::transpose(stored, turned);
            return turned;
        case 6:
            cv::rotate(stored, turned, cv::ROTATE_90_CLOCKWISE);
            return turned;
        case 7:
            cv::rotate(stored, turned, cv::ROTATE_90_CLOCKWISE);
            cv::flip(turned, turned, 1);
            return turned;
        case 8:
            cv::rotate(stored, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
            return turned;
        default:
            return stored;
    }
}

/// Runs the decoder over the whole picture; empty when it fails on the way.
cv::Mat pixelsOf(Image image) {
    image = flattened(std::move(image));
    if (image) image = toSrgb(std::move(image));
    if (!image || vips_image_get_bands(image.get()) != 3) return {};
    std::size_t bytes = 0;
    const std::unique_ptr<void, GFree> memory(vips_image_write_to_memory(image.get(), &bytes));
    if (!memory) return {};
    const cv::Mat rgb(vips_image_get_height(image.get()), vips_image_get_width(image.get()), CV_8UC3,
                      memory.get());
    cv::Mat bgr;
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    return bgr;
}

Expected<DecodedPicture> decode(std::string_view encoded, const std::string& source,
                                const LoadOptions& options) {
    auto image = openHeader(encoded, source);
    if (!image) return tl::unexpected(image.error());
    if (const auto checked = checkSize(image->get(), source, options); !checked) {
        return tl::unexpected(checked.error());
    }
    const int orientation = vips_image_get_orientation(image->get());
    DecodedPicture picture;
    picture.time = takenAt(image->get());
    picture.pixels = upright(pixelsOf(*std::move(image)), orientation);
    if (picture.pixels.empty()) {
        return failure(source +
                       " is damaged or cut off: its pixels cannot be decoded to the end; take or "
                       "copy it again");
    }
    return picture;
}

}  // namespace

void preparePictureDecoder() {
    static const bool started = startVips();
    (void)started;
}

Expected<DecodedPicture> decodePicture(std::string_view encoded, const std::string& source,
                                       const LoadOptions& options) {
    preparePictureDecoder();
    auto picture = decode(encoded, source, options);
    vips_error_clear();  // libvips gathers messages in one buffer per process
    vips_thread_shutdown();
    return picture;
}

}  // namespace tidewaiter::vision
