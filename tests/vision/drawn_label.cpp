#include "tests/vision/drawn_label.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::test {

namespace {

const cv::Size kPicture(800, 600);
constexpr int kSheetWidth = 720;  ///< pixels in which the sheet is drawn before it is laid down

cv::Mat sheetOf(const DrawnLabel& label) {
    const int height = cvRound(kSheetWidth * label.size.height / label.size.width);
    cv::Mat sheet(height, kSheetWidth, CV_8UC3, label.paper);
    if (label.lines == 0) return sheet;
    const int rows = label.lines + 2;
    for (int line = 0; line < label.lines; ++line) {
        const double letters = height / (rows * 32.0);
        cv::putText(sheet, "QTY 24 PCS LOT A7731", {kSheetWidth / 16, (line + 1) * height / rows},
                    cv::FONT_HERSHEY_SIMPLEX, letters, label.ink, std::max(1, cvRound(2 * letters)),
                    cv::LINE_AA);
    }
    const int top = (rows - 2) * height / rows + height / (2 * rows);
    for (int bar = 0; bar < 40; ++bar) {
        const int left = kSheetWidth / 16 + bar * 8;
        cv::rectangle(sheet, {left, top, 2 + bar * 7 % 4, height - top - height / (2 * rows)}, label.ink,
                      cv::FILLED);
    }
    return sheet;
}

}  // namespace

vision::Quad DrawnLabel::quad() const {
    const float w = size.width / 2;
    const float h = size.height / 2;
    const float upper = w * (1 - lean);
    const double angle = turnDeg * CV_PI / 180;
    const auto c = static_cast<float>(std::cos(angle));
    const auto s = static_cast<float>(std::sin(angle));
    vision::Quad corners{cv::Point2f{-upper, -h}, {upper, -h}, {w, h}, {-w, h}};
    for (auto& p : corners) p = center + cv::Point2f{c * p.x - s * p.y, s * p.x + c * p.y};
    return corners;
}

cv::Mat DrawnLabel::picture() const {
    cv::Mat picture(kPicture, CV_8UC3, ground);
    const cv::Mat sheet = sheetOf(*this);
    const vision::Quad flat = vision::quadOf(
        cv::Rect2f(-0.5F, -0.5F, static_cast<float>(sheet.cols), static_cast<float>(sheet.rows)));
    const cv::Mat lay = cv::getPerspectiveTransform(flat.data(), quad().data());
    cv::Mat laid;
    cv::Mat covers;
    cv::warpPerspective(sheet, laid, lay, kPicture, cv::INTER_AREA);
    cv::warpPerspective(cv::Mat(sheet.size(), CV_8U, cv::Scalar(255)), covers, lay, kPicture,
                        cv::INTER_NEAREST);
    laid.copyTo(picture, covers);
    if (coveredCorner) {
        const auto corner = quad()[1];
        const cv::Point2f far(size.width / 6, size.height / 6);
        const std::vector<cv::Point> strip = {corner - cv::Point2f(far.x, 0), corner + cv::Point2f(far.x, 0),
                                              corner + far, corner + cv::Point2f(0, far.y)};
        cv::fillConvexPoly(picture, strip, ground);
    }
    for (int x = 0; shadow > 0 && x < picture.cols; ++x) {
        picture.col(x) *= 1 - shadow * (1 - static_cast<double>(x) / picture.cols);
    }
    cv::Mat noise(kPicture, CV_8UC3);
    cv::RNG(7).fill(noise, cv::RNG::NORMAL, 4, 2);
    picture += noise;
    cv::GaussianBlur(picture, picture, {3, 3}, 0);
    return picture;
}

}  // namespace tidewaiter::test
