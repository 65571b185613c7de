// Frame: one picture and where it came from.
// Thread rule: immutable value after loading, safe to read from any thread; the pixels are shared, never
// written.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <string>
#include <vector>

#include "vision/quality.h"

namespace tidewaiter::vision {

/// Where the light stood when the frame was taken, seen from the object.
struct LightDirection {
    double azimuthDeg = 0;     ///< in [0, 360), counter-clockwise from the picture's right edge
    double elevationDeg = 90;  ///< in [0, 90], 90 is straight above

    bool operator==(const LightDirection&) const = default;
};

/// Another picture of a frame's view, of the moment before or after.
struct Repeat {
    std::string sha256;  ///< of the encoded original, 64 lower-case hexadecimal digits
    cv::Mat pixels;      ///< as the frame's; not part of the JSON
};

/// A lit frame's view with all lights off.
struct DarkFrame {
    std::string source;  ///< as the frame's
    std::string sha256;  ///< of the encoded original, 64 lower-case hexadecimal digits
    cv::Mat pixels;      ///< as the frame's; not part of the JSON
};

struct Frame {
    std::string id;      ///< unique within one inspection, "f1", "f2", ...
    std::string source;  ///< file name or device URI as the user gave it, UTF-8
    cv::Mat pixels;      ///< BGR, 8 bit per channel, upright as the camera was held; not part of the JSON
    int width = 0;       ///< pixels
    int height = 0;      ///< pixels
    std::string sha256;  ///< of the encoded original, 64 lower-case hexadecimal digits
    std::string time;    ///< when it was taken, RFC 3339, empty when unknown
    std::optional<LightDirection> light;
    std::optional<DarkFrame> dark;
    bool linear =
        false;  ///< whether brightness grows in proportion to light, without the sRGB curve of photos
    std::optional<double> millimetersPerPixel;
    Quality quality;              ///< measured at loading
    std::vector<Repeat> repeats;  ///< what is in doubt in the frame is looked at in these too
};

void to_json(nlohmann::json& json, const Frame& frame);
void from_json(const nlohmann::json& json, Frame& frame);

}  // namespace tidewaiter::vision
