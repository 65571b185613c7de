#include "vision/label_view.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

#include "tests/vision/drawn_label.h"

namespace tidewaiter::vision {
namespace {

constexpr double kHalfWidth = 200;
constexpr double kHeight = 220;
constexpr int kSheetWidth = 600;
constexpr int kSheetHeight = 330;
const cv::Point2d kMiddle(400, 300);

/// A sheet with three thin lines from side to side, whose rows are known, and upright marks.
cv::Mat ruledSheet() {
    cv::Mat sheet(kSheetHeight, kSheetWidth, CV_8UC3, cv::Scalar::all(240));
    for (const int quarter : {1, 2, 3}) {
        const int row = quarter * kSheetHeight / 4;
        cv::line(sheet, {20, row}, {kSheetWidth - 20, row}, cv::Scalar::all(20), 5);
    }
    for (const int tenth : {2, 4, 6, 8}) {
        const int column = tenth * kSheetWidth / 10;
        cv::line(sheet, {column, 20}, {column, kSheetHeight - 20}, cv::Scalar(30, 30, 160), 3);
    }
    return sheet;
}

/// How a sheet looks around an upright drum of `radius` half widths, seen from above by so much that its arcs
/// rise `rise` pixels.
struct Drum {
    double radius = 1.2;
    double rise = -30;

    [[nodiscard]] double arc(double x) const {
        const double chord = std::sqrt(radius * radius - 1);
        return (std::sqrt(std::max(0.0, radius * radius - x * x)) - chord) / (radius - chord);
    }

