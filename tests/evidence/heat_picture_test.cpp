// Heat pictures: which regions get one.
#include "firmware/evidence/heat_picture.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

namespace tidewaiter::evidence {
namespace {

using vision::SurfaceState;

class HeatPicture : public testing::Test {
  protected:
    HeatPicture() {
        vision::Frame frame;
        frame.id = "f1";
        frame.pixels = cv::Mat(200, 300, CV_8UC3);
        cv::RNG(2).fill(frame.pixels, cv::RNG::NORMAL, 70, 6);
        inspection_.frames.push_back(frame);
        region_.frame = "f1";
        region_.kind = vision::RegionKind::Package;
        region_.quad = vision::quadOf({20, 20, 240, 150});
        region_.surface = vision::Surface{SurfaceState::Sanded, 0.9};
    }
    std::string uri() const {
        const CaseIndex index(inspection_);
        return heatUri({inspection_, index}, region_);
    }

    inspection::Inspection inspection_;
    vision::Region region_;
};

TEST_F(HeatPicture, IsShownOfDoctoredTops) {
    for (const auto state : {SurfaceState::Sanded, SurfaceState::Resurfaced, SurfaceState::Unmarked}) {
        region_.surface->state = state;
        EXPECT_EQ(uri().find("data:image/jpeg;base64,"), 0U);
    }
    for (const auto state : {SurfaceState::Intact, SurfaceState::Unknown}) {
        region_.surface->state = state;
        EXPECT_EQ(uri(), "");
    }
}

TEST_F(HeatPicture, IsNoneWhereThereIsNothingToShow) {
    auto other = region_;
    std::swap(other, region_);
    region_.frame = "f9";
    EXPECT_EQ(uri(), "");
    region_ = other;
    region_.kind = vision::RegionKind::Board;
    EXPECT_EQ(uri(), "");
    region_ = other;
    region_.quad = vision::quadOf({-500, 0, 100, 100});
    EXPECT_EQ(uri(), "");
    region_ = other;
    region_.surface.reset();
    EXPECT_EQ(uri(), "");
    region_ = other;
    inspection_.frames[0].pixels = cv::Mat();
    EXPECT_EQ(uri(), "");
}

}  // namespace
}  // namespace tidewaiter::evidence
