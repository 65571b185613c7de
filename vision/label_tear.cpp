// A part of a label that is gone along a ragged line.
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "vision/internal/label_sheet.h"

namespace tidewaiter::vision {

namespace {

constexpr double kCorner = 0.55;  ///< of the body: the square around a corner in which a tear is looked for
constexpr double kLeastGone = 0.025;  ///< of the body's area
constexpr double kMostGone = 0.45;
constexpr double kLeastRagged = 2.0;  ///< pixels of the view: root mean square from the straight line
constexpr int kSameTone = 26;         ///< levels of a channel that the ground may differ within the view
constexpr int kStep = 60;  ///< levels of `white` between ground and paper: less, and film or shadow is either
constexpr double kPrint = 0.72;      ///< of the ground's brightness
constexpr double kMostPrint = 0.03;  ///< of the part that is gone

/// Median tones of what the label is stuck on.
struct Ground {
    double white = 0;
    cv::Scalar bgr;
};

double medianOf(std::vector<uchar> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

Ground groundOf(const LabelSheet& sheet) {
    std::array<std::vector<uchar>, 3> channels;
    std::vector<uchar> white;
    const int out = sheet.rim / 3;
    const cv::Rect near(out, out, sheet.white.cols - 2 * out, sheet.white.rows - 2 * out);
    const cv::Rect body(sheet.rim - 4, sheet.rim - 4, sheet.body + 8, sheet.body + 8);
    for (int y = 0; y < sheet.white.rows; y += 2) {
        for (int x = 0; x < sheet.white.cols; x += 2) {
            if (!near.contains({x, y}) || body.contains({x, y}) || sheet.seen.at<uchar>(y, x) == 0) continue;
            white.push_back(sheet.white.at<uchar>(y, x));
            for (std::size_t i = 0; i < 3; ++i)
                channels[i].push_back(sheet.bgr.at<cv::Vec3b>(y, x)[static_cast<int>(i)]);
        }
    }
    if (white.empty()) return {};
    return {medianOf(std::move(white)),
            {medianOf(std::move(channels[0])), medianOf(std::move(channels[1])),
             medianOf(std::move(channels[2]))}};
}

/// Where the ground shows within the corner: pixels near to its brightness that hang together with the
/// corner.
cv::Mat groundInCorner(const LabelSheet& sheet, const Ground& ground, cv::Point corner,
                       const cv::Rect& part) {
    const double reach = std::max(8.0, 0.35 * (sheet.paper - ground.white));
    cv::Mat alike;
    cv::inRange(sheet.bgr, ground.bgr - cv::Scalar::all(kSameTone), ground.bgr + cv::Scalar::all(kSameTone),
                alike);
    alike &= (sheet.white > ground.white - reach) & (sheet.white < ground.white + reach);
    cv::Mat within = cv::Mat::zeros(alike.size(), CV_8U);
    alike(part).copyTo(within(part));
    cv::morphologyEx(within, within, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {5, 5}));
    cv::morphologyEx(within, within, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {5, 5}));
    cv::Mat numbers;
    cv::connectedComponents(within, numbers, 8, CV_32S);
    const int toward = sheet.rim + sheet.body / 2;
    const cv::Point inside(corner.x + (corner.x < toward ? 10 : -10),
                           corner.y + (corner.y < toward ? 10 : -10));
    const int number = numbers.at<int>(inside);
    return number == 0 ? cv::Mat() : cv::Mat(numbers == number);
}

/// Root mean square distance of the rim's points, within the label, from the line through its ends.
double raggedness(const cv::Mat& gone, const cv::Rect& inner) {
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(gone, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    std::vector<cv::Point2f> rim;
    for (const auto& contour : contours) {
        for (const auto& point : contour) {
            if (inner.contains(point)) rim.emplace_back(point);
        }
    }
    if (rim.size() < 30) return 0;
    // A corner cut or folded off ends in one line, a sticker over it in two: a ragged rim fits neither.
    double least = 1e9;
    for (std::size_t split = rim.size() / 6; split <= rim.size() - rim.size() / 6; split += 4) {
        double sum = 0;
        for (const auto& part : {std::pair<std::size_t, std::size_t>{0, split}, {split, rim.size()}}) {
            const std::vector<cv::Point2f> points(rim.begin() + static_cast<std::ptrdiff_t>(part.first),
                                                  rim.begin() + static_cast<std::ptrdiff_t>(part.second));
            cv::Vec4f line;
            cv::fitLine(points, line, cv::DIST_L2, 0, 0.01, 0.01);
            for (const auto& p : points) {
                const double off = (p.x - line[2]) * line[1] - (p.y - line[3]) * line[0];
                sum += off * off;
            }
        }
        least = std::min(least, sum);
    }
    return std::sqrt(least / static_cast<double>(rim.size()));
}

/// Whether print shows within the part that is gone: then tape or a film lies there.
bool showsPrint(const LabelSheet& sheet, const Ground& ground, const cv::Mat& gone) {
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(gone, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    cv::Mat filled = cv::Mat::zeros(gone.size(), CV_8U);
    cv::drawContours(filled, contours, -1, 255, cv::FILLED);
    const cv::Mat dark = (sheet.white < kPrint * ground.white) & filled;
    return cv::countNonZero(dark) > kMostPrint * cv::countNonZero(filled);
}

double tearAt(const LabelSheet& sheet, const Ground& ground, bool right, bool below) {
    const int side = cvRound(kCorner * sheet.body);
    const int far = sheet.rim + sheet.body;
    const cv::Rect part(right ? far - side : sheet.rim, below ? far - side : sheet.rim, side, side);
    const cv::Point corner(right ? far - 1 : sheet.rim, below ? far - 1 : sheet.rim);
    const cv::Mat gone = groundInCorner(sheet, ground, corner, part);
    if (gone.empty()) return 0;
    const double share = static_cast<double>(cv::countNonZero(gone)) / (sheet.body * sheet.body);
    if (share < kLeastGone || share > kMostGone * kCorner || showsPrint(sheet, ground, gone)) return 0;
    const cv::Rect inner(part.x + 8, part.y + 8, part.width - 16, part.height - 16);
    return raggedness(gone, inner);
}

}  // namespace

std::optional<LabelCondition> tornSheet(const LabelSheet& sheet) {
    const Ground ground = groundOf(sheet);
    if (sheet.paper - ground.white < kStep) return std::nullopt;
    double most = 0;
    for (const bool right : {false, true}) {
        for (const bool below : {false, true}) most = std::max(most, tearAt(sheet, ground, right, below));
    }
    if (most < kLeastRagged) return std::nullopt;
    const double score = std::clamp(0.5 + 0.1 * (most - kLeastRagged), 0.5, 0.9);
    return LabelCondition{LabelState::Torn, score, "a corner of it is gone along a ragged line"};
}

}  // namespace tidewaiter::vision