    [[nodiscard]] cv::Mat picture(const cv::Mat& sheet) const {
        cv::Mat map(600, 800, CV_32FC2, cv::Scalar::all(-10));
        for (int row = 0; row < map.rows; ++row) {
            for (int column = 0; column < map.cols; ++column) {
                const double x = (column - kMiddle.x) / kHalfWidth;
                if (std::abs(x) > 1) continue;
                const double along = std::asin(x / radius) / std::asin(1 / radius);
                const double down = (row - kMiddle.y + rise * arc(x)) / kHeight + 0.5;
                map.at<cv::Point2f>(row, column) = {static_cast<float>((along + 1) / 2 * sheet.cols - 0.5),
                                                    static_cast<float>(down * sheet.rows - 0.5)};
            }
        }
        cv::Mat picture(map.size(), CV_8UC3);
        cv::remap(sheet, picture, map, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                  cv::Scalar(80, 110, 130));
        cv::GaussianBlur(picture, picture, {3, 3}, 0);
        return picture;
    }
};

Quad drumCorners() {
    const auto w = static_cast<float>(kHalfWidth);
    const auto h = static_cast<float>(kHeight / 2);
    const cv::Point2f middle(kMiddle);
    return {middle + cv::Point2f{-w, -h}, middle + cv::Point2f{w, -h}, middle + cv::Point2f{w, h},
            middle + cv::Point2f{-w, h}};
}

/// How far, in shares of the height, the middle line of the sheet runs up and down in `view`.
double unevenness(const cv::Mat& view) {
    cv::Mat grey;
    cv::cvtColor(view, grey, cv::COLOR_BGR2GRAY);
    double low = 1;
    double high = 0;
    for (int column = view.cols / 16; column < view.cols - view.cols / 16; column += view.cols / 23) {
        const cv::Mat part = 255 - grey(cv::Rect(column, view.rows * 3 / 8, 1, view.rows / 4));
        cv::Mat dark;
        cv::threshold(part, dark, 120, 255, cv::THRESH_TOZERO);
        const auto moments = cv::moments(dark);
        if (moments.m00 <= 0) continue;
        const double row = 3.0 / 8 + moments.m01 / moments.m00 / view.rows;
        low = std::min(low, row);
        high = std::max(high, row);
    }
    return high - low;
}

// A label around a drum is unrolled: its corners come back, its lines get straight, its marks evenly spaced.
TEST(LabelView, UnrollsBentLabels) {
    for (const double radius : {1.05, 1.2, 1.6, 3.0}) {
        for (const double rise : {-40.0, -15.0, 15.0, 40.0}) {
            const Drum drum{radius, rise};
            const auto picture = drum.picture(ruledSheet());
            const auto label = flattened(picture, drumCorners());
            ASSERT_TRUE(label);
            EXPECT_EQ(label->bend, LabelBend::Across) << radius << " " << rise;
            EXPECT_NEAR(label->sagitta, std::abs(rise) / kHeight, 0.02) << radius << " " << rise;
            EXPECT_LT(unevenness(label->bgr), 0.02) << radius << " " << rise;
            const auto corners = label->toFrame(quadOf(cv::Rect2f(
                0, 0, static_cast<float>(label->bgr.cols - 1), static_cast<float>(label->bgr.rows - 1))));
            for (std::size_t i = 0; i < 4; ++i)
                EXPECT_LT(cv::norm(corners[i] - drumCorners()[i]), 3) << radius << " " << rise;
            cv::Mat flat;
            cv::resize(label->bgr, flat, {kSheetWidth, kSheetHeight}, 0, 0, cv::INTER_AREA);
            cv::Mat apart;
            cv::absdiff(flat, ruledSheet(), apart);
            EXPECT_LT(cv::mean(cv::mean(apart))[0], 14) << radius << " " << rise;
        }
    }
}

// The axis may lie: the left and right sides are arcs then.
TEST(LabelView, UnrollsAroundALyingAxis) {
    const Drum drum{1.2, -30};
    cv::Mat turned;
    cv::rotate(drum.picture(ruledSheet()), turned, cv::ROTATE_90_CLOCKWISE);
    auto corners = drumCorners();
    for (auto& corner : corners) corner = {599 - corner.y, corner.x};
    // Clockwise, so that the turned sheet reads from the top: its first corner is what was the lower left.
    const Quad upright{corners[3], corners[0], corners[1], corners[2]};
    const auto label = flattened(turned, upright);
    ASSERT_TRUE(label);
    EXPECT_EQ(label->bend, LabelBend::Down);
    cv::Mat back;
    cv::rotate(label->bgr, back, cv::ROTATE_90_COUNTERCLOCKWISE);
    EXPECT_LT(unevenness(back), 0.02);
}

// A flat label is flattened by its four corners, and places map back.
TEST(LabelView, TakesThePerspectiveAway) {
    for (const double turn : {0.0, 10.0, 75.0}) {
        test::DrawnLabel drawn;
        drawn.turnDeg = turn;
        drawn.lean = 0.2F;
        const auto label = flattened(drawn.picture(), drawn.quad());
        ASSERT_TRUE(label);
        EXPECT_EQ(label->bend, LabelBend::Flat) << turn;
        EXPECT_EQ(label->sagitta, 0);
        const auto middle = label->toFrame(cv::Point2f(0, 0));
        EXPECT_LT(cv::norm(middle - drawn.quad()[0]), 1.5) << turn;
        EXPECT_LT(cv::norm(label->toFrame(cv::Point2f(-50, -50)) - middle), 0.01) << "outside";
    }
}

TEST(LabelView, LargeLabelsAreShrunk) {
    const test::DrawnLabel drawn;
    LabelViewOptions options;
    options.longestPx = 100;
    const auto label = flattened(drawn.picture(), drawn.quad(), options);
    ASSERT_TRUE(label);
    EXPECT_EQ(std::max(label->bgr.cols, label->bgr.rows), 100);
}

TEST(LabelView, RefusesWhatIsNoOutline) {
    const test::DrawnLabel drawn;
    const auto picture = drawn.picture();
    const auto good = drawn.quad();
    auto unknown = good;
    unknown[2].x = std::numeric_limits<float>::quiet_NaN();
    const Quad counterClockwise{good[0], good[3], good[2], good[1]};
    const Quad crossed{good[0], good[2], good[1], good[3]};
    const Quad tiny = quadOf({10, 10, 12, 9});
    for (const auto& quad : {unknown, counterClockwise, crossed, Quad{}}) {
        const auto label = flattened(picture, quad);
        ASSERT_FALSE(label);
        EXPECT_EQ(label.error().message, "the label's outline is not known");
    }
    const auto small = flattened(picture, tiny);
    ASSERT_FALSE(small);
    EXPECT_NE(small.error().message.find("move closer"), std::string::npos);
    EXPECT_FALSE(flattened({}, good));
}

// A bent sheet is unrolled without being named as a label; once, also where it is named; flat ones are not.
TEST(LabelView, BentSheetsAreUnrolledOnce) {
    const auto picture = Drum{1.2, 40}.picture(ruledSheet());
    const auto alone = bentLabels(picture, {}, 8);
    ASSERT_EQ(alone.size(), 1U);
    EXPECT_EQ(alone.front().bend, LabelBend::Across);
    EXPECT_LT(unevenness(alone.front().bgr), 0.04);
    EXPECT_EQ(bentLabels(picture, {drumCorners()}, 8).size(), 1U);
    EXPECT_TRUE(bentLabels(picture, {drumCorners()}, 0).empty());
    const test::DrawnLabel flat;
    EXPECT_TRUE(bentLabels(flat.picture(), {flat.quad()}, 8).empty());
    EXPECT_TRUE(bentLabels({}, {}, 8).empty());
    EXPECT_TRUE(bentLabels(cv::Mat(20, 20, CV_8UC3, cv::Scalar::all(200)), {}, 8).empty());
}

}  // namespace
}  // namespace tidewaiter::vision
