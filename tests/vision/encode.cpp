#include "tests/vision/encode.h"

#include <vips/vips.h>
#include <zlib.h>

#include <array>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

/// libx265, which writes the HEIF test picture, leaks one block per process; nothing of ours does.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier)
    return "leak:libx265";
}

namespace tidewaiter::test {

namespace {

struct Unref {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

Image checked(VipsImage* image) {
    if (image == nullptr) throw std::runtime_error(vips_error_buffer());
    return Image(image);
}

cv::Mat inRgbOrder(const cv::Mat& pixels) {
    cv::Mat rgb = pixels.clone();
    if (pixels.channels() == 3) cv::cvtColor(pixels, rgb, cv::COLOR_BGR2RGB);
    if (pixels.channels() == 4) cv::cvtColor(pixels, rgb, cv::COLOR_BGRA2RGBA);
    return rgb;
}

Image vipsImage(const cv::Mat& pixels) {
    const cv::Mat rgb = inRgbOrder(pixels);
    const bool deep = pixels.depth() == CV_16U;
    auto image = checked(vips_image_new_from_memory_copy(rgb.data, rgb.total() * rgb.elemSize(), rgb.cols,
                                                         rgb.rows, rgb.channels(),
                                                         deep ? VIPS_FORMAT_USHORT : VIPS_FORMAT_UCHAR));
    const bool grey = pixels.channels() < 3;
    VipsInterpretation meaning = grey ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
    if (deep) meaning = grey ? VIPS_INTERPRETATION_GREY16 : VIPS_INTERPRETATION_RGB16;
    VipsImage* tagged = nullptr;
    if (vips_copy(image.get(), &tagged, "interpretation", meaning, nullptr) != 0) tagged = nullptr;
    return checked(tagged);
}

std::string written(VipsImage* image, const std::string& suffix) {
    void* memory = nullptr;
    std::size_t size = 0;
    if (vips_image_write_to_buffer(image, suffix.c_str(), &memory, &size, nullptr) != 0) {
        throw std::runtime_error(vips_error_buffer());
    }
    std::string bytes(static_cast<const char*>(memory), size);
    g_free(memory);
    return bytes;
}

void append32(std::string& bytes, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFFU);
}

void appendChunk(std::string& png, const std::string& type, const std::string& content) {
    append32(png, static_cast<std::uint32_t>(content.size()));
    const std::string checkedPart = type + content;
    png += checkedPart;
    append32(png, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(checkedPart.data()),
                                                   static_cast<uInt>(checkedPart.size()))));
}

std::string compressedZeros(std::uint64_t count) {
    z_stream stream{};
    deflateInit(&stream, Z_DEFAULT_COMPRESSION);
    std::string zeros(1 << 16, '\0');
    std::array<char, 1 << 16> out{};
    std::string compressed;
    int state = Z_OK;
    while (state != Z_STREAM_END) {
        if (stream.avail_in == 0 && count > 0) {
            stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
            stream.avail_in = static_cast<uInt>(std::min<std::uint64_t>(count, zeros.size()));
            count -= stream.avail_in;
        }
        stream.next_out = reinterpret_cast<Bytef*>(out.data());
        stream.avail_out = static_cast<uInt>(out.size());
        state = deflate(&stream, count == 0 ? Z_FINISH : Z_NO_FLUSH);
        compressed.append(out.data(), out.size() - stream.avail_out);
    }
    deflateEnd(&stream);
    return compressed;
}

}  // namespace

std::string encode(const cv::Mat& pixels, const std::string& suffix, const EncodeOptions& options) {
    const auto image = vipsImage(pixels);
    if (options.orientation != 0) {
        vips_image_set_int(image.get(), VIPS_META_ORIENTATION, options.orientation);
    }
    for (const auto& [name, text] : options.texts) {
        vips_image_set_string(image.get(), name.c_str(), text.c_str());
    }
    return written(image.get(), suffix);
}

std::string encodeCmyk(const cv::Mat& pixels, const std::string& suffix) {
    const auto image = vipsImage(pixels);
    VipsImage* cmyk = nullptr;
    if (vips_icc_transform(image.get(), &cmyk, "cmyk", "input_profile", "srgb", nullptr) != 0) cmyk = nullptr;
    return written(checked(cmyk).get(), suffix);
}

std::string encodePages(const std::vector<cv::Mat>& pages, const std::string& suffix) {
    cv::Mat stacked;
    cv::vconcat(pages, stacked);
    const auto image = vipsImage(stacked);
    vips_image_set_int(image.get(), VIPS_META_PAGE_HEIGHT, pages.front().rows);
    return written(image.get(), suffix);
}

std::string hugePng(unsigned width, unsigned height) {
    std::string header;
    append32(header, width);
    append32(header, height);
    header += std::string("\x01\x00\x00\x00\x00", 5);  // one bit, grey, no interlace
    std::string png = "\x89PNG\r\n\x1a\n";
    appendChunk(png, "IHDR", header);
    appendChunk(png, "IDAT", compressedZeros(std::uint64_t{height} * (1 + (width + 7) / 8)));
    appendChunk(png, "IEND", "");
    return png;
}

cv::Mat fourQuarters(int width, int height) {
    cv::Mat picture(height, width, CV_8UC3, cv::Scalar(255, 255, 255));
    const int w = width / 2;
    const int h = height / 2;
    picture(cv::Rect(0, 0, w, h)) = cv::Scalar(0, 0, 255);
    picture(cv::Rect(w, 0, width - w, h)) = cv::Scalar(0, 255, 0);
    picture(cv::Rect(0, h, w, height - h)) = cv::Scalar(255, 0, 0);
    return picture;
}

}  // namespace tidewaiter::test
