#include "vision/same_view.h"

#include <algorithm>
#include <cmath>
#include <opencv2/calib3d.hpp>
#include <opencv2/features2d.hpp>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::vision {

namespace {

constexpr double kLongSidePx = 1600;    // at which views are compared
constexpr int kFeatures = 2000;         // of each picture
constexpr float kDistinct = 0.8F;       // Lowe's ratio (IJCV 60(2), 2004): print repeats its letters
constexpr double kOffPx = 2;            // at that size, by which a feature may miss
constexpr std::size_t kAgreeing = 25;   // features at least ...
constexpr double kAgreeingShare = 0.4;  // ... and of those that were found again
constexpr double kMostZoom = 1.3;       // between pictures of one moment

struct Features {
    std::vector<cv::KeyPoint> points;
    cv::Mat descriptors;
};

/// ORB (Rublee et al., ICCV 2011), at the size at which views are compared.
Features featuresOf(const cv::Mat& pixels, double scale) {
    cv::Mat grey;
    cv::cvtColor(pixels, grey, cv::COLOR_BGR2GRAY);
    cv::resize(grey, grey, {}, scale, scale, cv::INTER_AREA);
    Features features;
    cv::ORB::create(kFeatures)->detectAndCompute(grey, cv::noArray(), features.points, features.descriptors);
    return features;
}

/// Places of one feature in both pictures.
struct Pairs {
    std::vector<cv::Point2f> from;
    std::vector<cv::Point2f> to;
};

Pairs pairsOf(const Features& from, const Features& to) {
    Pairs pairs;
    if (from.points.size() < kAgreeing || to.points.size() < kAgreeing) return pairs;
    std::vector<std::vector<cv::DMatch>> matches;
    cv::BFMatcher(cv::NORM_HAMMING).knnMatch(from.descriptors, to.descriptors, matches, 2);
    for (const auto& match : matches) {
        if (match.size() < 2 || match[0].distance > kDistinct * match[1].distance) continue;
        pairs.from.push_back(from.points[static_cast<std::size_t>(match[0].queryIdx)].pt);
        pairs.to.push_back(to.points[static_cast<std::size_t>(match[0].trainIdx)].pt);
    }
    return pairs;
}

std::optional<cv::Matx33d> changeOf(const Pairs& pairs) {
    if (pairs.from.size() < kAgreeing) return std::nullopt;
    std::vector<unsigned char> agrees;
    const cv::Mat found = cv::findHomography(pairs.from, pairs.to, cv::RANSAC, kOffPx, agrees);
    if (found.empty()) return std::nullopt;
    const auto agreeing = static_cast<std::size_t>(std::count(agrees.begin(), agrees.end(), 1));
    const bool enough = agreeing >= kAgreeing &&
                        static_cast<double>(agreeing) >= kAgreeingShare * static_cast<double>(agrees.size());
    const cv::Matx33d change = found;
    const double zoom = std::sqrt(std::abs(change(0, 0) * change(1, 1) - change(0, 1) * change(1, 0)));
    if (!enough || zoom > kMostZoom || zoom < 1 / kMostZoom) return std::nullopt;
    return change;
}

Quad moved(const cv::Matx33d& change, const Quad& quad) {
    std::vector<cv::Point2f> corners(quad.begin(), quad.end());
    cv::perspectiveTransform(corners, corners, change);
    return {corners[0], corners[1], corners[2], corners[3]};
}

cv::Mat laidUpon(const cv::Size& size, const SameView& view) {
    cv::Mat laid;
    cv::warpPerspective(view.pixels, laid, view.change, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                        cv::BORDER_REPLICATE);
    return laid;
}

}  // namespace

std::vector<SameView> sameViews(const Frame& frame) {
    std::vector<SameView> views;
    if (frame.repeats.empty()) return views;
    const double scale = std::min(1.0, kLongSidePx / std::max(frame.pixels.cols, frame.pixels.rows));
    const auto own = featuresOf(frame.pixels, scale);
    const cv::Matx33d toSize = cv::Matx33d::diag({scale, scale, 1});
    for (const auto& repeat : frame.repeats) {
        if (repeat.pixels.size() != frame.pixels.size()) continue;
        const auto change = changeOf(pairsOf(own, featuresOf(repeat.pixels, scale)));
        if (change) views.push_back({repeat.pixels, toSize.inv() * *change * toSize});
    }
    return views;
}

double noiseOf(const cv::Mat& pixels, const std::vector<SameView>& views) {
    if (views.empty()) return 0;
    cv::Mat difference;
    cv::absdiff(pixels, laidUpon(pixels.size(), views.front()), difference);
    cv::extractChannel(difference, difference, 1);  // green, of which sensors have most
    cv::Mat histogram;
    cv::calcHist(std::vector<cv::Mat>{difference}, {0}, cv::noArray(), histogram, {256}, {0, 256});
    double below = 0;
    int median = 0;
    for (; median < histogram.rows; ++median) {
        below += histogram.at<float>(median);
        if (2 * below >= static_cast<double>(difference.total())) break;
    }
    constexpr double kOfMedian = 1.4826;  // a normal distribution's deviation to its median one from the mean
    return kOfMedian * median / std::sqrt(2.0);
}

cv::Mat merged(const cv::Mat& pixels, const std::vector<SameView>& views) {
    cv::Mat sum;
    pixels.convertTo(sum, CV_16UC3);
    for (const auto& view : views) cv::add(sum, laidUpon(pixels.size(), view), sum, cv::noArray(), CV_16UC3);
    cv::Mat mean;
    sum.convertTo(mean, CV_8UC3, 1.0 / static_cast<double>(1 + views.size()));
    return mean;
}

std::optional<Quad> quadIn(const SameView& view, const Quad& quad) {
    const auto there = moved(view.change, quad);
    const cv::Rect2f all(0, 0, static_cast<float>(view.pixels.cols), static_cast<float>(view.pixels.rows));
    const bool inside =
        std::all_of(there.begin(), there.end(), [&](const auto& corner) { return all.contains(corner); });
    return inside ? std::optional(there) : std::nullopt;
}

Quad quadBack(const SameView& view, const Quad& quad) {
    return moved(view.change.inv(), quad);
}

}  // namespace tidewaiter::vision
