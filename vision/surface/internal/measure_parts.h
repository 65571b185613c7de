// Measure parts: the groups of measures.h, and the planes that they share.
// Thread rule: pure functions over values, safe to call from any thread. Internal to vision: no other module
// includes it.
#pragma once

#include <array>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "vision/surface/measures.h"

namespace tidewaiter::vision {

/// The plain area at several blurs, as if the rest were not there (normalized convolution: H. Knutsson and
/// C.-F. Westin, "Normalized and differential convolution", CVPR 1993), relative to the local brightness.
struct TexturePlanes {
    /// Texture in octaves: waves of about 3, 6, 12 and 24 pixels, CV_32F, relative to the brightness; 0
    /// outside `mask`.
    std::array<cv::Mat, 4> bands;
    cv::Mat all;   ///< their sum
    cv::Mat mask;  ///< CV_8U: where they hold
};

/// `mask` says what counts; only there are the planes filled.
[[nodiscard]] TexturePlanes texturePlanes(const cv::Mat& grey, const cv::Mat& mask);

/// Grain1 and Grain2 of another part of the body.
struct FineTexture {
    double grain1 = 0;
    double grain2 = 0;
};
[[nodiscard]] FineTexture fineTexture(const PlainArea& area, const cv::Mat& mask);

/// Deviation of `plane` within `mask`; 0 when the mask is empty.
[[nodiscard]] double deviationOf(const cv::Mat& plane, const cv::Mat& mask);

/// log10 of a texture's deviation, with a floor far below what a camera shows.
[[nodiscard]] double grainOf(const cv::Mat& plane, const cv::Mat& mask);

/// Squares that cover `size`, overlapping by half, `side` pixels each.
[[nodiscard]] std::vector<cv::Rect> tilesOver(const cv::Size& size, int side);

/// CV_8U: 255 in the four corners of `size`, from `edge` pixels off its edges out to `share` of its shorter
/// side.
[[nodiscard]] cv::Mat cornersOf(const cv::Size& size, int edge, double share);

/// Share of `mask` that is set.
[[nodiscard]] double shareOf(const cv::Mat& mask);

/// Blue minus red, of their sum, within `mask`; 0 when the mask is empty.
[[nodiscard]] double hueOf(const TopView& view, const cv::Mat& mask);

/// Median brightness of `grey` (CV_32F in [0, 1]) within `mask`.
[[nodiscard]] double medianOf(const cv::Mat& grey, const cv::Mat& mask);

/// One connected stroke of a letter's size.
struct Letter {
    cv::Rect box;
    double area = 0;  ///< pixels
};
[[nodiscard]] std::vector<Letter> lettersIn(const cv::Mat& strokes);

void measureTexture(const TexturePlanes& texture, const PlainArea& area, SurfaceMeasures& measures);
void measureDirection(const TexturePlanes& texture, SurfaceMeasures& measures);
void measureTone(const TopView& view, const PlainArea& area, SurfaceMeasures& measures);
void measureUnevenness(const TexturePlanes& texture, const PlainArea& area, SurfaceMeasures& measures);
void measureRim(const TopView& view, const TexturePlanes& texture, const PlainArea& area,
                SurfaceMeasures& measures);
void measureInk(const TopView& view, const PlainArea& area, SurfaceMeasures& measures);
/// Precondition: measureTexture() came before.
void measureColorNoise(const TopView& view, const PlainArea& area, SurfaceMeasures& measures);
void measureGhosts(const PlainArea& area, const TexturePlanes& texture, SurfaceMeasures& measures);
void measureDimple(const PlainArea& area, const TexturePlanes& texture, SurfaceMeasures& measures);
void measureColor(const TopView& view, const PlainArea& area, SurfaceMeasures& measures);
void measureMarkPlace(const PlainArea& area, SurfaceMeasures& measures);
void measurePinMark(const PlainArea& area, SurfaceMeasures& measures);

}  // namespace tidewaiter::vision
