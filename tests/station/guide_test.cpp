#include "firmware/station/guide.h"

#include <gtest/gtest.h>

namespace tidewaiter::station {
namespace {

Photo photoOf(Step step, const std::string& problem = "") {
    Photo photo;
    photo.step = step;
    photo.problem = problem;
    return photo;
}

TEST(Guide, BeginsWithTheLabel) {
    const auto guide = guideFor({});
    ASSERT_EQ(guide.steps.size(), 3U);
    EXPECT_EQ(guide.steps[0].state, StepState::Missing);
    EXPECT_EQ(guide.steps[1].state, StepState::Optional);
    EXPECT_EQ(guide.next, Step::Label);
}

TEST(Guide, AsksAgainForWhatCannotBeRead) {
    const auto guide = guideFor({photoOf(Step::Label, "the photo is blurred: hold still")});
    EXPECT_EQ(guide.steps[0].state, StepState::Again);
    EXPECT_EQ(guide.steps[0].why, "the photo is blurred: hold still");
    EXPECT_EQ(guide.next, Step::Label);
}

TEST(Guide, OneGoodPhotoIsEnoughWhateverTheOthersAre) {
    const auto guide =
        guideFor({photoOf(Step::Label, "blurred"), photoOf(Step::Label), photoOf(Step::Label, "dark")});
    EXPECT_EQ(guide.steps[0].state, StepState::Done);
    EXPECT_FALSE(guide.next);
}

// A board without a box has no label, and nobody is asked for one for ever.
TEST(Guide, ABoardAloneIsAnInspectionToo) {
    const auto guide = guideFor({photoOf(Step::Board)});
    EXPECT_EQ(guide.steps[0].state, StepState::Optional);
    EXPECT_EQ(guide.steps[1].state, StepState::Done);
    EXPECT_FALSE(guide.next);
    EXPECT_EQ(guideFor({photoOf(Step::Other, "dark")}).next, Step::Label);
}

}  // namespace
}  // namespace tidewaiter::station
