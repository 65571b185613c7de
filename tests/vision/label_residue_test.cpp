#include "vision/label_residue.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "tests/vision/drawn_label.h"
#include "tests/vision/picture_frame.h"

namespace tidewaiter::vision {
namespace {

using test::frameOf;

const cv::Rect kOutline(220, 160, 360, 260);

/// Blobs of noise, `share` of all pixels.
cv::Mat blobs(cv::Size size, double grain, double fuzz, double share) {
    cv::RNG random(7);
    cv::Mat coarse(size, CV_32F);
    cv::Mat fine(size, CV_32F);
    random.fill(coarse, cv::RNG::NORMAL, 0, 1);
    random.fill(fine, cv::RNG::NORMAL, 0, 1);
    cv::GaussianBlur(coarse, coarse, {0, 0}, grain);
    cv::GaussianBlur(fine, fine, {0, 0}, 1.5);
    cv::normalize(coarse, coarse, 0, 1, cv::NORM_MINMAX);
    cv::normalize(fine, fine, 0, 1, cv::NORM_MINMAX);
    cv::Mat both = coarse + fuzz * fine;
    cv::normalize(both, both, 0, 255, cv::NORM_MINMAX);
    both.convertTo(both, CV_8U);
    for (int level = 255; level > 0; --level) {
        const cv::Mat mask = both > level;
        if (cv::countNonZero(mask) >= share * static_cast<double>(mask.total())) return mask;
    }
    return {};
}

cv::Mat board(const cv::Scalar& color = {90, 130, 165}) {
    cv::Mat picture(600, 800, CV_8UC3, color);
    cv::Mat grain(picture.size(), CV_8UC3);
    cv::RNG random(3);
    random.fill(grain, cv::RNG::NORMAL, 8, 3);
    return picture + grain - cv::Scalar::all(8);
}

struct Left {
    cv::Scalar ground{90, 130, 165};
    cv::Scalar pieces{205, 212, 216};
    double share = 0.25;
    double fuzz = 0.35;
    bool cutOff = true;  ///< the pieces end in the outline
};

cv::Mat pictureOf(const Left& left) {
    cv::Mat picture = board(left.ground);
    cv::Mat mask = blobs(picture.size(), 16, left.fuzz, left.share);
    cv::Mat within = cv::Mat::zeros(mask.size(), CV_8U);
    if (left.cutOff) {
        cv::rectangle(within, kOutline, 255, cv::FILLED);
    } else {
        cv::ellipse(within, (kOutline.tl() + kOutline.br()) / 2, {210, 160}, 0, 0, 360, 255, cv::FILLED);
    }
    picture.setTo(left.pieces, mask & within);
    cv::GaussianBlur(picture, picture, {3, 3}, 0);
    return picture;
}

// Ragged scraps that end in a rectangle are what is left of a label, and the rectangle says where it was.
TEST(LabelResidue, ScrapsThatEndInARectangleAreToldWithTheirPlace) {
    const auto found = findResidue(frameOf(pictureOf({})), {});
    ASSERT_EQ(found.size(), 1U);
    const auto& place = found.front();
    EXPECT_EQ(place.kind, RegionKind::Label);
    EXPECT_EQ(place.frame, "f1");
    ASSERT_TRUE(place.label);
    EXPECT_EQ(place.label->state, LabelState::Residue);
    EXPECT_GE(place.label->score, 0.5);
    EXPECT_FALSE(place.label->reason.empty());
    const std::vector<cv::Point2f> corners(place.quad.begin(), place.quad.end());
    const auto box = cv::boundingRect(corners);
    EXPECT_GT((box & kOutline).area(), 0.9 * (box | kOutline).area()) << box;
}

// Torn board is told as scraps are, and in a frame of any size.
TEST(LabelResidue, TornBoardIsToldInLargeFramesToo) {
    cv::Mat picture = pictureOf({.pieces = {135, 168, 192}});
    EXPECT_EQ(findResidue(frameOf(picture), {}).size(), 1U);
    cv::resize(picture, picture, {}, 2.5, 2.5, cv::INTER_CUBIC);
    const auto found = findResidue(frameOf(picture), {});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GT(found.front().quad[2].x, 1300);
}

// Honest or unclear sights are none.
TEST(LabelResidue, OtherSightsAreNotTold) {
    struct Row {
        const char* what;
        cv::Mat picture;
    };
    cv::Mat film = board();
    film(kOutline) = film(kOutline) * 0.85;
    cv::Mat glare = board();
    cv::Mat spot(glare.size(), CV_8UC3, cv::Scalar::all(0));
    cv::ellipse(spot, {400, 290}, {90, 60}, 20, 0, 360, cv::Scalar::all(130), cv::FILLED);
    cv::GaussianBlur(spot, spot, {0, 0}, 25);
    const std::vector<Row> rows = {
        {"bare board", board()},
        {"a film alone, as tape leaves it", film},
        {"a scuff that ends in no line", pictureOf({.cutOff = false})},
        {"smooth blots", pictureOf({.fuzz = 0})},
        {"white board", pictureOf({.ground = {205, 208, 210}, .pieces = {240, 240, 240}})},
        {"a dark package with white print", pictureOf({.ground = {40, 40, 42}})},
        {"a dark photo", pictureOf({.ground = {22, 32, 41}, .pieces = {51, 53, 54}})},
        {"a reflection", glare + spot},
        {"a whole label", test::DrawnLabel().picture()},
    };
    for (const auto& row : rows) EXPECT_TRUE(findResidue(frameOf(row.picture), {}).empty()) << row.what;
}

// What is known as a label, too small, or cut off by the picture's edge is left out.
TEST(LabelResidue, KnownSmallAndCutOffPlacesAreLeftOut) {
    const cv::Mat picture = pictureOf({});
    Region label;
    label.kind = RegionKind::Label;
    label.quad = quadOf(cv::Rect2f(210, 150, 380, 280));
    EXPECT_TRUE(findResidue(frameOf(picture), {label}).empty());
    cv::Mat small;
    cv::resize(picture, small, {}, 0.3, 0.3, cv::INTER_AREA);
    EXPECT_TRUE(findResidue(frameOf(small), {}).empty());
    EXPECT_TRUE(findResidue(frameOf(picture.colRange(300, 800)), {}).empty());
    EXPECT_TRUE(findResidue(frameOf({}), {}).empty());
    EXPECT_TRUE(findResidue(frameOf(picture(cv::Rect(0, 0, 3, 2)).clone()), {}).empty());
}

}  // namespace
}  // namespace tidewaiter::vision
