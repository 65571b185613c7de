// package.surface: which surfaces become a finding, how severe, and with what sentence.
#include <gtest/gtest.h>

#include "tests/inspection/case_builder.h"

namespace tidewaiter::inspection {
namespace {

using vision::Surface;
using vision::SurfaceState;

class SurfaceRule : public testing::Test {
  protected:
    SurfaceRule() {
        vision::Frame frame;
        frame.id = "f1";
        frame.source = "tray.jpg";
        frames_.push_back(frame);
    }

    void add(const Surface& surface, float x = 100) {
        vision::Region region;
        region.id = "r" + std::to_string(regions_.size() + 1);
        region.frame = "f1";
        region.kind = vision::RegionKind::Package;
        region.quad = vision::quadOf({x, 100, 80, 60});
        region.surface = surface;
        regions_.push_back(region);
    }

    /// Text read at (x, 120), as a region of its own.
    void addText(float x) {
        vision::Region region;
        region.id = "r" + std::to_string(regions_.size() + 1);
        region.frame = "f1";
        region.quad = vision::quadOf({x, 120, 30, 10});
        regions_.push_back(region);
        ocr::Reading reading;
        reading.id = "t1";
        reading.region = region.id;
        reading.quad = region.quad;
        readings_.push_back(reading);
    }

    std::vector<Finding> findings() {
        const auto& book = tests::stagedRulebook();
        std::vector<Finding> found = judge(
            {declaration_, frames_, regions_, readings_, fields_, book.catalog, book.lexicon, book.markings},
            book.policy);
        std::erase_if(found, [](const Finding& finding) { return finding.rule != "package.surface"; });
        return found;
    }

    Declaration declaration_;
    std::vector<vision::Frame> frames_;
    std::vector<vision::Region> regions_;
    std::vector<ocr::Reading> readings_;
    std::vector<ocr::Field> fields_;
};

TEST_F(SurfaceRule, SpeaksOnlyOfDoctoredPackages) {
    add({SurfaceState::Intact, 0.99, 0.01, "the top looks as the mold leaves it"});
    add({SurfaceState::Unknown, 0, {}, "too small in the picture: move closer"});
    add({SurfaceState::Sanded, 0.4, 6, "weak"});
    EXPECT_TRUE(findings().empty());
}

TEST_F(SurfaceRule, NamesPhotoStateAndReason) {
    add({SurfaceState::Sanded, 0.98, 49, "fine parallel scratches run across the top"});
    const auto found = findings();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].severity, Severity::Inspect);
    EXPECT_EQ(found[0].score, 0.98);
    EXPECT_EQ(found[0].regions, std::vector<std::string>{"r1"});
    EXPECT_EQ(found[0].message,
              "A chip package on photo tray.jpg looks sanded: fine parallel scratches run across the top.");
    EXPECT_FALSE(found[0].source.empty());
}

TEST_F(SurfaceRule, GathersPackagesOfOneState) {
    for (int i = 0; i < 3; ++i) add({SurfaceState::Resurfaced, 0.95, 20, "smooth"}, 100.0F * float(i));
    add({SurfaceState::Sanded, 0.98, 441, "scratched"}, 600);
    const auto found = findings();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].message, "3 chip packages on photo tray.jpg look coated anew: smooth.");
    EXPECT_EQ(found[0].regions.size(), 3U);
}

// One odd top among many is what chance brings; several are not.
TEST_F(SurfaceRule, OneOfManyMustBeSurerThanOneAlone) {
    add({SurfaceState::Resurfaced, 0.93, 120, "smooth"});
    ASSERT_EQ(findings().size(), 1U);
    EXPECT_NEAR(findings()[0].score, 0.93, 1e-9);
    for (int i = 1; i < 30; ++i) add({SurfaceState::Intact, 0.9, 0.1, "as molded"}, 100.0F * float(i));
    EXPECT_TRUE(findings().empty());
    for (int i = 1; i < 6; ++i)
        add({SurfaceState::Resurfaced, 0.93, 120, "smooth"}, 5000 + 100.0F * float(i));
    ASSERT_EQ(findings().size(), 1U);
    EXPECT_NEAR(findings()[0].score, 0.93, 1e-9);
    EXPECT_EQ(findings()[0].regions.size(), 6U);
}

// A heat sink or a screen that the finder takes for a package reached 0.81 on photos of honest boards.
TEST_F(SurfaceRule, WantsCertaintyToAccuse) {
    add({SurfaceState::Sanded, 0.89, 73, "scratched"});
    addText(110);
    EXPECT_TRUE(findings().empty());
    add({SurfaceState::Sanded, 0.97, 291, "scratched"}, 300);
    const auto found = findings();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].severity, Severity::Inspect);
    EXPECT_EQ(found[0].regions, std::vector<std::string>{"r3"});
}

TEST_F(SurfaceRule, LeavesUnmarkedToTheReader) {
    add({SurfaceState::Unmarked, 0.99, 99, "no marking is to be seen on the top"});
    ASSERT_EQ(findings().size(), 1U);
    EXPECT_EQ(findings()[0].severity, Severity::Info);
    addText(400);
    EXPECT_EQ(findings().size(), 1U);
    addText(110);
    EXPECT_TRUE(findings().empty());
}

}  // namespace
}  // namespace tidewaiter::inspection
