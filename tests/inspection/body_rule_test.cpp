// package.body-differs: markings on bodies that they cannot be on, and as many that honest views only seem to
// contradict.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/inspection/rule_expectations.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;

constexpr auto kRule = "package.body-differs";
constexpr float kPixelsPerMm = 20;

/// A body of `length` by `width` mm at (x, y) px.
cv::Rect2f body(float x, float y, float length, float width) {
    return {x, y, length * kPixelsPerMm, width * kPixelsPerMm};
}

/// The same seen by a camera tilted about the picture's horizontal.
vision::Quad tilted(const cv::Rect2f& place, double degrees) {
    auto quad = vision::quadOf(place);
    for (auto& corner : quad) corner.y *= static_cast<float>(std::cos(degrees * CV_PI / 180));
    return quad;
}

void speaks(const CaseBuilder& item, const std::vector<const char*>& parts) {
    expectTold(item, kRule, Severity::Inspect, 1, parts);
}

void isSilent(const CaseBuilder& item) {
    expectSilent(item, kRule);
}

TEST(BodyDiffers, InMillimetersWhereThePhotoHasAScale) {
    CaseBuilder item;
    item.millimetersPerPixel(1 / kPixelsPerMm).chip(body(100, 100, 20, 20), {"STM32F103", "C8T6"});
    speaks(item, {"board.jpg", "\"STM32F103 C8T6\"", "a QFP with 48 pins", "7 x 7 mm", "about 20 x 20 mm"});
    CaseBuilder fpga;
    fpga.millimetersPerPixel(1 / kPixelsPerMm)
        .chip(body(100, 100, 27, 27), {"XILINX", "XC7A35T", "CSG324ABX1601"});
    speaks(fpga, {"BGA with 324 pins", "15 x 15 mm", "27 x 27 mm"});
}

TEST(BodyDiffers, InShapeWithoutAScale) {
    CaseBuilder logic;
    logic.chip(body(100, 100, 14, 14), {"SN74LS00N"});
    speaks(logic, {"DIP with 14 pins", "its body is square"});
    CaseBuilder controller;
    controller.chip(body(100, 100, 10, 10), {"ATMEGA328P-PU", "1035"});
    speaks(controller, {"DIP with 28 pins"});
    CaseBuilder square;
    square.chip(body(100, 100, 34.8F, 6.5F), {"LPC1768FBD100"});
    speaks(square, {"QFP with 100 pins", "5.4 times as long as wide"});
}

// The scale of bodies whose markings name their size, also under a tilt.
TEST(BodyDiffers, BesideBodiesThatTellTheScale) {
    for (const double tilt : {0.0, 35.0}) {
        CaseBuilder item;
        item.chip(tilted(body(100, 100, 14, 14), tilt), {"LPC1768FBD100"});
        item.chip(tilted(body(500, 100, 20, 20), tilt), {"EPM570T144C5N"});
        item.chip(tilted(body(1000, 100, 20, 20), tilt), {"STM32F103C8T6"});
        speaks(item, {"STM32F103C8T6", "about 20 x 20 mm"});
    }
}

TEST(BodyDiffers, NotWhereItFits) {
    CaseBuilder item;
    item.millimetersPerPixel(1 / kPixelsPerMm)
        .chip(body(100, 100, 7, 7), {"STM32F103", "C8T6"})
        .chip(body(400, 100, 19.1F, 6.5F), {"SN74LS00N"})
        .chip(body(900, 100, 4.9F, 3.9F), {"NE555D"})
        .chip(body(100, 500, 15, 15), {"XC7A35T", "CSG324ABX1601"});
    isSilent(item);
}

// Leads taken for body, a corner in the wrong place: what the finder does on photos.
TEST(BodyDiffers, NotWithinWhatCornersCanBeWrongBy) {
    CaseBuilder item;
    item.millimetersPerPixel(1 / kPixelsPerMm)
        .chip(body(100, 100, 9, 9), {"STM32F103C8T6"})
        .chip(body(400, 100, 9.6F, 6.5F), {"SN74LS00N"})
        .chip(body(900, 100, 4.9F, 6.0F), {"NE555D"});
    isSilent(item);
}

TEST(BodyDiffers, NotByTheSizeAloneWithoutAScale) {
    CaseBuilder item;
    item.chip(body(100, 100, 20, 20), {"STM32F103C8T6"});
    isSilent(item);
    item.chip(body(600, 100, 14, 14), {"LPC1768FBD100"});  // one other body is no scale
    isSilent(item);
}

TEST(BodyDiffers, NotWhereOtherBodiesDisagreeAboutTheScale) {
    CaseBuilder item;
    item.chip(body(100, 100, 20, 20), {"STM32F103C8T6"});
    item.chip(body(600, 100, 14, 14), {"LPC1768FBD100"});
    item.chip(body(1000, 100, 40, 40), {"EPM570T144C5N"});
    isSilent(item);
}

// Chips of one type that were marked anew together agree about a wrong scale.
TEST(BodyDiffers, NotByBodiesOfOneTypeAlone) {
    CaseBuilder item;
    item.chip(body(100, 100, 9.3F, 6.5F), {"NE5532D"}).chip(body(100, 400, 9.3F, 6.5F), {"NE5532DR"});
    item.chip(body(600, 100, 20, 20), {"EP4CE10E22C8N"});
    isSilent(item);
}

TEST(BodyDiffers, NotUnderTiltAlone) {
    CaseBuilder item;
    item.chip(tilted(body(100, 100, 14, 14), 40), {"LPC1768FBD100"});
    isSilent(item);
}

TEST(BodyDiffers, NotByADoubtfulCharacter) {
    CaseBuilder item;
    item.millimetersPerPixel(1 / kPixelsPerMm).chip(body(100, 100, 20, 20));
    item.doubtfulLine("STM32F103C8T6", 9, "Z");
    isSilent(item);
    CaseBuilder faint;
    faint.millimetersPerPixel(1 / kPixelsPerMm).chip(body(100, 100, 20, 20)).line("STM32F103C8T6", 0.8);
    isSilent(faint);
}

TEST(BodyDiffers, NotWithoutAPackageCode) {
    CaseBuilder item;
    item.millimetersPerPixel(1 / kPixelsPerMm)
        .chip(body(100, 100, 40, 40), {"STM32F103", "GH21V 93"})
        .chip(body(1000, 100, 40, 10), {"SN74LS00", "E 8823"});
    isSilent(item);
}

// A module that was taken for a package: the chip on it is smaller than the region.
TEST(BodyDiffers, NotForAModuleThatCarriesTheChip) {
    CaseBuilder around;
    around.millimetersPerPixel(1 / kPixelsPerMm).chip(body(100, 100, 40, 40), {"STM32F103C8T6"});
    around.chip(body(700, 700, 7, 7));  // inside
    isSilent(around);
    CaseBuilder twoParts;
    twoParts.millimetersPerPixel(1 / kPixelsPerMm)
        .chip(body(100, 100, 40, 40), {"STM32F103C8T6", "LPC1768FBD100"});
    isSilent(twoParts);
}

TEST(BodyDiffers, NotForARegionThatIsHardlyAPackage) {
    CaseBuilder item;
    item.millimetersPerPixel(1 / kPixelsPerMm).chip(body(100, 100, 20, 20), {"STM32F103C8T6"}, 0.5);
    isSilent(item);
}

}  // namespace
}  // namespace tidewaiter::inspection
