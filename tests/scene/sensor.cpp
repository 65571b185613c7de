// The photographic half of the camera: light, optics, sensor noise, JPEG.
#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "tests/scene/camera.h"

namespace tidewaiter::scene {

namespace {

/// A disc with soft edges, smeared along a line: both blurs in one kernel.
cv::Mat1f blurKernel(const Shot& shot) {
    const int reach = static_cast<int>(std::ceil(shot.defocusPx + shot.motionPx / 2 + 0.5));
    cv::Mat1f kernel(2 * reach + 1, 2 * reach + 1, 0.F);
    const double angle = shot.motionTowardDeg * CV_PI / 180;
    const Point along{std::cos(angle), std::sin(angle)};
    for (int y = -reach; y <= reach; ++y) {
        for (int x = -reach; x <= reach; ++x) {
            const double t = std::clamp(x * along.x + y * along.y, -shot.motionPx / 2, shot.motionPx / 2);
            const double distance = std::hypot(x - t * along.x, y - t * along.y);
            kernel(y + reach, x + reach) =
                static_cast<float>(std::clamp(shot.defocusPx + 0.5 - distance, 0.0, 1.0));
        }
    }
    kernel.convertTo(kernel, CV_32F, 1 / cv::sum(kernel)[0]);
    return kernel;
}

/// What the light makes of each pixel, a gain, at a quarter of the resolution.
cv::Mat1f lightMap(cv::Size picture, const Shot& shot) {
    cv::Mat1f map(picture.height / 4 + 1, picture.width / 4 + 1);
    const double angle = shot.lightFromDeg * CV_PI / 180;
    for (int y = 0; y < map.rows; ++y) {
        for (int x = 0; x < map.cols; ++x) {
            const double u = 2.0 * x / map.cols - 1;
            const double v = 2.0 * y / map.rows - 1;
            const double side = (u * std::cos(angle) + v * std::sin(angle)) / 1.42;
            const double falloff = 1 - shot.lightFalloff * (1 - side) / 2;
            map(y, x) =
                static_cast<float>(shot.exposure * falloff * (1 - shot.vignette * (u * u + v * v) / 2));
        }
    }
    return map;
}

/// Levels that the reflections add, at a quarter of the resolution.
cv::Mat1f glareMap(cv::Size picture, const Shot& shot) {
    cv::Mat1f map(picture.height / 4 + 1, picture.width / 4 + 1, 0.F);
    for (const Glare& glare : shot.glares) {
        for (int y = 0; y < map.rows; ++y) {
            for (int x = 0; x < map.cols; ++x) {
                const Point p = toScene({{0, 0}, -glare.turnDeg}, Point(4 * x, 4 * y) - glare.center);
                const double r2 =
                    std::pow(p.x / glare.radius.width, 2) + std::pow(p.y / glare.radius.height, 2);
                if (r2 < 9) map(y, x) += static_cast<float>(glare.levels * std::exp(-r2));
            }
        }
    }
    return map;
}

cv::Mat3f lit(const cv::Mat& picture, const Shot& shot) {
    cv::Mat gain;
    cv::Mat glare;
    cv::resize(lightMap(picture.size(), shot), gain, picture.size(), 0, 0, cv::INTER_LINEAR);
    cv::resize(glareMap(picture.size(), shot), glare, picture.size(), 0, 0, cv::INTER_LINEAR);
    const cv::Vec3d cast(shot.blueGain, 1, shot.redGain);
    cv::Mat3f out(picture.size());
    for (int y = 0; y < picture.rows; ++y) {
        for (int x = 0; x < picture.cols; ++x) {
            const auto& in = picture.at<cv::Vec3b>(y, x);
            for (int c = 0; c < 3; ++c) {
                out(y, x)[c] =
                    static_cast<float>(in[c] * gain.at<float>(y, x) * cast[c]) + glare.at<float>(y, x);
            }
        }
    }
    return out;
}

void addNoise(cv::Mat3f& levels, const Shot& shot, Random& random) {
    const auto read2 = static_cast<float>(shot.readNoise * shot.readNoise);
    const auto shotPerLevel =
        shot.fullWellElectrons > 0 ? static_cast<float>(255 / shot.fullWellElectrons) : 0.F;
    for (cv::Vec3f& pixel : levels) {
        for (int c = 0; c < 3; ++c) {
            const float deviation = std::sqrt(read2 + shotPerLevel * std::clamp(pixel[c], 0.F, 255.F));
            pixel[c] += deviation * random.bell();
        }
    }
}

}  // namespace

cv::Mat blurred(const cv::Mat& picture, const Shot& shot) {
    if (shot.defocusPx <= 0 && shot.motionPx <= 0) return picture;
    cv::Mat result;
    cv::filter2D(picture, result, -1, blurKernel(shot), {-1, -1}, 0, cv::BORDER_REPLICATE);
    return result;
}

cv::Mat develop(const cv::Mat& picture, const Shot& shot, Random random) {
    cv::Mat3f levels = blurred(lit(picture, shot), shot);
    if (shot.readNoise > 0 || shot.fullWellElectrons > 0) addNoise(levels, shot, random);
    cv::Mat photo;
    levels.convertTo(photo, CV_8U);
    if (shot.jpegQuality >= 100) return photo;
    std::vector<unsigned char> encoded;
    cv::imencode(".jpg", photo, encoded, {cv::IMWRITE_JPEG_QUALITY, shot.jpegQuality});
    return cv::imdecode(encoded, cv::IMREAD_COLOR);
}

}  // namespace tidewaiter::scene
