#include "vision/internal/glare.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "vision/internal/tone.h"

namespace tidewaiter::vision {

namespace {

constexpr int kWorkingSide = 512;      ///< pixels; a reflection that matters is larger than a few of these
constexpr int kBurntOut = 250;         ///< grey level from which no print can show
constexpr double kLeastArea = 0.0005;  ///< share of the picture below which a patch is a glint, not glare
constexpr double kMostArea = 0.15;     ///< above which it is a white ground seen through the item
constexpr double kWhiteGround = 0.2;  ///< share of the picture's border that is burnt out before it counts as
                                      ///< a white ground, on which reflections cannot be told from gaps
constexpr double kMostOnBorder = 0.25;  ///< share of the rim on the picture's border: more is a background
constexpr double kFadingRim = 0.6;      ///< share of the rim that must fade
constexpr float kNearPx = 3;            ///< just outside the patch it is still ...
constexpr int kStillBright = 200;       ///< ... at least this bright, where paper on a table is not,
constexpr std::array<float, 4> kFarPx = {12, 24, 48, 96};  ///< and further out
constexpr int kFadedTo = 150;                              ///< it has fallen at least to this somewhere

using Contour = std::vector<cv::Point>;

bool inside(const cv::Mat& grey, cv::Point2f p) {
    return p.x >= 0 && p.y >= 0 && p.x <= static_cast<float>(grey.cols - 1) &&
           p.y <= static_cast<float>(grey.rows - 1);
}

int levelAt(const cv::Mat& grey, cv::Point2f p) {
    return grey.at<uchar>(cvRound(p.y), cvRound(p.x));
}

/// Whether the brightness fades slowly but far from `rim` outwards.
bool fades(const cv::Mat& grey, cv::Point2f rim, cv::Point2f outward) {
    const auto near = rim + outward * kNearPx;
    if (!inside(grey, near) || levelAt(grey, near) < kStillBright) return false;
    return std::any_of(kFarPx.begin(), kFarPx.end(), [&](float distance) {
        const auto far = rim + outward * distance;
        return inside(grey, far) && levelAt(grey, far) <= kFadedTo;
    });
}

bool onBorder(const cv::Mat& grey, cv::Point p) {
    return p.x <= 1 || p.y <= 1 || p.x >= grey.cols - 2 || p.y >= grey.rows - 2;
}

/// Outward direction of the contour at `i`, from its neighbours a few steps on either side. OpenCV follows
/// outer contours with the inside on the left of a y-down picture, hence the sign.
cv::Point2f outwardAt(const Contour& contour, std::size_t i) {
    constexpr std::size_t kStep = 3;
    const auto n = contour.size();
    const cv::Point2f along = contour[(i + kStep) % n] - contour[(i + n - kStep % n) % n];
    const auto length = std::hypot(along.x, along.y);
    if (length == 0) return {0, 0};
    return {-along.y / length, along.x / length};
}

bool isGlare(const cv::Mat& grey, const Contour& contour) {
    int border = 0;
    int fading = 0;
    for (std::size_t i = 0; i < contour.size(); ++i) {
        if (onBorder(grey, contour[i])) {
            ++border;
        } else if (fades(grey, contour[i], outwardAt(contour, i))) {
            ++fading;
        }
    }
    const auto rim = static_cast<double>(contour.size());
    return border <= kMostOnBorder * rim && fading >= kFadingRim * (rim - border);
}

bool hasWhiteGround(const cv::Mat& burnt) {
    const int whiteOnBorder = cv::countNonZero(burnt.row(0)) + cv::countNonZero(burnt.row(burnt.rows - 1)) +
                              cv::countNonZero(burnt.col(0)) + cv::countNonZero(burnt.col(burnt.cols - 1));
    return whiteOnBorder > kWhiteGround * 2 * (burnt.cols + burnt.rows);
}

}  // namespace

double glareOf(const cv::Mat& grey) {
    const auto small = shrunkTo(grey, kWorkingSide);
    cv::Mat burnt = small >= kBurntOut;
    if (hasWhiteGround(burnt)) return 0;
    const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {5, 5});
    cv::morphologyEx(burnt, burnt, cv::MORPH_OPEN, disc);
    std::vector<Contour> contours;
    cv::findContours(burnt, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    const auto total = static_cast<double>(small.total());
    double glare = 0;
    for (const auto& contour : contours) {
        const double area = cv::contourArea(contour) / total;
        if (area >= kLeastArea && area <= kMostArea && isGlare(small, contour)) glare += area;
    }
    return std::min(glare, 1.0);
}

}  // namespace tidewaiter::vision
