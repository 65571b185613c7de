#include "vision/surface/photometric_stereo.h"

#include <array>
#include <bit>
#include <cmath>
#include <opencv2/core.hpp>
#include <vector>

#include "vision/surface/internal/robust_normal.h"

namespace tidewaiter::vision {

namespace {

constexpr int kBurntOut = 252;  ///< 8-bit level from which on a pixel says nothing but "bright"
constexpr std::size_t kNoiseSamples = 20'000;  ///< pixels that the noise is taken from
constexpr double kLeastNoise = 0.004;          ///< deviation at brightness 1: one 8-bit step
constexpr double kDegree = CV_PI / 180;

/// Linear light of each 8-bit level.
std::array<float, 256> linearLevels(bool linear) {
    std::array<float, 256> levels{};
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const double v = static_cast<double>(i) / 255;
        const double decoded = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
        levels[i] = static_cast<float>(linear ? v : decoded);
    }
    return levels;
}

std::string nameOf(const Frame& frame) {
    return frame.source.empty() ? "a frame" : frame.source;
}

std::string sizeText(const cv::Mat& pixels) {
    return std::to_string(pixels.cols) + " x " + std::to_string(pixels.rows);
}

/// What is wrong with one frame beside the first; empty when nothing is.
std::string troubleWith(const Frame& frame, const Frame& first) {
    if (!frame.light) return nameOf(frame) + " has no light direction; add it to lights.toml";
    if (frame.pixels.empty() || frame.pixels.type() != CV_8UC3) {
        return nameOf(frame) + " is no picture of 8-bit color; load it again";
    }
    if (frame.pixels.size() != first.pixels.size()) {
        return nameOf(frame) + " is " + sizeText(frame.pixels) + " pixels and " + nameOf(first) + " " +
               sizeText(first.pixels) + "; take all frames with the camera at rest";
    }
    if (frame.linear != first.linear) return "some frames are linear and some not; take them all alike";
    return {};
}

/// What keeps the frames from being fitted together; empty when nothing does.
std::string troubleWithAll(std::span<const Frame> frames, const cv::Mat& dark) {
    if (frames.size() < 3) {
        return "photometric stereo needs at least three frames under different lights, got " +
               std::to_string(frames.size()) + "; take one more for each light of the ring";
    }
    if (frames.size() > RobustNormal::kMaxLights) {
        return "photometric stereo takes at most " + std::to_string(RobustNormal::kMaxLights) +
               " frames, got " + std::to_string(frames.size()) + "; leave some out";
    }
    for (const auto& frame : frames) {
        if (auto trouble = troubleWith(frame, frames.front()); !trouble.empty()) return trouble;
    }
    if (!dark.empty() && (dark.size() != frames[0].pixels.size() || dark.type() != CV_8UC3)) {
        return "the dark frame is " + sizeText(dark) + " pixels and " + nameOf(frames[0]) + " " +
               sizeText(frames[0].pixels) + "; take it with the camera at rest";
    }
    return {};
}

/// Unit vectors to the lights. Precondition: every frame has one.
std::vector<cv::Vec3d> directionsOf(std::span<const Frame> frames) {
    std::vector<cv::Vec3d> lights;
    for (const auto& frame : frames) lights.push_back(towards(*frame.light));
    return lights;
}

/// Whether the lights span all three dimensions: smallest singular value, a light's mean share.
bool spread(const std::vector<cv::Vec3d>& lights, double leastDeg) {
    cv::Mat rows(static_cast<int>(lights.size()), 3, CV_64F);
    for (int i = 0; i < rows.rows; ++i) {
        for (int k = 0; k < 3; ++k) rows.at<double>(i, k) = lights[static_cast<std::size_t>(i)][k];
    }
    cv::Mat singular;
    cv::SVD::compute(rows, singular, cv::SVD::NO_UV);
    const double share = singular.at<double>(2) / std::sqrt(static_cast<double>(lights.size()));
    return std::isfinite(share) && share >= std::sin(leastDeg * kDegree);
}

/// The observations of one pixel under all lights, in linear light with the dark frame subtracted.
class Observations {
  public:
    Observations(std::span<const Frame> frames, const cv::Mat& dark, bool linear)
        : frames_(frames),
          dark_(dark),
          levels_(linearLevels(linear)),
          grey_(frames.size()),
          colors_(frames.size()) {}

