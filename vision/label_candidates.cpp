#include "vision/internal/label_candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "vision/internal/quad_geometry.h"

namespace tidewaiter::vision {

namespace {

constexpr std::array kLevels = {0.5, 0.65, 0.76, 0.85, 0.92};  ///< of the brightest part
constexpr double kBrightest = 0.995;                           ///< share of pixels below it
constexpr double kLeastFill = 0.72;   ///< of the quad: a label with a third covered still fills so much
constexpr double kSameCorner = 0.05;  ///< of the shorter side

constexpr double kLeastBent = 0.02;  ///< of the picture
constexpr double kMostBulge = 0.25;  ///< of the area, that both arcs together add or lack

using Contour = std::vector<cv::Point>;

/// White paper is bright in its darkest channel; cardboard and colored tape are not.
cv::Mat whiteness(const cv::Mat& bgr) {
    std::array<cv::Mat, 3> channels;
    cv::split(bgr, channels.data());
    cv::Mat least;
    cv::min(channels[0], channels[1], least);
    cv::min(least, channels[2], least);
    cv::GaussianBlur(least, least, {3, 3}, 0);
    return least;
}

int brightest(const cv::Mat& grey) {
    std::array<int, 256> counts{};
    for (int y = 0; y < grey.rows; ++y) {
        const auto* row = grey.ptr<uchar>(y);
        for (int x = 0; x < grey.cols; ++x) ++counts[row[x]];
    }
    const double wanted = (1 - kBrightest) * static_cast<double>(grey.total());
    int level = 255;
    for (double above = 0; level > 1; --level) {
        above += counts[static_cast<std::size_t>(level)];
        if (above >= wanted) break;
    }
    return level;
}

/// Areas that are lighter than some level.
void addLevels(const cv::Mat& white, std::vector<cv::Mat>& masks) {
    const int top = brightest(white);
    for (const double level : kLevels) masks.emplace_back(white > level * top);
}

/// Areas lighter than what surrounds them, whatever the light's fall: paper near to a window is lighter than
/// paper far from it.
void addLocal(const cv::Mat& white, std::vector<cv::Mat>& masks) {
    const int side = std::max(white.cols, white.rows);
    for (const int part : {4, 9}) {
        const int window = side / part | 1;
        cv::Mat mean;
        cv::blur(white, mean, {window, window}, {-1, -1}, cv::BORDER_REFLECT);
        masks.emplace_back(white > mean + 6);
    }
}

/// Areas that edges enclose: a white label on a white carton is told by its edge and its shadow alone.
void addEnclosed(const cv::Mat& white, std::vector<cv::Mat>& masks) {
    cv::Mat smooth;
    cv::GaussianBlur(white, smooth, {3, 3}, 0);
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(smooth, dx, CV_16S, 1, 0, 3);
    cv::Sobel(smooth, dy, CV_16S, 0, 1, 3);
    const cv::Mat slope = cv::abs(dx) + cv::abs(dy);
    for (const int least : {24, 48, 96}) masks.emplace_back(slope < least);
}

void addFrom(cv::Mat mask, std::vector<LabelCandidate>& all) {
    std::vector<Contour> contours;
    std::vector<cv::Vec4i> order;
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    cv::findContours(mask, contours, order, cv::RETR_CCOMP, cv::CHAIN_APPROX_SIMPLE);
    for (std::size_t i = 0; i < contours.size(); ++i) {
        const bool isHole = order[i][3] >= 0;
        if (isHole) continue;
        if (const auto candidate = labelOutline(contours[i], mask.size(), kLeastFill))
            all.push_back(*candidate);
    }
}

/// The contour's corners toward the four corners of the picture.
Quad outermost(const Contour& contour) {
    const auto most = [&](int x, int y) {
        return *std::max_element(contour.begin(), contour.end(), [&](const cv::Point& a, const cv::Point& b) {
            return a.x * x + a.y * y < b.x * x + b.y * y;
        });
    };
    return {cv::Point2f(most(-1, -1)), cv::Point2f(most(1, -1)), cv::Point2f(most(1, 1)),
            cv::Point2f(most(-1, 1))};
}

/// Whether the corners are those of a sheet of some size: an arc that one side lacks, the other one adds.
bool mayBeBentSheet(const Contour& contour, const Quad& quad, cv::Size picture) {
    const double area = cv::contourArea(contour);
    if (area < kLeastBent * picture.area()) return false;
    const Contour corners(quad.begin(), quad.end());
    const auto outline = labelOutline(corners, picture, kLeastFill);
    return outline && std::abs(area / std::max(1.0, areaWithin(quad)) - 1) < kMostBulge;
}

}  // namespace

std::vector<Quad> bentCandidates(const cv::Mat& bgr) {
    CV_Assert(bgr.type() == CV_8UC3);
    std::vector<cv::Mat> masks;
    addLevels(whiteness(bgr), masks);
    std::vector<Quad> bent;
    for (const auto& mask : masks) {
        std::vector<Contour> contours;
        cv::findContours(mask, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
        for (const auto& contour : contours) {
            const Quad quad = outermost(contour);
            if (!mayBeBentSheet(contour, quad, mask.size())) continue;
            const bool known = std::any_of(bent.begin(), bent.end(), [&](const Quad& other) {
                return areSame(other, quad, kSameCorner);
            });
            if (!known) bent.push_back(quad);
        }
    }
    return bent;
}

std::vector<LabelCandidate> labelCandidates(const cv::Mat& bgr) {
    CV_Assert(bgr.type() == CV_8UC3);
    std::vector<cv::Mat> masks;
    const cv::Mat white = whiteness(bgr);
    addLevels(white, masks);
    addLocal(white, masks);
    addEnclosed(white, masks);
    std::vector<LabelCandidate> all;
    for (const auto& mask : masks) addFrom(mask, all);
    std::stable_sort(all.begin(), all.end(),
                     [](const LabelCandidate& a, const LabelCandidate& b) { return a.fill > b.fill; });
    std::vector<LabelCandidate> apart;
    for (const auto& candidate : all) {
        const bool known = std::any_of(apart.begin(), apart.end(), [&](const LabelCandidate& other) {
            return areSame(other.quad, candidate.quad, kSameCorner);
        });
        if (!known) apart.push_back(candidate);
    }
    return apart;
}

}  // namespace tidewaiter::vision
