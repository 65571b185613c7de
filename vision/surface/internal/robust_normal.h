// Robust normal: the fit of one pixel of photometric_stereo.h.
// Thread rule: immutable after construction, safe to use from any thread. Internal to vision: no other module
// includes it.
#pragma once

#include <array>
#include <opencv2/core/matx.hpp>
#include <span>
#include <vector>

namespace tidewaiter::vision {

/// Albedo times normal, and the observations it rests on.
struct NormalFit {
    cv::Vec3d scaled{0, 0, 0};
    unsigned used = 0;  ///< bit i: light i supports the fit
};

class RobustNormal {
  public:
    static constexpr std::size_t kMaxLights = 32;

    /// `lights` are unit vectors, three to kMaxLights, not in one plane. `noise` is the deviation of an
    /// observation of brightness 1; it falls with the square root of brightness, as photons do.
    explicit RobustNormal(std::vector<cv::Vec3d> lights, double noise = 1);

    /// Deviation of the noise at brightness 1, from how far observations (one row of `rows` a pixel) lie from
    /// a plain fit in the median pixel: shadows and highlights do not count while they are the lesser part,
    /// and gloss that is everywhere is taken for noise, so that it does not cost lights on one side only.
    [[nodiscard]] double noiseOf(const std::vector<std::vector<float>>& rows) const;

    /// Fits brightnesses in linear light, one a light; `blind` marks observations that must not be used
    /// (burnt out). No bit is set in the result when fewer than three are left.
    [[nodiscard]] NormalFit fit(std::span<const float> brightness, unsigned blind) const;

  private:
    struct Triple {
        std::array<std::size_t, 3> lights;
        unsigned mask;
        cv::Matx33d inverse;
    };

    [[nodiscard]] double misfit(std::span<const float> brightness, std::size_t light,
                                const cv::Vec3d& scaled) const;
    [[nodiscard]] cv::Vec3d leastSquares(std::span<const float> brightness, unsigned used) const;
    [[nodiscard]] unsigned supporters(std::span<const float> brightness, unsigned usable,
                                      const cv::Vec3d& scaled) const;
    [[nodiscard]] cv::Vec3d fromTriple(std::span<const float> brightness, const Triple& triple) const;
    [[nodiscard]] double trimmedCost(std::span<const float> brightness, unsigned usable,
                                     const cv::Vec3d& scaled) const;
    [[nodiscard]] NormalFit fitFour(std::span<const float> brightness, unsigned usable) const;
    [[nodiscard]] NormalFit fitTrimmed(std::span<const float> brightness, unsigned usable) const;
    [[nodiscard]] NormalFit refined(std::span<const float> brightness, unsigned usable,
                                    const cv::Vec3d& scaled) const;

    std::vector<cv::Vec3d> lights_;
    double noise_;
    cv::Matx<double, 3, kMaxLights> inverseOfAll_;
    std::vector<Triple> triples_;
};

}  // namespace tidewaiter::vision
