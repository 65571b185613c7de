#include "vision/surface/relief.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace tidewaiter::vision {

namespace {

/// Value below which the share `part` of all lies.
float quantile(const cv::Mat& values, double part) {
    std::vector<float> sorted(values.begin<float>(), values.end<float>());
    const auto at =
        sorted.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), at, sorted.end());
    return *at;
}

/// Slopes dz/dx and dz/dy with y downwards, as the picture has it, in a complex plane each, padded for the
/// transform. Padding is flat: the high-pass forgets the step.
struct Slopes {
    cv::Mat x;
    cv::Mat y;
};

Slopes slopesOf(const cv::Mat& normals, double steepest) {
    const cv::Size padded(cv::getOptimalDFTSize(normals.cols), cv::getOptimalDFTSize(normals.rows));
    Slopes slopes{cv::Mat(padded, CV_32F, cv::Scalar()), cv::Mat(padded, CV_32F, cv::Scalar())};
    const auto limit = static_cast<float>(steepest);
    for (int y = 0; y < normals.rows; ++y) {
        for (int x = 0; x < normals.cols; ++x) {
            const auto& n = normals.at<cv::Vec3f>(y, x);
            const float z = std::max(n[2], 0.05F);
            slopes.x.at<float>(y, x) = std::clamp(-n[0] / z, -limit, limit);
            slopes.y.at<float>(y, x) = std::clamp(n[1] / z, -limit, limit);
        }
    }
    return slopes;
}

cv::Mat spectrumOf(const cv::Mat& plane) {
    cv::Mat spectrum;
    cv::dft(plane, spectrum, cv::DFT_COMPLEX_OUTPUT);
    return spectrum;
}

/// Angular frequency of row or column `i` of `count`.
double frequency(int i, int count) {
    return 2 * CV_PI * (i <= count / 2 ? i : i - count) / count;
}

}  // namespace

cv::Mat heightOf(const cv::Mat& normals, const ReliefOptions& options) {
    if (normals.empty()) return {};
    const auto slopes = slopesOf(normals, options.steepest);
    const cv::Mat dx = spectrumOf(slopes.x);
    const cv::Mat dy = spectrumOf(slopes.y);
    cv::Mat height(dx.size(), CV_32FC2, cv::Scalar());
    const double lowest = 2 * CV_PI / options.highPassPx;
    for (int row = 0; row < height.rows; ++row) {
        const double v = frequency(row, height.rows);
        for (int col = 0; col < height.cols; ++col) {
            const double u = frequency(col, height.cols);
            const double square = u * u + v * v;
            if (square == 0) continue;
            // Z = -i (u P + v Q) / (u^2 + v^2), faded out below the lowest frequency
            const double pass = 1 - std::exp(-square / (lowest * lowest));
            const auto& p = dx.at<cv::Vec2f>(row, col);
            const auto& q = dy.at<cv::Vec2f>(row, col);
            const cv::Vec2d sum(u * p[0] + v * q[0], u * p[1] + v * q[1]);
            height.at<cv::Vec2f>(row, col) = {static_cast<float>(pass * sum[1] / square),
                                              static_cast<float>(-pass * sum[0] / square)};
        }
    }
    cv::Mat integrated;
    cv::dft(height, integrated, cv::DFT_INVERSE | cv::DFT_SCALE | cv::DFT_REAL_OUTPUT);
    return integrated(cv::Rect({0, 0}, normals.size())).clone();
}

namespace {

constexpr double kLevelsPerPixel = 254;

/// Heights as shades of grey around 128.
cv::Mat shades(const cv::Mat& height, double levelsPerPixel) {
    cv::Mat grey;
    height.convertTo(grey, CV_8U, levelsPerPixel, 128);
    cv::Mat bgr;
    cv::cvtColor(grey, bgr, cv::COLOR_GRAY2BGR);
    return bgr;
}

}  // namespace

cv::Mat heightPicture(const SurfaceShape& shape, const ReliefOptions& options) {
    const cv::Mat height = heightOf(shape.normals, options);
    return height.empty() ? height : shades(height, kLevelsPerPixel);
}

cv::Mat reliefPicture(const SurfaceShape& shape, const ReliefOptions& options) {
    const cv::Mat height = heightOf(shape.normals, options);
    if (height.empty()) return {};
    const float reach = std::max({-quantile(height, 0.01), quantile(height, 0.99), 1e-3F});
    return shades(height, 127 / static_cast<double>(reach));
}

cv::Mat albedoPicture(const SurfaceShape& shape) {
    if (shape.albedo.empty()) return {};
    cv::Mat lightest;
    cv::transform(shape.albedo, lightest, cv::Matx13f(1.F / 3, 1.F / 3, 1.F / 3));
    const double white = std::max(static_cast<double>(quantile(lightest, 0.99)), 1e-4);
    cv::Mat scaled = shape.albedo / white;
    cv::min(scaled, cv::Scalar::all(1), scaled);
    cv::Mat curved;  // sRGB without its straight part, which lies below 3 of 255 levels
    cv::pow(scaled, 1 / 2.4, curved);
    cv::Mat picture;
    curved.convertTo(picture, CV_8U, 255 * 1.055, -255 * 0.055);
    return picture;
}

}  // namespace tidewaiter::vision
