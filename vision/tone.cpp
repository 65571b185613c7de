#include "vision/internal/tone.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::vision {

cv::Mat greyOf(const cv::Mat& pixels) {
    if (pixels.channels() == 1) return pixels;
    cv::Mat grey;
    cv::cvtColor(pixels, grey, cv::COLOR_BGR2GRAY);
    return grey;
}

cv::Mat shrunkTo(const cv::Mat& pixels, int side) {
    const int longest = std::max(pixels.cols, pixels.rows);
    if (longest <= side) return pixels;
    const double scale = double(side) / longest;
    const cv::Size size(std::max(1, cvRound(pixels.cols * scale)), std::max(1, cvRound(pixels.rows * scale)));
    cv::Mat smaller;
    cv::resize(pixels, smaller, size, 0, 0, cv::INTER_AREA);
    return smaller;
}

Histogram histogramOf(const cv::Mat& grey) {
    Histogram histogram{};
    for (int y = 0; y < grey.rows; ++y) {
        const auto* row = grey.ptr<uchar>(y);
        for (int x = 0; x < grey.cols; ++x) histogram[row[x]] += 1;
    }
    for (auto& share : histogram) share /= static_cast<double>(grey.total());
    return histogram;
}

double percentile(const Histogram& histogram, double part) {
    double below = 0;
    for (std::size_t level = 0; level < histogram.size(); ++level) {
        below += histogram[level];
        if (below >= part) return static_cast<double>(level) / 255;
    }
    return 1;
}

}  // namespace tidewaiter::vision
