#include "vision/quality.h"

#include <algorithm>
#include <cassert>

#include "vision/internal/glare.h"
#include "vision/internal/sharpness.h"
#include "vision/internal/tone.h"

namespace tidewaiter::vision {

namespace {

/// Brightness without the outermost half percent on either side: what a small item on a plain ground spans.
struct Span {
    double darkest;
    double brightest;
};

Span spanOf(const Histogram& histogram) {
    return {percentile(histogram, 0.005), percentile(histogram, 0.995)};
}

double meanOf(const Histogram& histogram) {
    double mean = 0;
    for (std::size_t level = 0; level < histogram.size(); ++level) {
        mean += histogram[level] * static_cast<double>(level) / 255;
    }
    return mean;
}

/// The reason why nothing can be read, or empty. A dark or white ground alone is no reason: product photos
/// have them, so the item's own brightness must be out of range as well.
std::string hopeless(const Quality& quality, const Span& span, const cv::Size& size,
                     const QualityOptions& options) {
    if (size.area() < options.minPixels) return "Too small to read: move closer.";
    if (quality.exposure < options.minExposure && span.brightest < 3 * options.minExposure) {
        return "Too dark to read: add light or open the aperture.";
    }
    if (quality.exposure > options.maxExposure && span.darkest > options.maxExposure - 0.25) {
        return "Too bright to read: take away light or close the aperture.";
    }
    if (span.brightest - span.darkest < options.minContrast) {
        return "Nothing stands out: point the camera at the item and light it from the side.";
    }
    if (quality.sharpness < options.minSharpness) {
        return "Blurred: hold still or move back until it is sharp.";
    }
    if (quality.glare > options.hopelessGlare) {
        return "Glare hides the picture: tilt the item or move the light.";
    }
    return {};
}

}  // namespace

Quality measureQuality(const cv::Mat& pixels, const QualityOptions& options) {
    assert(!pixels.empty() && pixels.depth() == CV_8U);
    const cv::Mat grey = greyOf(pixels);
    const auto histogram = histogramOf(grey);
    Quality quality;
    quality.exposure = meanOf(histogram);
    quality.contrast = percentile(histogram, 0.95) - percentile(histogram, 0.05);
    quality.sharpness = sharpnessOf(grey);
    quality.glare = glareOf(grey);
    quality.hint = hopeless(quality, spanOf(histogram), grey.size(), options);
    quality.readable = quality.hint.empty();
    if (quality.readable && quality.glare > options.maxGlare) {
        quality.hint = "Glare hides part of the picture: tilt the item or move the light.";
    }
    return quality;
}

}  // namespace tidewaiter::vision
