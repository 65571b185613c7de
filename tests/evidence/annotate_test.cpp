#include <gtest/gtest.h>

#include <limits>
#include <opencv2/imgproc.hpp>

#include "firmware/evidence/report.h"
#include "firmware/evidence/tag_layout.h"
#include "tests/evidence/sample.h"

namespace tidewaiter::evidence {

using inspection::Severity;

static cv::Mat changed(const cv::Mat& before, const cv::Mat& after) {
    cv::Mat difference;
    cv::absdiff(before, after, difference);
    cv::cvtColor(difference, difference, cv::COLOR_BGR2GRAY);
    return difference > 24;
}

static int countOf(const cv::Mat& picture, const cv::Scalar& low, const cv::Scalar& high) {
    cv::Mat mask;
    cv::inRange(picture, low, high, mask);
    return cv::countNonZero(mask);
}

static inspection::Inspection oneMark(const cv::Mat& pixels, const vision::Quad& quad, Severity severity) {
    auto made = emptyInspection(pixels);
    vision::Region region;
    region.id = "r1";
    region.frame = "f1";
    region.quad = quad;
    made.regions = {region};
    made.findings = {{"rule", severity, 0.9, "Something was seen.", {"r1"}, {}, ""}};
    return made;
}

TEST(Annotate, keeps_the_size_and_leaves_the_frame_alone) {
    const cv::Mat picture = testPicture();
    const cv::Mat copy = picture.clone();
    const auto made = soundCardAsTea(picture);
    const cv::Mat drawn = annotate(made, made.frames[0]);
    EXPECT_EQ(drawn.size(), picture.size());
    EXPECT_EQ(drawn.type(), CV_8UC3);
    EXPECT_EQ(cv::countNonZero(changed(picture, copy)), 0);
    EXPECT_GT(cv::countNonZero(changed(picture, drawn)), 1000);
}

TEST(Annotate, draws_nothing_where_there_is_nothing_to_draw) {
    const cv::Mat picture = testPicture();
    auto made = emptyInspection(picture);
    EXPECT_EQ(cv::countNonZero(changed(picture, annotate(made, made.frames[0]))), 0);
    made = soundCardAsTea(picture);
    made.frames[0].id = "f2";
    EXPECT_EQ(cv::countNonZero(changed(picture, annotate(made, made.frames[0]))), 0)
        << "regions of another frame";
    EXPECT_TRUE(annotate(made, vision::Frame()).empty()) << "a record read back has no pixels";
}

TEST(Annotate, draws_evidence_in_the_color_of_its_severity) {
    const cv::Mat grey(480, 640, CV_8UC3, cv::Scalar::all(128));
    const struct {
        Severity severity;
        cv::Scalar low, high;
    } cases[] = {
        {Severity::Hold, {20, 0, 180}, {70, 50, 220}},
        {Severity::Inspect, {0, 150, 230}, {30, 200, 255}},
        {Severity::Info, {170, 80, 0}, {210, 120, 40}},
    };
    for (const auto& [severity, low, high] : cases) {
        const auto made = oneMark(grey, vision::quadOf({200, 200, 120, 40}), severity);
        EXPECT_GT(countOf(annotate(made, made.frames[0]), low, high), 300);
    }
}

// What was read stays readable: nothing is drawn inside the quad but for its very rim.
TEST(Annotate, leaves_the_inside_of_evidence_free) {
    const cv::Mat grey(480, 640, CV_8UC3, cv::Scalar::all(128));
    for (const double degrees : {0.0, 30.0, 90.0, 135.0, 270.0}) {
        cv::Point2f corners[4];
        cv::RotatedRect({320, 240}, {160, 30}, static_cast<float>(degrees)).points(corners);
        const auto made = oneMark(grey, {corners[1], corners[2], corners[3], corners[0]}, Severity::Hold);
        cv::Mat inside = cv::Mat::zeros(grey.size(), CV_8U);
        cv::Point2f inner[4];
        cv::RotatedRect({320, 240}, {154, 24}, static_cast<float>(degrees)).points(inner);
        std::vector<cv::Point> polygon(std::begin(inner), std::end(inner));
        cv::fillConvexPoly(inside, polygon, cv::Scalar(255));
        const cv::Mat drawn = annotate(made, made.frames[0]);
        EXPECT_EQ(cv::countNonZero(changed(grey, drawn) & inside), 0) << degrees << " degrees";
    }
}

TEST(Annotate, shows_on_bright_and_on_dark_ground) {
    for (const int brightness : {0, 255}) {
        const cv::Mat ground(480, 640, CV_8UC3, cv::Scalar::all(brightness));
        for (const auto severity : {Severity::Hold, Severity::Inspect, Severity::Info}) {
            const auto made = oneMark(ground, vision::quadOf({200, 200, 120, 40}), severity);
            EXPECT_GT(cv::countNonZero(changed(ground, annotate(made, made.frames[0]))), 800);
        }
    }
}

TEST(Annotate, survives_hostile_corners_and_tiny_pictures) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const vision::Quad quads[] = {
        {},
        vision::quadOf({nan, nan, 10, 10}),
        vision::quadOf({-1e9F, -1e9F, 2e9F, 2e9F}),
        vision::quadOf({-5000, -5000, 20'000, 20'000}),
        vision::quadOf({700, 700, 10, 10}),
        {cv::Point2f{10, 10}, cv::Point2f{100, 100}, cv::Point2f{100, 10}, cv::Point2f{10, 100}},
    };
    for (const auto& size : {cv::Size(1, 1), cv::Size(8, 3), cv::Size(640, 480), cv::Size(3, 2000)}) {
        const cv::Mat picture = testPicture(size.width, size.height);
        for (const auto& quad : quads) {
            const auto made = oneMark(picture, quad, Severity::Hold);
            EXPECT_EQ(annotate(made, made.frames[0]).size(), size);
        }
    }
}

