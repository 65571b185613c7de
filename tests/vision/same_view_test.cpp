// Pictures of one view laid upon each other: a hand-held camera never stands still.
#include "vision/same_view.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace tidewaiter::vision {
namespace {

/// A label full of print; the same number draws the same.
cv::Mat printedLabel(unsigned number) {
    cv::Mat picture(900, 1200, CV_8UC3, cv::Scalar(214, 219, 222));
    cv::RNG random(number);
    for (int line = 0; line < 16; ++line) {
        std::string text;
        for (int i = 0; i < 24; ++i) text += static_cast<char>('0' + random.uniform(0, 43));
        cv::putText(picture, text, {60 + random.uniform(0, 200), 60 + line * 52}, cv::FONT_HERSHEY_DUPLEX,
                    0.8 + random.uniform(0.0, 0.5), cv::Scalar::all(30), 2, cv::LINE_AA);
    }
    return picture;
}

/// Turned about the middle, zoomed and moved.
cv::Mat changeBy(double degrees, double zoom, double x, double y) {
    cv::Mat change = cv::getRotationMatrix2D({600, 450}, degrees, zoom);
    change.at<double>(0, 2) += x;
    change.at<double>(1, 2) += y;
    return change;
}

cv::Mat changed(const cv::Mat& picture, const cv::Mat& change) {
    cv::Mat out;
    cv::warpAffine(picture, out, change, picture.size(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    return out;
}

Frame frameWith(const cv::Mat& picture, const cv::Mat& repeat) {
    Frame frame;
    frame.pixels = picture;
    frame.width = picture.cols;
    frame.height = picture.rows;
    frame.repeats = {{"other", repeat}};
    return frame;
}

cv::Mat noisy(const cv::Mat& picture, double deviation, unsigned seed) {
    cv::Mat noise(picture.size(), CV_16SC3);
    cv::RNG(seed).fill(noise, cv::RNG::NORMAL, 0, deviation);
    cv::Mat out;
    cv::add(picture, noise, out, cv::noArray(), CV_8UC3);
    return out;
}

TEST(SameView, SaysWhereAPlaceIsInTheOtherPicture) {
    const auto picture = printedLabel(1);
    const auto quad = quadOf({400, 300, 200, 40});
    for (const double degrees : {-3.0, 0.0, 0.7, 12.0}) {
        for (const double zoom : {0.95, 1.0, 1.04}) {
            const auto change = changeBy(degrees, zoom, 17, -9);
            const auto views = sameViews(frameWith(picture, changed(picture, change)));
            ASSERT_EQ(views.size(), 1U) << degrees << " " << zoom;
            const auto found = quadIn(views[0], quad);
            ASSERT_TRUE(found);
            std::vector<cv::Point2f> wanted(quad.begin(), quad.end());
            cv::transform(wanted, wanted, change);
            for (std::size_t i = 0; i < 4; ++i)
                EXPECT_LT(cv::norm((*found)[i] - wanted[i]), 1) << degrees << " " << zoom;
            const auto back = quadBack(views[0], *found);
            for (std::size_t i = 0; i < 4; ++i) EXPECT_LT(cv::norm(back[i] - quad[i]), 0.1);
        }
    }
}

TEST(SameView, IsFoundThroughBlurAndNoise) {
    const auto picture = printedLabel(2);
    auto other = changed(picture, changeBy(0.5, 1.01, 6, 4));
    cv::GaussianBlur(other, other, {}, 1.5);
    EXPECT_EQ(sameViews(frameWith(picture, noisy(other, 8, 7))).size(), 1U);
}

// A look at the wrong place would vote about another line.
TEST(SameView, IsNotClaimedOfWhatIsAnother) {
    const auto picture = printedLabel(1);
    const cv::Mat blank(900, 1200, CV_8UC3, cv::Scalar::all(200));
    cv::Mat smaller;
    cv::resize(picture, smaller, {600, 450});
    EXPECT_TRUE(sameViews(frameWith(picture, printedLabel(3))).empty()) << "another label";
    EXPECT_TRUE(sameViews(frameWith(picture, blank)).empty()) << "nothing";
    EXPECT_TRUE(sameViews(frameWith(blank, blank)).empty()) << "nothing in either";
    EXPECT_TRUE(sameViews(frameWith(picture, smaller)).empty()) << "another size";
    EXPECT_TRUE(sameViews(frameWith(picture, changed(picture, changeBy(0, 2, 0, 0)))).empty()) << "zoomed";
}

TEST(SameView, HasNoPlaceForWhatIsOutside) {
    const auto picture = printedLabel(1);
    const auto views = sameViews(frameWith(picture, changed(picture, changeBy(0, 1, -200, 0))));
    ASSERT_EQ(views.size(), 1U);
    EXPECT_FALSE(quadIn(views[0], quadOf({100, 300, 200, 40})));
    EXPECT_TRUE(quadIn(views[0], quadOf({300, 300, 200, 40})));
}

TEST(SameView, TellsNoiseFromBlur) {
    const auto picture = printedLabel(1);
    cv::Mat blurred;
    cv::GaussianBlur(picture, blurred, {}, 2);
    EXPECT_LT(noiseOf(picture, sameViews(frameWith(picture, blurred))), 3);
    for (const double deviation : {6.0, 14.0}) {
        const auto frame = frameWith(noisy(picture, deviation, 1), noisy(picture, deviation, 2));
        EXPECT_NEAR(noiseOf(frame.pixels, sameViews(frame)), deviation, 0.25 * deviation);
    }
    EXPECT_EQ(noiseOf(picture, {}), 0);
}

TEST(SameView, MergedPicturesHaveLessNoiseAndTheSamePrint) {
    const auto picture = printedLabel(1);
    const auto change = changeBy(1, 1.01, 9, -5);
    auto frame = frameWith(noisy(picture, 14, 1), noisy(changed(picture, change), 14, 2));
    frame.repeats.push_back({"third", noisy(picture, 14, 3)});
    const auto views = sameViews(frame);
    ASSERT_EQ(views.size(), 2U);
    const auto mean = merged(frame.pixels, views);
    const cv::Rect inside(100, 100, 1000, 700);
    const auto off = [&](const cv::Mat& some) {
        return cv::norm(some(inside), picture(inside), cv::NORM_L2);
    };
    EXPECT_LT(off(mean), 0.75 * off(frame.pixels));
}

TEST(SameView, OfAFrameWithoutRepeatsThereIsNone) {
    Frame frame;
    frame.pixels = printedLabel(1);
    EXPECT_TRUE(sameViews(frame).empty());
}

}  // namespace
}  // namespace tidewaiter::vision
