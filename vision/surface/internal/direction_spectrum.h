// Direction spectrum: in which directions a texture's waves run.
// Thread rule: immutable after construction, safe to use from any thread. Internal to vision: no other module
// includes it.
//
// Power spectra of tiles are averaged (P. Welch, "The use of fast Fourier transform for the estimation of
// power spectra", IEEE Trans. Audio Electroacoustics 15, 1967), divided by the median of their ring, so that
// only direction counts, and gathered by direction. Parallel grooves make one narrow peak across them.
#pragma once

#include <array>
#include <opencv2/core/mat.hpp>
#include <vector>

namespace tidewaiter::vision {

inline constexpr std::size_t kDirections = 60;  ///< three degrees each, over half a turn
inline constexpr std::size_t kWaveBands = 3;    ///< waves of 3 to 5, 5 to 10, 10 to 25 pixels

/// Power by direction of the wave; direction i is 3 i degrees from the picture's right edge, clockwise.
using DirectionProfile = std::array<double, kDirections>;

struct DirectionPower {
    std::array<DirectionProfile, kWaveBands> bands{};
    DirectionProfile all{};
};

class DirectionSpectrum {
  public:
    explicit DirectionSpectrum(int tileSide);

    [[nodiscard]] int tileSide() const { return side_; }

    /// Power of one tile of this side, CV_32F of mean 0, windowed.
    [[nodiscard]] cv::Mat powerOf(const cv::Mat& tile) const;

    /// Whitened and gathered.
    [[nodiscard]] DirectionPower gathered(const cv::Mat& power) const;

  private:
    struct Place {
        int ring = -1;  ///< -1: not looked at
        std::size_t direction = 0;
        std::size_t band = 0;
    };

    int side_;
    int rings_ = 0;
    std::vector<Place> places_;
    cv::Mat window_;
};

/// The highest direction and how it stands out.
struct DirectionPeak {
    std::size_t direction = 0;
    double height = 0;  ///< log of peak over median
    double width = 0;   ///< log of peak over the mean of 15 to 30 degrees beside it
};
[[nodiscard]] DirectionPeak peakOf(const DirectionProfile& profile);

}  // namespace tidewaiter::vision
