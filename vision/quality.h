// Quality: how well a frame can be read, as numbers and as one hint a person can act on.
// Thread rule: immutable value; measureQuality is a pure function, safe to call from any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <opencv2/core/mat.hpp>
#include <string>

namespace tidewaiter::vision {

struct Quality {
    double sharpness = 0;  ///< in [0, 1]: 0 is a blur without edges, 1 is as sharp as the pixels allow
    double exposure = 0;   ///< mean brightness in [0, 1]
    double contrast = 0;   ///< spread between the 5th and 95th percentile of brightness, in [0, 1]
    double glare = 0;      ///< share of the picture burnt out in compact white spots, in [0, 1]
    bool readable = true;  ///< false: nothing read from this frame can be relied on; take another photo
    std::string hint;      ///< what to do about it in plain words, empty when there is nothing to do

    bool operator==(const Quality&) const = default;
};

void to_json(nlohmann::json& json, const Quality& quality);
void from_json(const nlohmann::json& json, Quality& quality);

/// Thresholds beyond which nothing can be read (`readable` false), and one for a mere hint.
struct QualityOptions {
    double minSharpness =
        0.28;  ///< below, edges wider than six pixels: "blurred"; raise it and more photos are sent back
    double minExposure = 0.08;   ///< below, with nothing brighter than three times this: "too dark to read"
    double maxExposure = 0.95;   ///< above, with nothing darker than 0.25 less: "too bright"
    double minContrast = 0.06;   ///< darkest to brightest item, below: nothing stands out from its ground
    double maxGlare = 0.03;      ///< above: the hint "glare hides part of the picture"; still readable
    double hopelessGlare = 0.5;  ///< above: no longer readable
    int minPixels = 3600;        ///< fewer, 60 times 60, hold no line of text: "move closer"
};

/// Measures a BGR or grey 8-bit picture. Precondition: not empty.
[[nodiscard]] Quality measureQuality(const cv::Mat& pixels, const QualityOptions& options = {});

}  // namespace tidewaiter::vision
