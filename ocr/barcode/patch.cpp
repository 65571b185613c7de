#include "ocr/barcode/patch.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::ocr {

namespace {

cv::Mat equalized(const cv::Mat& pixels) {
    cv::Mat result;
    cv::createCLAHE(3.0, {4, 4})->apply(pixels, result);
    return result;
}

cv::Mat sharpened(const cv::Mat& pixels) {
    cv::Mat smooth;
    cv::Mat result;
    cv::GaussianBlur(pixels, smooth, {}, 2.0);
    cv::addWeighted(pixels, 2.5, smooth, -1.5, 0, result);
    return result;
}

cv::Mat smoothed(const cv::Mat& pixels) {
    cv::Mat result;
    cv::GaussianBlur(pixels, result, {}, 1.5);
    return result;
}

cv::Mat averaged(const cv::Mat& pixels) {
    cv::Mat result;
    cv::blur(pixels, result, {1, std::clamp(pixels.rows / 4, 3, 41)}, {-1, -1}, cv::BORDER_REPLICATE);
    return result;
}

}  // namespace

vision::Quad toFrame(const Patch& patch, const vision::Quad& quad) {
    vision::Quad mapped;
    std::transform(quad.begin(), quad.end(), mapped.begin(), [&](const cv::Point2f& p) {
        const cv::Vec2d at = patch.toFrame * cv::Vec3d(p.x, p.y, 1);
        return cv::Point2f(static_cast<float>(at[0]), static_cast<float>(at[1]));
    });
    return mapped;
}

Patch cutPatch(const cv::Mat& grey, const vision::Quad& quad, double marginPx, cv::Size2d scale) {
    const cv::Point2d along = quad[1] - quad[0];
    const cv::Point2d across = quad[3] - quad[0];
    const double width = std::max(1.0, cv::norm(along));
    const double height = std::max(1.0, cv::norm(across));
    const cv::Point2d right = along / width;
    const cv::Point2d down(-right.y, right.x);
    const cv::Point2d origin = cv::Point2d(quad[0]) - (right + down) * marginPx;

    Patch patch;
    patch.toFrame = {right.x / scale.width, down.x / scale.height, origin.x,
                     right.y / scale.width, down.y / scale.height, origin.y};
    const cv::Size size(std::max(1, cvRound((width + 2 * marginPx) * scale.width)),
                        std::max(1, cvRound((height + 2 * marginPx) * scale.height)));
    const int interpolation = scale.width > 1 ? cv::INTER_CUBIC : cv::INTER_LINEAR;
    cv::warpAffine(grey, patch.pixels, patch.toFrame, size, interpolation | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REPLICATE);
    return patch;
}

Patch scaledPatch(const cv::Mat& grey, double scale) {
    Patch patch;
    if (scale == 1) {
        patch.pixels = grey;
    } else {
        cv::resize(grey, patch.pixels, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    }
    const double shift = (1 / scale - 1) / 2;  // pixel centres are at whole numbers
    patch.toFrame = {1 / scale, 0, shift, 0, 1 / scale, shift};
    return patch;
}

Patch enhanced(const Patch& patch, Enhancement enhancement) {
    switch (enhancement) {
        case Enhancement::None:
            return patch;
        case Enhancement::Equalized:
            return {equalized(patch.pixels), patch.toFrame};
        case Enhancement::Sharpened:
            return {sharpened(patch.pixels), patch.toFrame};
        case Enhancement::Smoothed:
            return {smoothed(patch.pixels), patch.toFrame};
        case Enhancement::Averaged:
            return {averaged(patch.pixels), patch.toFrame};
        case Enhancement::Inverted:
            return {255 - patch.pixels, patch.toFrame};
    }
    return patch;
}

}  // namespace tidewaiter::ocr
