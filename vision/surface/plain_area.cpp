#include "vision/surface/plain_area.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "vision/internal/tone.h"

namespace tidewaiter::vision {

namespace {

constexpr double kRimShare = 0.07;  ///< of the shorter side: bevel, and what a quad is off by
constexpr double kBackgroundShare =
    0.2;                              ///< of the shorter side: wider than any stroke, narrower than shading
constexpr int kHighlight = 250;       ///< 8-bit level: burnt out
constexpr double kInkDeviations = 4;  ///< from the background, in deviations of the texture
constexpr double kLeastInk = 6.0;     ///< grey levels: fainter strokes are what ghosts() looks for
constexpr int kLeastStroke = 5;       ///< pixels of area; smaller spots are texture

/// Median of absolute values times 1.4826: the deviation of the bulk of a Gaussian.
double bulkDeviation(const cv::Mat& differences) {
    cv::Mat absolute = cv::abs(differences);
    absolute.convertTo(absolute, CV_8U, 8);  // in eighths of a level
    return 1.4826 * 255 * percentile(histogramOf(absolute), 0.5) / 8;
}

/// `mask` without connected spots smaller than `leastArea`.
cv::Mat withoutSpots(const cv::Mat& mask, int leastArea) {
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat middles;
    const int count = cv::connectedComponentsWithStats(mask, labels, stats, middles, 8, CV_32S);
    std::vector<uchar> keep(static_cast<std::size_t>(count), 0);
    for (int i = 1; i < count; ++i) {
        keep[static_cast<std::size_t>(i)] = stats.at<int>(i, cv::CC_STAT_AREA) >= leastArea ? 255 : 0;
    }
    cv::Mat kept(mask.size(), CV_8U);
    for (int y = 0; y < mask.rows; ++y) {
        const int* label = labels.ptr<int>(y);
        uchar* out = kept.ptr<uchar>(y);
        for (int x = 0; x < mask.cols; ++x) out[x] = keep[static_cast<std::size_t>(label[x])];
    }
    return kept;
}

cv::Mat rimOf(const cv::Size& size) {
    const int width = std::max(3, cvRound(kRimShare * std::min(size.width, size.height)));
    cv::Mat rim(size, CV_8U, cv::Scalar(255));
    rim(cv::Rect(width, width, size.width - 2 * width, size.height - 2 * width)).setTo(0);
    return rim;
}

}  // namespace

PlainArea findPlainArea(const TopView& view) {
    const cv::Mat grey = greyOf(view.bgr)(view.body).clone();
    const int side = std::min(grey.cols, grey.rows);
    PlainArea area;
    grey.convertTo(area.grey, CV_32F, 1.0 / 255);
    area.rim = rimOf(grey.size());

    cv::Mat background;
    cv::medianBlur(grey, background, std::clamp(cvRound(kBackgroundShare * side) | 1, 5, 255));
    cv::Mat soft;
    cv::GaussianBlur(grey, soft, {}, 1);
    cv::Mat difference;
    cv::subtract(soft, background, difference, {}, CV_32F);
    const double limit =
        std::max(kInkDeviations * bulkDeviation(difference.clone().setTo(0, area.rim)), kLeastInk);
    area.strokes = withoutSpots(cv::abs(difference) > limit, std::max(kLeastStroke, side / 20));
    const int around = 2 * std::max(1, side / 150) + 1;
    cv::dilate(area.strokes, area.ink,
               cv::getStructuringElement(cv::MORPH_ELLIPSE, {around + 2, around + 2}));

    cv::dilate(grey >= kHighlight, area.highlights, cv::Mat::ones(3, 3, CV_8U));
    area.plain = ~(area.ink | area.rim | area.highlights);
    cv::GaussianBlur(background, background, {}, std::max(1.0, 0.02 * side));
    background.convertTo(area.background, CV_32F, 1.0 / 255);
    const cv::Mat inner = area.strokes & ~area.rim;
    if (cv::countNonZero(inner) > 0) area.contrast = cv::mean(cv::abs(difference), inner)[0] / 255;
    return area;
}

}  // namespace tidewaiter::vision
