// Ink: how the marking was put on. Lasers and screen printing leave sharp, even strokes of one tone; what a
// forger prints over a coat often differs.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "vision/surface/internal/measure_parts.h"

namespace tidewaiter::vision {

namespace {

constexpr int kLeastStroke = 12;  ///< pixels of area of a stroke that is compared with others
constexpr std::size_t kLeastStrokes = 3;
constexpr double kLeastContrast = 0.01;
constexpr double kLeastLetter = 0.02;   ///< of the shorter side
constexpr double kLargestLetter = 0.8;  ///< likewise: letters that run into each other

/// Mean steepness at the borders of the strokes, of the contrast a pixel.
double edgeOf(const PlainArea& area, const cv::Mat& strokes) {
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(area.grey, dx, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(area.grey, dy, CV_32F, 0, 1, 3, 0.125);
    cv::Mat strength;
    cv::magnitude(dx, dy, strength);
    cv::Mat border;
    cv::morphologyEx(strokes, border, cv::MORPH_GRADIENT, cv::Mat::ones(3, 3, CV_8U));
    return cv::mean(strength, border)[0] / std::max(area.contrast, kLeastContrast);
}

/// Mean contrast of each stroke.
std::vector<double> contrastsOf(const cv::Mat& difference, const cv::Mat& strokes) {
    cv::Mat labels;
    const int count = cv::connectedComponents(strokes, labels, 8, CV_32S);
    std::vector<double> sums(static_cast<std::size_t>(count), 0);
    std::vector<int> sizes(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < labels.rows; ++y) {
        for (int x = 0; x < labels.cols; ++x) {
            const auto label = static_cast<std::size_t>(labels.at<int>(y, x));
            sums[label] += static_cast<double>(difference.at<float>(y, x));
            ++sizes[label];
        }
    }
    std::vector<double> contrasts;
    for (std::size_t i = 1; i < sums.size(); ++i) {
        if (sizes[i] >= kLeastStroke) contrasts.push_back(sums[i] / sizes[i]);
    }
    return contrasts;
}

double medianOfAll(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// How large and where the marking is: what a second marking seldom gets as the first.
void measureBlock(const cv::Mat& strokes, SurfaceMeasures& measures) {
    const auto letters = lettersIn(strokes);
    measures[indexOf(Measure::Strokes)] = std::log2(1 + static_cast<double>(letters.size()));
    if (letters.size() < kLeastStrokes) return;
    const double side = std::min(strokes.cols, strokes.rows);
    cv::Rect block = letters.front().box;
    std::vector<double> sizes;
    std::vector<double> widths;
    for (const auto& letter : letters) {
        block |= letter.box;
        sizes.push_back(std::max(letter.box.width, letter.box.height) / side);
        // The strokes of a letter together are about as long as its box is wide and high.
        widths.push_back(letter.area / (letter.box.width + letter.box.height) / side);
    }
    const bool wide = strokes.cols >= strokes.rows;
    const double across = static_cast<double>(block.width) / strokes.cols;
    const double down = static_cast<double>(block.height) / strokes.rows;
    measures[indexOf(Measure::BlockLong)] = wide ? across : down;
    measures[indexOf(Measure::BlockShort)] = wide ? down : across;
    const cv::Point2d middle(block.x + block.width / 2.0 - strokes.cols / 2.0,
                             block.y + block.height / 2.0 - strokes.rows / 2.0);
    measures[indexOf(Measure::BlockOffset)] = cv::norm(middle) / (std::hypot(strokes.cols, strokes.rows) / 2);
    measures[indexOf(Measure::LetterSize)] = std::log2(medianOfAll(std::move(sizes)));
    measures[indexOf(Measure::StrokeWidth)] = std::log2(medianOfAll(std::move(widths)));
}

double spreadOf(const std::vector<double>& values) {
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(values, mean, deviation);
    return deviation[0];
}

}  // namespace

std::vector<Letter> lettersIn(const cv::Mat& strokes) {
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat middles;
    const int count = cv::connectedComponentsWithStats(strokes, labels, stats, middles, 8, CV_32S);
    const double side = std::min(strokes.cols, strokes.rows);
    std::vector<Letter> letters;
    for (int i = 1; i < count; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        const bool speck = std::min(box.width, box.height) < kLeastLetter * side;
        if (speck || std::max(box.width, box.height) > kLargestLetter * side) continue;
        letters.push_back({box, static_cast<double>(stats.at<int>(i, cv::CC_STAT_AREA))});
    }
    return letters;
}

void measureInk(const TopView& view, const PlainArea& area, SurfaceMeasures& measures) {
    const cv::Mat strokes = area.strokes & ~area.rim & ~area.highlights;
    measureBlock(strokes, measures);
    if (cv::countNonZero(strokes) < kLeastStroke) return;
    const double contrast = std::max(area.contrast, kLeastContrast);
    const cv::Mat difference = area.grey - area.background;
    const double ground = cv::mean(area.background, strokes)[0];
    measures[indexOf(Measure::InkTone)] =
        std::log((cv::mean(area.grey, strokes)[0] + 0.02) / (ground + 0.02));
    measures[indexOf(Measure::InkHue)] = hueOf(view, strokes) - hueOf(view, area.plain);
    measures[indexOf(Measure::InkEdge)] = edgeOf(area, strokes);
    measures[indexOf(Measure::InkUneven)] = deviationOf(difference, strokes) / contrast;
    const auto contrasts = contrastsOf(difference, strokes);
    if (contrasts.size() >= kLeastStrokes)
        measures[indexOf(Measure::InkSpread)] = spreadOf(contrasts) / contrast;
}

}  // namespace tidewaiter::vision
