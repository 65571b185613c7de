// Refusing: hostile and broken pictures get one sentence that names the file and what to do, and cost
// nothing.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <opencv2/core.hpp>

#include "tests/vision/encode.h"
#include "vision/image_loader.h"

namespace tidewaiter::vision {
namespace {

namespace fs = std::filesystem;
using test::encode;
using test::fourQuarters;

class ImageRefusal : public testing::Test {
  protected:
    static void SetUpTestSuite() { initImageLoader(); }
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("tidewaiter-refusal-" + std::to_string(getpid()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    fs::path write(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
        return folder_ / name;
    }

    fs::path folder_;
};

/// One sentence: names the picture, holds `reason`, has no line break.
void expectRefused(const Expected<Frame>& frame, const std::string& name, const std::string& reason) {
    ASSERT_FALSE(frame) << name << " was accepted";
    const auto& message = frame.error().message;
    EXPECT_NE(message.find(name), std::string::npos) << message;
    EXPECT_NE(message.find(reason), std::string::npos) << message;
    EXPECT_NE(message.find("; "), std::string::npos) << "says nothing about what to do: " << message;
    EXPECT_EQ(message.find('\n'), std::string::npos) << message;
}

/// Bytes that change in every pixel, so that no codec makes them vanish.
cv::Mat noise() {
    cv::Mat picture(200, 300, CV_8UC3);
    cv::RNG random(1);
    random.fill(picture, cv::RNG::UNIFORM, 0, 256);
    return picture;
}

TEST_F(ImageRefusal, NamesWhatIsWrongWithTheFile) {
    expectRefused(loadImage(folder_ / "none.jpg"), "none.jpg", "does not exist");
    expectRefused(loadImage(folder_), folder_.filename().string(), "is a folder");
    expectRefused(loadImage(write("empty.jpg", "")), "empty.jpg", "is empty");
    expectRefused(loadImage("/dev/null"), "/dev/null", "is not a file");
    expectRefused(loadImage(write("letter.jpg", "Dear Sir,\nplease find")), "letter.jpg", "is a text file");
    expectRefused(loadImage(write("file.jpg/x", "")), "file.jpg/x", "does not exist");
}

TEST_F(ImageRefusal, NamesAFileThatMayNotBeRead) {
    const auto file = write("secret.jpg", encode(fourQuarters(64, 48), ".jpg"));
    ASSERT_EQ(chmod(file.c_str(), 0), 0);
    const bool root = geteuid() == 0;
    constexpr uid_t kNobody = 65534;
    if (root && (chmod(folder_.c_str(), 0755) != 0 || seteuid(kNobody) != 0))
        GTEST_SKIP() << "cannot stop being root";
    const auto frame = loadImage(file);
    if (root) {
        ASSERT_EQ(seteuid(0), 0);
    }
    expectRefused(frame, "secret.jpg", "cannot be opened");
}

TEST_F(ImageRefusal, RefusesFormatsWhoseDecodersAreClosed) {
    const std::string pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";
    const std::string svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    const std::string bmp = std::string("BM") + std::string(60, '\1');
    expectRefused(decodeImage(pdf, "a.pdf"), "a.pdf", "a PDF document");
    expectRefused(decodeImage(svg, "a.svg"), "a.svg", "an SVG drawing");
    expectRefused(decodeImage("<?xml version='1.0'?>" + svg, "b.svg"), "b.svg", "an SVG drawing");
    expectRefused(decodeImage(bmp, "a.bmp"), "a.bmp", "a BMP picture");
    expectRefused(decodeImage("P6 2 2 255 abcdefghijkl", "a.ppm"), "a.ppm", "not a picture");
    expectRefused(decodeImage(std::string(300, '\0'), "zeros.jpg"), "zeros.jpg", "not a picture in a known");
}

TEST_F(ImageRefusal, RefusesCutOffPictures) {
    for (const char* suffix : {".jpg", ".jpg[interlace]", ".png", ".png[interlace]", ".webp",
                               ".webp[lossless]", ".gif", ".tif", ".tif[compression=lzw]"}) {
        const auto whole = encode(noise(), suffix);
        ASSERT_TRUE(decodeImage(whole, "whole")) << suffix;
        for (const double share : {0.001, 0.02, 0.3, 0.6, 0.9}) {
            const auto size = static_cast<std::size_t>(share * static_cast<double>(whole.size()));
            const auto frame = decodeImage(whole.substr(0, std::max<std::size_t>(size, 1)), "cut.jpg");
            EXPECT_FALSE(frame) << suffix << " cut to " << share;
        }
        expectRefused(decodeImage(whole.substr(0, whole.size() * 6 / 10), "cut.jpg"), "cut.jpg", "");
    }
}

TEST_F(ImageRefusal, RefusesBrokenHeaders) {
    auto png = encode(fourQuarters(64, 48), ".png");
    png[18] = '\x7F';  // width, checksum no longer right
    expectRefused(decodeImage(png, "bad.png"), "bad.png", "damaged");
    expectRefused(decodeImage(test::hugePng(0, 0), "zero.png"), "zero.png", "");
    expectRefused(decodeImage(std::string("\xFF\xD8\xFF\xE0\0\x10JFIF\0", 12), "head.jpg"), "head.jpg",
                  "damaged");
    expectRefused(decodeImage("GIF89a", "head.gif"), "head.gif", "");
    expectRefused(decodeImage(std::string("II*\0\x08\0\0\0", 8), "head.tif"), "head.tif", "damaged");
}

TEST_F(ImageRefusal, RefusesTooManyBytesUnread) {
    const auto file = folder_ / "long.jpg";
    write("long.jpg", "");
    fs::resize_file(file, 1ULL << 40);  // sparse: reading it would take hours
    expectRefused(loadImage(file), "long.jpg", "too large (1099511627776 bytes");
    expectRefused(decodeImage(std::string(11, 'x'), "x", {.maxBytes = 10, .maxPixels = 1, .maxSidePx = 1}),
                  "x", "too large (11 bytes, at most 10)");
}

TEST_F(ImageRefusal, RefusesADecompressionBombWithoutDecodingIt) {
    const auto file = write("bomb.png", test::hugePng(30'000, 30'000));
    EXPECT_LT(fs::file_size(file), 2U << 20);
    rusage before{};
    getrusage(RUSAGE_SELF, &before);
    expectRefused(loadImage(file), "bomb.png", "too large (30000 x 30000 pixels");
    rusage after{};
    getrusage(RUSAGE_SELF, &after);
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 16 << 10) << "KiB of memory for a refusal";
}

TEST_F(ImageRefusal, RefusesByPixelsAndBySide) {
    const LoadOptions options{.maxBytes = 1 << 20, .maxPixels = 1000, .maxSidePx = 100};
    EXPECT_TRUE(decodeImage(test::hugePng(100, 10), "fits.png", options));
    expectRefused(decodeImage(test::hugePng(100, 11), "many.png", options), "many.png",
                  "too large (100 x 11");
    expectRefused(decodeImage(test::hugePng(101, 1), "wide.png", options), "wide.png", "too large (101 x 1 ");
    expectRefused(decodeImage(test::hugePng(1, 101), "high.png", options), "high.png", "too large (1 x 101 ");
}

TEST_F(ImageRefusal, SurvivesEveryDamagedByteOfASmallPicture) {
    for (const char* suffix : {".jpg", ".png", ".webp", ".gif", ".tif"}) {
        const auto whole = encode(fourQuarters(16, 16), suffix);
        for (std::size_t i = 0; i < whole.size(); ++i) {
            auto damaged = whole;
            damaged[i] = static_cast<char>(~damaged[i]);
            const auto frame = decodeImage(damaged, "damaged");  // either answer is right, a crash is not
            EXPECT_TRUE(!frame || frame->pixels.type() == CV_8UC3) << suffix << " byte " << i;
        }
    }
}

}  // namespace
}  // namespace tidewaiter::vision
