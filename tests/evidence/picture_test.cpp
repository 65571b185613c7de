#include "firmware/evidence/picture.h"

#include <gtest/gtest.h>

#include <limits>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "tests/evidence/sample.h"

namespace tidewaiter::evidence {

using vision::Quad;

// A red corner at the beginning of what the quad surrounds, on blue.
static cv::Mat cornered(const cv::Rect& red) {
    cv::Mat picture(200, 300, CV_8UC3, cv::Scalar(255, 0, 0));
    cv::rectangle(picture, red, cv::Scalar(0, 0, 255), cv::FILLED);
    return picture;
}

static bool isRed(const cv::Mat& picture, int x, int y) {
    const auto& pixel = picture.at<cv::Vec3b>(y, x);
    return pixel[2] > 150 && pixel[0] < 100;
}

// The first corner of a quad is where its content begins: it becomes the top left one, at any rotation.
TEST(Picture, cuts_out_upright_whatever_the_turn) {
    const cv::Rect box(100, 80, 80, 40);
    const Quad upright = vision::quadOf(box);
    const cv::Rect corners[] = {{100, 80, 20, 20}, {160, 80, 20, 20}, {160, 100, 20, 20}, {100, 100, 20, 20}};
    for (std::size_t turn = 0; turn < 4; ++turn) {
        const Quad quad = {upright[turn], upright[(turn + 1) % 4], upright[(turn + 2) % 4],
                           upright[(turn + 3) % 4]};
        const cv::Mat cut = cutOut(cornered(corners[turn]), quad, {.margin = 0});
        ASSERT_FALSE(cut.empty());
        EXPECT_EQ(cut.cols > cut.rows, turn % 2 == 0);
        EXPECT_TRUE(isRed(cut, cut.cols / 8, cut.rows / 8)) << "turn " << turn;
        EXPECT_FALSE(isRed(cut, cut.cols * 7 / 8, cut.rows * 7 / 8)) << "turn " << turn;
    }
}

TEST(Picture, bounds_the_size_of_cut_outs) {
    const cv::Mat large = testPicture(4000, 3000);
    const cv::Mat whole = cutOut(large, vision::quadOf({0, 0, 3999, 2999}));
    EXPECT_LE(std::max(whole.cols, whole.rows), 641);
    const cv::Mat tiny = cutOut(large, vision::quadOf({10, 10, 30, 5}));
    EXPECT_LE(tiny.rows, 5 * 4 + 10) << "small print grows fourfold at most";
    EXPECT_GT(tiny.rows, 15);
}

TEST(Picture, shows_no_grey_border_where_the_quad_is_inside) {
    const cv::Mat white(200, 300, CV_8UC3, cv::Scalar::all(255));
    for (const auto& box :
         {cv::Rect2f(0, 0, 299, 199), cv::Rect2f(20.3F, 30.7F, 100, 11), cv::Rect2f(250, 0, 49, 20)}) {
        double darkest = 0;
        cv::minMaxLoc(cutOut(white, vision::quadOf(box)).reshape(1), &darkest);
        EXPECT_EQ(darkest, 255) << box;
    }
}

TEST(Picture, refuses_quads_that_show_nothing) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float endless = std::numeric_limits<float>::infinity();
    const Quad useless[] = {
        {},
        vision::quadOf({10, 10, 0, 50}),
        vision::quadOf({10, 10, 50, 0}),
        vision::quadOf({5000, 5000, 50, 50}),
        vision::quadOf({-500, -500, 50, 50}),
        vision::quadOf({nan, 10, 50, 50}),
        vision::quadOf({10, 10, endless, 50}),
        vision::quadOf({0, 0, 1e30F, 1e30F}),
        {cv::Point2f{10, 10}, cv::Point2f{50, 50}, cv::Point2f{90, 90}, cv::Point2f{70, 70}},
    };
    const cv::Mat picture = testPicture();
    for (const auto& quad : useless) EXPECT_TRUE(cutOut(picture, quad).empty());
    EXPECT_TRUE(cutOut({}, vision::quadOf({0, 0, 10, 10})).empty());
}

TEST(Picture, encodes_data_that_decodes_again) {
    const std::string uri = jpegDataUri(testPicture(), 85);
    EXPECT_EQ(uri.rfind("data:image/jpeg;base64,/9j/", 0), 0U);
    EXPECT_EQ(uri, jpegDataUri(testPicture(), 85)) << "the same picture gives the same bytes";
    EXPECT_EQ(jpegDataUri({}, 85), "");
}

TEST(Picture, scales_points_with_their_pixels) {
    EXPECT_EQ(scaledPoint({-0.5F, -0.5F}, 3), cv::Point2f(-0.5F, -0.5F));
    EXPECT_EQ(scaledPoint({0, 1}, 2), cv::Point2f(0.5F, 2.5F));
    EXPECT_DOUBLE_EQ(displayScale({640, 480}, 1600), 2.0);
    EXPECT_DOUBLE_EQ(displayScale({4000, 3000}, 1600), 0.4);
    EXPECT_DOUBLE_EQ(displayScale({300, 3200}, 1600), 0.5);
    EXPECT_EQ(scaled(testPicture(5, 1), 0.1).size(), cv::Size(1, 1));
}

}  // namespace tidewaiter::evidence
