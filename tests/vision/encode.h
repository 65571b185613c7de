// Encode: pictures in any file format, made in memory by libvips for the tests of loading.
// Thread rule: one thread; call vision::initImageLoader() first.
#pragma once

#include <map>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

namespace tidewaiter::test {

/// What to write besides the pixels.
struct EncodeOptions {
    int orientation = 0;                       ///< EXIF orientation 1..8, 0 for none
    std::map<std::string, std::string> texts;  ///< metadata fields by libvips' names
};

/// `pixels` (8 or 16 bit; grey, grey and alpha, BGR or BGRA) as a file of the kind that `suffix` names, with
/// libvips' save options: ".jpg[Q=95]", ".png[palette]". Throws std::runtime_error when libvips cannot.
[[nodiscard]] std::string encode(const cv::Mat& pixels, const std::string& suffix,
                                 const EncodeOptions& options = {});

/// The BGR `pixels` converted to CMYK through libvips' own profile, then encoded.
[[nodiscard]] std::string encodeCmyk(const cv::Mat& pixels, const std::string& suffix);

/// Several pictures of one size as the frames or pages of one file.
[[nodiscard]] std::string encodePages(const std::vector<cv::Mat>& pages, const std::string& suffix);

/// A PNG of zeros of the given size, one bit per pixel: a decompression bomb when the size is large.
[[nodiscard]] std::string hugePng(unsigned width, unsigned height);

/// A picture in which every turn and mirror can be told: four differently colored quarters.
[[nodiscard]] cv::Mat fourQuarters(int width, int height);

}  // namespace tidewaiter::test