    void take(int y, int x) {
        const auto zero = dark_.empty() ? cv::Vec3b() : dark_.at<cv::Vec3b>(y, x);
        blind_ = 0;
        for (std::size_t i = 0; i < frames_.size(); ++i) {
            const auto& pixel = frames_[i].pixels.at<cv::Vec3b>(y, x);
            for (int c = 0; c < 3; ++c) colors_[i][c] = std::max(0.0F, levels_[pixel[c]] - levels_[zero[c]]);
            // Luminance of linear light, ITU-R BT.709.
            grey_[i] = 0.0722F * colors_[i][0] + 0.7152F * colors_[i][1] + 0.2126F * colors_[i][2];
            if (std::max({pixel[0], pixel[1], pixel[2]}) >= kBurntOut) blind_ |= 1U << i;
        }
    }
    [[nodiscard]] const std::vector<float>& grey() const { return grey_; }
    [[nodiscard]] const std::vector<cv::Vec3f>& colors() const { return colors_; }
    [[nodiscard]] unsigned blind() const { return blind_; }

  private:
    std::span<const Frame> frames_;
    const cv::Mat& dark_;
    std::array<float, 256> levels_;
    std::vector<float> grey_;
    std::vector<cv::Vec3f> colors_;
    unsigned blind_ = 0;
};

/// Color of the material by least squares over the lights that support the normal.
cv::Vec3f albedoOf(const std::vector<cv::Vec3f>& colors, const std::vector<cv::Vec3d>& lights,
                   const cv::Vec3d& normal, unsigned used) {
    cv::Vec3f sum(0, 0, 0);
    float squares = 0;
    for (std::size_t i = 0; i < lights.size(); ++i) {
        const auto shade = static_cast<float>(normal.dot(lights[i]));
        if ((used >> i & 1U) == 0 || shade <= 0) continue;
        sum += colors[i] * shade;
        squares += shade * shade;
    }
    return squares > 0 ? sum / squares : sum;
}

double noiseOf(Observations& observations, const cv::Size& size, const RobustNormal& plain) {
    const auto total = static_cast<std::size_t>(size.area());
    const std::size_t step = std::max<std::size_t>(1, total / kNoiseSamples);
    std::vector<std::vector<float>> rows;
    for (std::size_t i = 0; i < total; i += step) {
        const auto at = static_cast<int>(i);
        observations.take(at / size.width, at % size.width);
        if (observations.blind() == 0) rows.push_back(observations.grey());
    }
    return std::max(plain.noiseOf(rows), kLeastNoise);
}

}  // namespace

cv::Vec3d towards(const LightDirection& light) {
    const double azimuth = light.azimuthDeg * kDegree;
    const double elevation = light.elevationDeg * kDegree;
    return {std::cos(elevation) * std::cos(azimuth), std::cos(elevation) * std::sin(azimuth),
            std::sin(elevation)};
}

std::string troubleWithLights(std::span<const Frame> frames, const cv::Mat& dark,
                              const PhotometricOptions& options) {
    if (auto trouble = troubleWithAll(frames, dark); !trouble.empty()) return trouble;
    if (spread(directionsOf(frames), options.leastSpreadDeg)) return {};
    return "the lights stand in one plane with the object, which tells nothing about slopes across it; use "
           "lights from at least three sides";
}

Expected<SurfaceShape> photometricStereo(std::span<const Frame> frames, const cv::Mat& dark,
                                         const PhotometricOptions& options) {
    if (auto trouble = troubleWithLights(frames, dark, options); !trouble.empty())
        return failure(std::move(trouble));
    const auto lights = directionsOf(frames);
    const auto size = frames[0].pixels.size();
    Observations observations(frames, dark, frames[0].linear);
    const RobustNormal fit(lights, noiseOf(observations, size, RobustNormal(lights)));
    SurfaceShape shape{cv::Mat(size, CV_32FC3, cv::Scalar(0, 0, 1)), cv::Mat(size, CV_32FC3, cv::Scalar()),
                       cv::Mat(size, CV_8U, cv::Scalar())};
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            observations.take(y, x);
            const auto [scaled, used] = fit.fit(observations.grey(), observations.blind());
            const double length = cv::norm(scaled);
            if (used == 0 || length < 1e-6) continue;
            const cv::Vec3d normal = scaled / length;
            shape.normals.at<cv::Vec3f>(y, x) = normal;
            shape.albedo.at<cv::Vec3f>(y, x) = albedoOf(observations.colors(), lights, normal, used);
            shape.lights.at<uchar>(y, x) = static_cast<uchar>(std::popcount(used));
        }
    }
    return shape;
}

}  // namespace tidewaiter::vision
