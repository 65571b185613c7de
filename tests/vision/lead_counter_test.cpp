// Leads: counted on drawn bodies at every turn, and not on what only looks like leads.
#include "vision/lead_counter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <opencv2/imgproc.hpp>
#include <string>

namespace tidewaiter::vision {
namespace {

/// A dark body on a green board with light leads; all in pixels of a picture of 640 by 480.
struct Drawn {
    cv::Size2f body{180, 140};
    LeadCounts leads{};
    float pitch = 16;
    float length = 22;  ///< of a lead beyond the body
    float angle = 0;    ///< degrees
    double blur = 0.7;
    cv::Point2f middle{320, 240};
    /// Draws more into the picture, four times as large and unturned, its origin in the body's middle.
    std::function<void(cv::Mat&, const cv::Point2f& origin)> more = nullptr;
};

constexpr float kFiner = 4;

void fill(cv::Mat& picture, const cv::Rect2f& box, const cv::Scalar& color) {
    cv::rectangle(picture, cv::Rect(box), color, cv::FILLED);
}

void drawLeads(cv::Mat& picture, const Drawn& drawn, const cv::Point2f& origin) {
    const float halves[2] = {drawn.body.height / 2, drawn.body.width / 2};
    for (std::size_t side = 0; side < 4; ++side) {
        const bool across = side % 2 == 0;
        const float sign = side == 0 || side == 3 ? -1 : 1;
        for (int i = 0; i < drawn.leads[side]; ++i) {
            const float along =
                (static_cast<float>(i) - static_cast<float>(drawn.leads[side] - 1) / 2) * drawn.pitch;
            const float out = sign * (halves[across ? 0 : 1] + drawn.length / 2);
            const cv::Point2f middle = across ? cv::Point2f(along, out) : cv::Point2f(out, along);
            const cv::Size2f size = across ? cv::Size2f(drawn.pitch * 0.42F, drawn.length)
                                           : cv::Size2f(drawn.length, drawn.pitch * 0.42F);
            const cv::Point2f corner = origin + (middle - cv::Point2f(size.width, size.height) / 2) * kFiner;
            fill(picture, {corner, size * kFiner}, cv::Scalar(190, 195, 195));
        }
    }
}

struct Shown {
    cv::Mat picture;
    Quad body{};
};

Shown shown(const Drawn& drawn) {
    cv::Mat large(1920, 2560, CV_8UC3, cv::Scalar(60, 100, 45));
    const cv::Point2f origin = drawn.middle * kFiner;
    drawLeads(large, drawn, origin);
    const cv::Point2f half(drawn.body.width / 2, drawn.body.height / 2);
    fill(large, {origin - half * kFiner, drawn.body * kFiner}, cv::Scalar::all(45));
    if (drawn.more) drawn.more(large, origin);
    const auto turn = cv::getRotationMatrix2D(origin, -drawn.angle, 1);
    cv::warpAffine(large, large, turn, large.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    Shown result;
    cv::resize(large, result.picture, {640, 480}, 0, 0, cv::INTER_AREA);
    cv::GaussianBlur(result.picture, result.picture, {}, drawn.blur);
    cv::Mat noise(result.picture.size(), CV_8UC3);
    cv::RNG random(7);
    random.fill(noise, cv::RNG::NORMAL, 6, 2);
    result.picture += noise;
    const double radians = drawn.angle * CV_PI / 180;
    const cv::Point2f x(static_cast<float>(std::cos(radians)), static_cast<float>(std::sin(radians)));
    const cv::Point2f y(-x.y, x.x);
    const cv::Point2f middle = drawn.middle - cv::Point2f(0.375F, 0.375F);
    result.body = {middle - x * half.x - y * half.y, middle + x * half.x - y * half.y,
                   middle + x * half.x + y * half.y, middle - x * half.x + y * half.y};
    return result;
}

std::string told(const std::optional<LeadCounts>& leads) {
    if (!leads) return "nothing";
    std::string text;
    for (const int side : *leads) text += std::to_string(side) + " ";
    return text;
}

std::optional<LeadCounts> counted(const Drawn& drawn) {
    const auto picture = shown(drawn);
    return countLeads(picture.picture, picture.body);
}

Drawn soic8() {
    Drawn drawn;
    drawn.body = {110, 88};
    drawn.leads = {4, 0, 4, 0};
    drawn.pitch = 28.5F;
    return drawn;
}

Drawn dip16() {
    Drawn drawn;
    drawn.body = {290, 96};
    drawn.leads = {8, 0, 8, 0};
    drawn.pitch = 36;
    drawn.length = 16;
    return drawn;
}

Drawn qfp64() {
    Drawn drawn;
    drawn.body = {200, 200};
    drawn.leads = {16, 16, 16, 16};
    drawn.pitch = 10;
    drawn.length = 20;
    return drawn;
}

TEST(LeadCounter, CountsTwoAndFourSidesAtEveryTurn) {
    for (const auto& drawn : {soic8(), dip16(), qfp64()}) {
        for (const float angle : {-45.F, -30.F, -15.F, 0.F, 15.F, 30.F, 45.F}) {
            Drawn turned = drawn;
            turned.angle = angle;
            const auto leads = counted(turned);
            ASSERT_TRUE(leads) << drawn.leads[0] << " at " << angle;
            EXPECT_EQ(*leads, drawn.leads) << angle << ": " << told(leads);
        }
    }
}

// The sides are those of the quad, whichever corner is its first.
TEST(LeadCounter, SidesFollowTheQuad) {
    const auto picture = shown(soic8());
    Quad quad = picture.body;
    EXPECT_EQ(told(countLeads(picture.picture, quad)), "4 0 4 0 ");
    std::rotate(quad.begin(), quad.begin() + 1, quad.end());
    EXPECT_EQ(told(countLeads(picture.picture, quad)), "0 4 0 4 ");
}

TEST(LeadCounter, SidesMayHaveDifferentCounts) {
    Drawn drawn;
    drawn.body = {220, 180};
    drawn.leads = {9, 7, 9, 7};
    drawn.pitch = 18;
    EXPECT_EQ(told(counted(drawn)), "9 7 9 7 ");
}

TEST(LeadCounter, CornersMayBeOffByAFewPixels) {
    auto picture = shown(dip16());
    cv::RNG random(3);
    for (int i = 0; i < 10; ++i) {
        Quad quad = picture.body;
        for (auto& corner : quad) corner += cv::Point2f(random.uniform(-2.F, 2.F), random.uniform(-2.F, 2.F));
        const auto leads = countLeads(picture.picture, quad);
        EXPECT_TRUE(!leads || told(leads) == "8 0 8 0 ") << told(leads);
    }
}

TEST(LeadCounter, LightMayChangeAlongTheBody) {
    auto picture = shown(qfp64());
    for (int x = 0; x < picture.picture.cols; ++x) {
        cv::Mat column = picture.picture.col(x);
        column.convertTo(column, -1, 0.4 + 0.6 * x / picture.picture.cols);
    }
    EXPECT_EQ(told(countLeads(picture.picture, picture.body)), "16 16 16 16 ");
}

TEST(LeadCounter, APrintedOutlineIsNoLead) {
    Drawn drawn = dip16();
    drawn.more = [](cv::Mat& picture, const cv::Point2f& origin) {
        for (const float x : {-155.F, 155.F})
            fill(picture, {origin.x + x * kFiner, origin.y - 70 * kFiner, 2 * kFiner, 140 * kFiner},
                 cv::Scalar::all(235));
    };
    EXPECT_EQ(told(counted(drawn)), "8 0 8 0 ");
}

/// The same in front of a white table: what lies between the leads is light, and no lead.
Drawn onWhite(Drawn drawn) {
    drawn.more = [](cv::Mat& picture, const cv::Point2f&) {
        const cv::Vec3b board = picture.at<cv::Vec3b>(0, 0);
        cv::Mat ground;
        cv::inRange(picture, board, board, ground);
        picture.setTo(cv::Scalar::all(250), ground);
    };
    return drawn;
}

struct Bad {
    const char* why;
    Drawn drawn;
};

Drawn changed(Drawn drawn, const std::function<void(Drawn&)>& change) {
    change(drawn);
    return drawn;
}

/// A row of lands, `count` of them, above the body.
std::function<void(cv::Mat&, const cv::Point2f&)> rowAbove(int count, float pitch, float y) {
    return [=](cv::Mat& picture, const cv::Point2f& origin) {
        for (int i = 0; i < count; ++i) {
            const float x = (static_cast<float>(i) - static_cast<float>(count - 1) / 2) * pitch;
            cv::circle(picture, cv::Point(origin + cv::Point2f(x, y) * kFiner), static_cast<int>(pitch),
                       cv::Scalar::all(200), cv::FILLED, cv::LINE_AA);
        }
    };
}

/// Hides what lies in this box, in pixels from the body's middle.
std::function<void(cv::Mat&, const cv::Point2f&)> hidden(const cv::Rect2f& box) {
    return [=](cv::Mat& picture, const cv::Point2f& origin) {
        fill(picture, {origin + box.tl() * kFiner, box.size() * kFiner}, cv::Scalar(60, 100, 45));
    };
}

TEST(LeadCounter, SaysNothingWhereItIsNotSure) {
    const std::vector<Bad> cases = {
        {"no leads", changed(soic8(), [](Drawn& d) { d.leads = {}; })},
        {"a plain square", changed(qfp64(), [](Drawn& d) { d.leads = {}; })},
        {"blurred", changed(qfp64(), [](Drawn& d) { d.blur = 5; })},
        {"vias beside one side", changed(soic8(),
                                         [](Drawn& d) {
                                             d.leads = {};
                                             d.more = rowAbove(6, 16, -58);
                                         })},
        {"one side only", changed(soic8(),
                                  [](Drawn& d) {
                                      d.leads = {4, 0, 0, 0};
                                  })},
        {"sides that disagree", changed(dip16(),
                                        [](Drawn& d) {
                                            d.leads = {8, 0, 7, 0};
                                        })},
        {"three sides", changed(qfp64(),
                                [](Drawn& d) {
                                    d.leads = {16, 16, 16, 0};
                                })},
        {"cut by the frame", changed(soic8(),
                                     [](Drawn& d) {
                                         d.middle = {320, 42};
                                     })},
        {"an end cut by the frame", changed(dip16(),
                                            [](Drawn& d) {
                                                d.middle = {140, 240};
                                            })},
        {"leads of three pixels", changed(qfp64(),
                                          [](Drawn& d) {
                                              d.body = {60, 60};
                                              d.pitch = 3;
                                              d.length = 6;
                                          })},
        {"a body too small", changed(soic8(),
                                     [](Drawn& d) {
                                         d.body = {18, 14};
                                         d.pitch = 4.5F;
                                         d.length = 4;
                                     })},
        {"a lead missing within", changed(dip16(),
                                          [](Drawn& d) {
                                              d.more = hidden({-30, -80, 24, 32});
                                          })},
        {"an end hidden on one side", changed(dip16(),
                                              [](Drawn& d) {
                                                  d.more = hidden({110, -80, 60, 32});
                                              })},
        {"an end hidden on both sides", changed(dip16(),
                                                [](Drawn& d) {
                                                    d.more = [](cv::Mat& picture, const cv::Point2f& origin) {
                                                        hidden({110, -80, 60, 32})(picture, origin);
                                                        hidden({110, 48, 60, 32})(picture, origin);
                                                    };
                                                })},
        {"a DIP on a white table", onWhite(dip16())},
        {"a QFP on a white table", onWhite(qfp64())},
        {"light on light", changed(soic8(),
                                   [](Drawn& d) {
                                       d.more = [](cv::Mat& picture, const cv::Point2f&) {
                                           cv::max(picture, cv::Scalar::all(188), picture);
                                       };
                                   })},
    };
    for (const auto& bad : cases) {
        const auto leads = counted(bad.drawn);
        EXPECT_FALSE(leads) << bad.why << ": " << told(leads);
    }
}

TEST(LeadCounter, TexturesHaveNoLeads) {
    cv::Mat noise(480, 640, CV_8UC3);
    cv::RNG random(1);
    random.fill(noise, cv::RNG::UNIFORM, 0, 256);
    cv::Mat stripes(480, 640, CV_8UC3);
    for (int x = 0; x < stripes.cols; ++x) stripes.col(x).setTo(cv::Scalar::all(x / 8 % 2 == 0 ? 30 : 220));
    for (const auto& picture : {noise, stripes}) {
        EXPECT_FALSE(countLeads(picture, quadOf({200, 150, 200, 150})));
        EXPECT_FALSE(countLeads(picture, quadOf({-50, -50, 900, 700})));
        EXPECT_FALSE(countLeads(picture, quadOf({2000, 2000, 100, 100})));
        EXPECT_FALSE(countLeads(picture, quadOf({100, 100, 0, 0})));
        EXPECT_FALSE(countLeads(picture, Quad{cv::Point2f{100, 100}, {200, 100}, {300, 100}, {400, 100}}));
    }
}

TEST(LeadCounter, PackagesCarryTheirLeads) {
    const auto picture = shown(soic8());
    Frame frame;
    frame.pixels = picture.picture;
    const Region package{"", "f1", RegionKind::Package, picture.body, 0.9, {}, {}};
    Region label = package;
    label.kind = RegionKind::Label;
    Region doubtful = package;
    doubtful.score = 0.4;
    const auto regions = withLeads(frame, {package, label, doubtful});
    ASSERT_EQ(regions.size(), 3U);
    EXPECT_EQ(regions[0].leads, (LeadCounts{4, 0, 4, 0}));
    EXPECT_FALSE(regions[1].leads);
    EXPECT_FALSE(regions[2].leads);
}

}  // namespace
}  // namespace tidewaiter::vision
