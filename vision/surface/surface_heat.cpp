#include "vision/surface/surface_heat.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/surface/internal/measure_parts.h"

namespace tidewaiter::vision {

namespace {

constexpr double kWindowShare = 0.06;  ///< of the shorter side: deviation of the window heat is gathered in
constexpr double kMuchGrain = 0.06;    ///< of the brightness, see the header
constexpr double kLittleGrain = 0.004;

/// Mean of `plane` around each pixel of the mask, taken over the mask alone; 0 outside.
cv::Mat meanAround(const cv::Mat& plane, const cv::Mat& mask, double window) {
    cv::Mat weight;
    mask.convertTo(weight, CV_32F, 1.0 / 255);
    cv::Mat sum;
    cv::Mat total;
    cv::GaussianBlur(plane.mul(weight), sum, {}, window);
    cv::GaussianBlur(weight, total, {}, window);
    return (sum / cv::max(total, 1e-3)).mul(weight);
}

/// Share of the gradient's energy that lies in the direction of the whole top's strongest gradients.
cv::Mat scratchHeat(const TexturePlanes& texture, double window) {
    cv::Mat soft;
    cv::GaussianBlur(texture.all, soft, {}, 1);
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(soft, dx, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(soft, dy, CV_32F, 0, 1, 3, 0.125);
    cv::Mat inner;
    cv::erode(texture.mask, inner, cv::Mat::ones(5, 5, CV_8U));
    const double xx = cv::mean(dx.mul(dx), inner)[0];
    const double yy = cv::mean(dy.mul(dy), inner)[0];
    const double xy = cv::mean(dx.mul(dy), inner)[0];
    const double angle = std::atan2(2 * xy, xx - yy) / 2;
    const cv::Mat across = dx * std::cos(angle) + dy * std::sin(angle);
    const cv::Mat energy = meanAround(dx.mul(dx) + dy.mul(dy), inner, window);
    const cv::Mat along = meanAround(across.mul(across), inner, window);
    return along / cv::max(energy, 1e-9) * 2 - 1;
}

cv::Mat smoothHeat(const TexturePlanes& texture, double window) {
    const cv::Mat fine = texture.bands[0] + texture.bands[1];
    cv::Mat logarithm;
    cv::log(cv::max(meanAround(fine.mul(fine), texture.mask, window), 1e-10), logarithm);
    const double high = 2 * std::log(kMuchGrain);
    const double low = 2 * std::log(kLittleGrain);
    return (high - logarithm) / (high - low);
}

cv::Mat strokeHeat(const TexturePlanes& texture, double window) {
    const cv::Mat coarse = texture.bands[2] + texture.bands[3];
    const cv::Mat energy = meanAround(coarse.mul(coarse), texture.mask, window / 2);
    const double usual = std::max(cv::mean(energy, texture.mask)[0], 1e-9);
    return (energy / usual - 1) / 3;
}

cv::Mat heatOf(SurfaceState state, const TexturePlanes& texture, double window) {
    switch (state) {
        case SurfaceState::Resurfaced:
            return smoothHeat(texture, window);
        case SurfaceState::Unmarked:
            return strokeHeat(texture, window);
        case SurfaceState::Intact:
        case SurfaceState::Sanded:
        case SurfaceState::Unknown:
            break;
    }
    return scratchHeat(texture, window);
}

}  // namespace

Expected<SurfaceHeat> surfaceHeat(const cv::Mat& frame, const Quad& quad, SurfaceState state, int longestPx) {
    const auto view = makeTopView(frame, quad);
    if (!view) return tl::unexpected(view.error());
    const auto area = findPlainArea(*view);
    const auto texture = texturePlanes(area.grey, area.plain);
    const double window = kWindowShare * std::min(view->body.width, view->body.height);
    cv::Mat levels;
    heatOf(state, texture, window).convertTo(levels, CV_8U, 255);
    levels.setTo(0, ~area.plain);

    const double shrink = std::min(1.0, static_cast<double>(longestPx) / std::max(levels.cols, levels.rows));
    SurfaceHeat heat;
    cv::resize(levels, heat.values, {}, shrink, shrink, cv::INTER_AREA);
    const double across = static_cast<double>(levels.cols) / heat.values.cols;
    const double down = static_cast<double>(levels.rows) / heat.values.rows;
    // Pixel centers are at whole numbers: the middle of a small pixel is the middle of those it stands for.
    const cv::Matx33d toView(across, 0, view->body.x + (across - 1) / 2, 0, down,
                             view->body.y + (down - 1) / 2, 0, 0, 1);
    heat.toFrame = view->toFrame * toView;
    return heat;
}

}  // namespace tidewaiter::vision
