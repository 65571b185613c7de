#include "ocr/text/ink.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "ocr/text/rectify.h"

namespace tidewaiter::ocr {

namespace {

constexpr double kMinContrast = 8;  // below, sensor noise would be stretched into print
constexpr double kMaxInk = 1.2;
constexpr float kPrint = 0.5F;  // of the ink map: more is print
constexpr int kStripHeightPx = 48;
constexpr double kMargin = 0.2;        // line heights above and below that belong to a framed line
constexpr int kMinColumnPx = 3;        // print in a column of the strip
constexpr double kSolidColumn = 0.95;  // more of a column than this is an edge or a bar, not a letter

/// Values at the given shares of all pixels, by a histogram.
std::array<double, 3> percentiles(const cv::Mat& channel, const std::array<double, 3>& shares) {
    std::array<int, 256> histogram{};
    for (int y = 0; y < channel.rows; ++y) {
        for (int x = 0; x < channel.cols; ++x) ++histogram[channel.at<uchar>(y, x)];
    }
    std::array<double, 3> values{};
    for (std::size_t i = 0; i < shares.size(); ++i) {
        double left = shares[i] * static_cast<double>(channel.total());
        int value = 0;
        while (value < 255 && left >= histogram[static_cast<std::size_t>(value)])
            left -= histogram[static_cast<std::size_t>(value++)];
        values[i] = value;
    }
    return values;
}

std::vector<bool> inkedColumns(const cv::Mat& map) {
    const int margin = static_cast<int>(std::lround(map.rows * kMargin / (1 + 2 * kMargin)));
    const int height = map.rows - 2 * margin;
    std::vector<bool> inked(static_cast<std::size_t>(map.cols));
    for (int x = 0; x < map.cols; ++x) {
        int print = 0;
        for (int y = margin; y < map.rows - margin; ++y) print += map.at<float>(y, x) > kPrint ? 1 : 0;
        inked[static_cast<std::size_t>(x)] = print >= kMinColumnPx && print < kSolidColumn * height;
    }
    return inked;
}

/// The last inked column from `start` on in steps of `step`, not passing a gap of more than `gap` columns.
int lastInked(const std::vector<bool>& inked, int start, int step, int gap) {
    int last = start;
    int missing = 0;
    for (int x = start; x >= 0 && x < static_cast<int>(inked.size()) && missing <= gap; x += step) {
        missing = inked[static_cast<std::size_t>(x)] ? 0 : missing + 1;
        if (missing == 0) last = x;
    }
    return last;
}

double lineHeight(const vision::Quad& quad) {
    return (cv::norm(quad[3] - quad[0]) + cv::norm(quad[2] - quad[1])) / 2;
}

}  // namespace

Ink measureInk(const cv::Mat& line, const cv::Rect& core) {
    assert(!core.empty() && (core & cv::Rect(0, 0, line.cols, line.rows)) == core);
    Ink best;
    for (int c = 0; c < 3; ++c) {
        cv::Mat channel;
        cv::extractChannel(line(core), channel, c);
        const auto [low, ground, high] = percentiles(channel, {0.03, 0.5, 0.97});
        const double contrast = std::max(high - ground, ground - low);
        if (contrast > best.contrast) best = {c, high - ground >= ground - low, ground, contrast};
    }
    return best;
}

cv::Mat inkMap(const cv::Mat& line, const Ink& ink) {
    cv::Mat channel;
    cv::extractChannel(line, channel, ink.channel);
    const double gain = (ink.light ? 1 : -1) / std::max(kMinContrast, ink.contrast);
    cv::Mat map;
    channel.convertTo(map, CV_32F, gain, -ink.ground * gain);
    return cv::Mat(cv::min(cv::max(map, 0.0), kMaxInk));
}

cv::Mat inkPicture(const cv::Mat& map) {
    cv::Mat grey;
    map.convertTo(grey, CV_8U, 160, 40);
    cv::Mat picture;
    cv::cvtColor(grey, picture, cv::COLOR_GRAY2BGR);
    return picture;
}

vision::Quad widened(const vision::Quad& quad, double left, double right, double across) {
    const double height = lineHeight(quad);
    const auto unit = [](cv::Point2f v) { return v / std::max(1e-6F, static_cast<float>(cv::norm(v))); };
    const cv::Point2f along = unit(quad[1] + quad[2] - quad[0] - quad[3]);
    const cv::Point2f down = unit(quad[3] + quad[2] - quad[0] - quad[1]);
    const cv::Point2f l = along * static_cast<float>(left * height);
    const cv::Point2f r = along * static_cast<float>(right * height);
    const cv::Point2f d = down * static_cast<float>(across * height);
    return {quad[0] - l - d, quad[1] + r - d, quad[2] + r + d, quad[3] - l + d};
}

vision::Quad grownToInk(const cv::Mat& picture, const vision::Quad& quad, double gap, double most) {
    const double height = lineHeight(quad);
    const cv::Mat strip = rectified(picture, widened(quad, most, most, kMargin), kStripHeightPx);
    if (strip.empty() || height < 1) return quad;
    const double stripPerHeight = strip.rows / (1 + 2 * kMargin);  // strip pixels per line height
    const int left = static_cast<int>(std::lround(most * stripPerHeight));
    const int right = strip.cols - 1 - left;
    if (right <= left) return quad;
    const int margin = static_cast<int>(kMargin * stripPerHeight);
    const Ink ink = measureInk(strip, {left, margin, right - left + 1, strip.rows - 2 * margin});
    const auto inked = inkedColumns(inkMap(strip, ink));
    const int widest = static_cast<int>(gap * stripPerHeight);
    const double growLeft = (left - lastInked(inked, left, -1, widest)) / stripPerHeight;
    const double growRight = (lastInked(inked, right, 1, widest) - right) / stripPerHeight;
    return widened(quad, growLeft, growRight, 0);
}

}  // namespace tidewaiter::ocr
