// Which readings stand on one thing, and which do not.
#include "firmware/inspection/places.h"

#include <gtest/gtest.h>

namespace tidewaiter::inspection {
namespace {

using vision::RegionKind;

/// What was found in one photo; ids count from r1 and t1.
struct Scene {
    std::vector<vision::Region> regions;
    std::vector<ocr::Reading> readings;

    Scene& bearer(RegionKind kind, const cv::Rect2f& place, double score = 0.9) {
        vision::Region region;
        region.id = "r" + std::to_string(regions.size() + 1);
        region.frame = "f1";
        region.kind = kind;
        region.quad = vision::quadOf(place);
        region.score = score;
        regions.push_back(region);
        return *this;
    }
    Scene& text(const cv::Rect2f& place, const std::string& frame = "f1") {
        bearer(RegionKind::Text, place);
        regions.back().frame = frame;
        ocr::Reading reading;
        reading.id = "t" + std::to_string(readings.size() + 1);
        reading.region = regions.back().id;
        reading.quad = vision::quadOf(place);
        readings.push_back(reading);
        return *this;
    }
    Scene& code(const cv::Rect2f& place) {
        text(place);
        readings.back().kind = ocr::ReadingKind::Barcode;
        return *this;
    }
    [[nodiscard]] bool areTogether(const std::string& one, const std::string& other) const {
        const auto places = placesOf(regions, readings);
        return places.at(one) == places.at(other);
    }
};

TEST(Places, LinesCloseTogetherAreOne) {
    Scene label;
    label.text({100, 100, 300, 20})
        .text({100, 145, 200, 20})
        .code({100, 180, 250, 60})
        .text({380, 205, 90, 20});
    EXPECT_TRUE(label.areTogether("t1", "t2"));
    EXPECT_TRUE(label.areTogether("t1", "t3"));
    EXPECT_TRUE(label.areTogether("t1", "t4")) << "through the code";
}

// A decoder tells where it found the bars, which may be one row of pixels.
TEST(Places, ACodeBelongsToTheLinesAtIt) {
    Scene label;
    label.text({100, 100, 300, 20})
        .code({100, 145, 300, 1})
        .text({100, 165, 300, 20})
        .code({100, 240, 300, 1});
    EXPECT_TRUE(label.areTogether("t1", "t2"));
    EXPECT_TRUE(label.areTogether("t2", "t3"));
    EXPECT_FALSE(label.areTogether("t3", "t4"));
    Scene codes;
    codes.code({100, 100, 300, 40}).code({100, 145, 300, 40});
    EXPECT_FALSE(codes.areTogether("t1", "t2"));
}

TEST(Places, LinesApartAreNot) {
    Scene labels;
    labels.text({100, 100, 300, 20}).text({100, 155, 300, 20}).text({445, 100, 300, 20});
    EXPECT_FALSE(labels.areTogether("t1", "t2"));
    EXPECT_FALSE(labels.areTogether("t1", "t3"));
    Scene sizes;
    sizes.text({100, 100, 300, 80}).text({100, 215, 300, 20});
    EXPECT_FALSE(sizes.areTogether("t1", "t2")) << "the gap is held against the lower line";
    Scene photos;
    photos.text({100, 100, 300, 20}).text({100, 110, 300, 20}, "f2");
    EXPECT_FALSE(photos.areTogether("t1", "t2"));
}

TEST(Places, APackageOrALabelBeforeNearness) {
    Scene chips;
    chips.bearer(RegionKind::Package, {0, 0, 100, 100}).bearer(RegionKind::Package, {105, 0, 100, 100});
    chips.text({10, 10, 80, 30}).text({10, 60, 80, 30}).text({110, 10, 80, 30});
    EXPECT_TRUE(chips.areTogether("t1", "t2"));
    EXPECT_FALSE(chips.areTogether("t1", "t3"));
    Scene label;
    label.bearer(RegionKind::Label, {0, 0, 500, 500}).text({10, 10, 80, 20}).text({10, 460, 80, 20});
    EXPECT_TRUE(label.areTogether("t1", "t2"));
}

TEST(Places, WhatIsHardlyAPackageDoesNotCount) {
    Scene shadow;
    shadow.bearer(RegionKind::Package, {0, 0, 500, 500}, 0.4).text({10, 10, 80, 20}).text({10, 460, 80, 20});
    EXPECT_FALSE(shadow.areTogether("t1", "t2"));
}

TEST(Places, OfSeveralReadingsTheFirstThatHasOne) {
    Scene scene;
    scene.text({100, 100, 300, 20});
    ocr::Reading homeless;
    homeless.id = "t2";
    homeless.region = "r9";
    scene.readings.push_back(homeless);
    const auto places = placesOf(scene.regions, scene.readings);
    EXPECT_EQ(places.count("t2"), 0U);
    EXPECT_EQ(placeOf({"t2", "t1"}, places), places.at("t1"));
    EXPECT_EQ(placeOf({"t2"}, places), "");
    EXPECT_EQ(placeOf({}, places), "");
}

}  // namespace
}  // namespace tidewaiter::inspection
