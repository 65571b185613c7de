#include "vision/internal/residue_candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "vision/internal/label_outline.h"
#include "vision/internal/quad_geometry.h"

namespace tidewaiter::vision {

namespace {

constexpr std::array kPale = {12, 24, 48};          ///< levels that remains are paler than their ground
constexpr std::array kJoined = {15, 45, 101, 181};  ///< pixels between remains of one label
constexpr double kLeastFill = 0.55;
constexpr double kSameCorner = 0.03;  ///< of the shorter side

cv::Mat box(int side) {
    return cv::getStructuringElement(cv::MORPH_RECT, {side, side});
}

void addOutlines(const std::vector<cv::Point>& contour, cv::Size size, std::vector<Quad>& all) {
    if (const auto outline = labelOutline(contour, size, kLeastFill)) all.push_back(outline->quad);
    const auto turned = cv::minAreaRect(contour);
    if (turned.size.area() < 1) return;
    Quad quad;
    turned.points(quad.data());
    const std::vector<cv::Point> corners(quad.begin(), quad.end());
    if (const auto outline = labelOutline(corners, size, kLeastFill)) all.push_back(outline->quad);
}

/// Each pixel's surroundings without what is small in them.
cv::Mat surroundingsOf(const cv::Mat& channel) {
    constexpr int kShrink = 8;
    cv::Mat small;
    cv::resize(channel, small, {std::max(1, channel.cols / kShrink), std::max(1, channel.rows / kShrink)}, 0,
               0, cv::INTER_AREA);
    cv::medianBlur(small, small, 25);
    cv::resize(small, small, channel.size(), 0, 0, cv::INTER_LINEAR);
    return small;
}

/// What lies around pieces that differ from their surroundings, no further than some distance apart.
void addFragments(const cv::Mat& channel, const cv::Mat& shown, std::vector<Quad>& all) {
    const cv::Mat around = surroundingsOf(channel);
    for (const int pale : kPale) {
        cv::Mat mask;
        cv::subtract(channel, around, mask);
        mask = (mask > pale) & shown;
        cv::morphologyEx(mask, mask, cv::MORPH_OPEN, box(3));
        for (const int joined : kJoined) {
            cv::Mat together;
            cv::dilate(mask, together, box(joined));
            cv::Mat numbers;
            const int count = cv::connectedComponents(together, numbers, 8, CV_32S);
            std::vector<std::vector<cv::Point>> groups(static_cast<std::size_t>(count));
            for (int y = 0; y < mask.rows; ++y) {
                for (int x = 0; x < mask.cols; ++x) {
                    if (mask.at<uchar>(y, x) != 0)
                        groups[static_cast<std::size_t>(numbers.at<int>(y, x))].emplace_back(x, y);
                }
            }
            for (const auto& group : groups) {
                if (group.size() < 40) continue;
                std::vector<cv::Point> hull;
                cv::convexHull(group, hull);
                addOutlines(hull, mask.size(), all);
            }
        }
    }
}

}  // namespace

std::vector<Quad> residueCandidates(const cv::Mat& bgr, const cv::Mat& hidden) {
    CV_Assert(bgr.type() == CV_8UC3 && hidden.size() == bgr.size());
    cv::Mat blue;
    cv::extractChannel(bgr, blue, 0);
    std::vector<Quad> all;
    addFragments(blue, hidden == 0, all);
    std::vector<Quad> apart;
    for (const auto& quad : all) {
        const bool known = std::any_of(apart.begin(), apart.end(),
                                       [&](const Quad& other) { return areSame(other, quad, kSameCorner); });
        if (!known) apart.push_back(quad);
    }
    return apart;
}

}  // namespace tidewaiter::vision