static void expectOrderly(const std::vector<std::optional<cv::Rect>>& places, cv::Size picture) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i]) continue;
        EXPECT_EQ(*places[i] & cv::Rect({0, 0}, picture), *places[i]) << "tag " << i << " leaves the picture";
        for (std::size_t k = 0; k < i; ++k) {
            if (!places[k]) continue;
            EXPECT_TRUE((*places[i] & *places[k]).empty()) << "tags " << k << " and " << i;
        }
    }
}

TEST(TagLayout, keeps_tags_apart_and_inside) {
    const cv::Size picture(640, 480);
    std::vector<Tag> crowd;
    for (const float y : {200.0F, 212.0F, 224.0F, 236.0F, 248.0F, 260.0F}) {
        for (const float x : {250.0F, 270.0F, 290.0F, 310.0F, 330.0F}) {
            crowd.push_back({vision::quadOf({x, y, 18, 10}), {24, 22}});
        }
    }
    const auto places = placeTags(crowd, {}, picture);
    expectOrderly(places, picture);
    EXPECT_GE(
        std::count_if(places.begin(), places.end(), [](const auto& place) { return place.has_value(); }), 25);
}

TEST(TagLayout, finds_a_place_in_every_corner_and_for_the_whole_picture) {
    const cv::Size picture(640, 480);
    std::vector<Tag> tags;
    for (const auto& box : {cv::Rect2f(0, 0, 60, 20), cv::Rect2f(580, 0, 59, 20), cv::Rect2f(0, 460, 60, 19),
                            cv::Rect2f(580, 460, 59, 19), cv::Rect2f(0, 0, 639, 479)}) {
        tags.push_back({vision::quadOf(box), {30, 24}});
    }
    const auto places = placeTags(tags, {}, picture);
    expectOrderly(places, picture);
    for (const auto& place : places) EXPECT_TRUE(place.has_value());
}

TEST(TagLayout, stands_beside_what_it_names) {
    const auto places = placeTags({{vision::quadOf({300, 200, 80, 20}), {24, 20}}}, {}, {640, 480});
    ASSERT_TRUE(places[0].has_value());
    EXPECT_TRUE((*places[0] & cv::Rect(300, 200, 80, 20)).empty());
    EXPECT_FALSE((*places[0] & cv::Rect(270, 170, 140, 80)).empty());
}

TEST(TagLayout, keeps_clear_of_what_else_was_found) {
    const cv::Rect2f above(280, 165, 120, 30);
    const cv::Rect2f below(280, 225, 120, 30);
    const auto places = placeTags({{vision::quadOf({300, 200, 80, 20}), {24, 20}}},
                                  {vision::quadOf(above), vision::quadOf(below)}, {640, 480});
    ASSERT_TRUE(places[0].has_value());
    EXPECT_TRUE((cv::Rect2f(*places[0]) & above).empty());
    EXPECT_TRUE((cv::Rect2f(*places[0]) & below).empty());
}

TEST(TagLayout, gives_up_where_no_tag_fits) {
    EXPECT_FALSE(placeTags({{vision::quadOf({0, 0, 5, 5}), {24, 20}}}, {}, {10, 10})[0].has_value());
    EXPECT_TRUE(placeTags({}, {}, {10, 10}).empty());
}

}  // namespace tidewaiter::evidence
