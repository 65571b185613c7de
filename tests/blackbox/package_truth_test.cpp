// Marked packages are read as written, bad rows are refused by line, and regions are matched one to one.
#include "tests/blackbox/package_truth.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace tidewaiter::blackbox {
namespace {

vision::Quad box(float x, float y, float width, float height) {
    return vision::quadOf({x, y, width, height});
}

vision::Region found(const vision::Quad& quad, double score) {
    vision::Region region;
    region.kind = vision::RegionKind::Package;
    region.quad = quad;
    region.score = score;
    return region;
}

std::filesystem::path fileWith(const std::string& text) {
    const auto file =
        std::filesystem::path(testing::TempDir()) / ("packages_" + std::to_string(::getpid()) + ".tsv");
    std::ofstream(file) << text;
    return file;
}

TEST(PackageTruth, ReadsPhotosWithAndWithoutPackages) {
    const auto photos =
        readMarkedPhotos(fileWith("# comment\n"
                                  "tune\ta/b.jpg\tsoic\t1 2 11.5 2 11.5 12 1 12\n"
                                  "tune\ta/b.jpg\tignore\t0 0 5 0 5 5 0 5\n"
                                  "held\tc.jpg\tnone\t\n"));
    ASSERT_TRUE(photos) << photos.error().message;
    ASSERT_EQ(photos->size(), 2U);
    EXPECT_EQ((*photos)[0].packages.size(), 2U);
    EXPECT_EQ((*photos)[0].packages[0].quad[1], cv::Point2f(11.5F, 2));
    EXPECT_EQ((*photos)[1].split, "held");
    EXPECT_TRUE((*photos)[1].packages.empty());
}

TEST(PackageTruth, RefusesBadRowsByLine) {
    for (const char* row :
         {"tune\ta.jpg\n", "tune\ta.jpg\tsoic\n", "tune\ta.jpg\tsoic\t1 2 3\n",
          "tune\ta.jpg\tsoic\t1 2 3 4 5 6 7 x\n", "tune\ta.jpg\tsoic\t1 2 3 4 5 6 7 8 9\n"}) {
        const auto photos = readMarkedPhotos(fileWith(std::string("# first\n") + row));
        ASSERT_FALSE(photos) << row;
        EXPECT_NE(photos.error().message.find("line 2"), std::string::npos) << photos.error().message;
    }
    EXPECT_FALSE(readMarkedPhotos("no such list.tsv"));
}

TEST(PackageTruth, MeasuresOverlapAndSide) {
    EXPECT_NEAR(overlapOf(box(0, 0, 10, 10), box(0, 0, 10, 10)), 1, 1e-4);
    EXPECT_NEAR(overlapOf(box(0, 0, 10, 10), box(5, 0, 10, 10)), 1.0 / 3, 1e-4);
    EXPECT_NEAR(overlapOf(box(0, 0, 10, 10), box(20, 0, 10, 10)), 0, 1e-6);
    EXPECT_NEAR(shorterSide(box(3, 4, 30, 20)), 20, 1e-4);
}

TEST(PackageTruth, MatchesOneToOneBestFirst) {
    PackageScores scores;
    const std::vector<MarkedPackage> marked = {{"soic", box(0, 0, 40, 40)}, {"bga", box(100, 0, 40, 40)}};
    scores.add("s", marked,
               {found(box(1, 0, 40, 40), 0.9), found(box(0, 0, 40, 40), 0.8), found(box(0, 100, 40, 40), 0.7),
                found(box(100, 0, 40, 40), 0.4)});
    EXPECT_EQ(scores.total.marked, 2);
    EXPECT_EQ(scores.total.foundHalf, 1) << "the second has no region with a score of 0.5 or more";
    EXPECT_EQ(scores.total.foundTight, 1);
    EXPECT_EQ(scores.total.regions, 3);
    EXPECT_EQ(scores.total.rightHalf, 1) << "the same package found twice is right once";
    EXPECT_EQ(scores.byKind.at("bga").foundHalf, 0);
    EXPECT_EQ(scores.reliability.at(4).right, 1);
}

TEST(PackageTruth, IgnoredPartsCountNeitherWay) {
    PackageScores scores;
    scores.add("s", {{"ignore", box(0, 0, 50, 50)}, {"soic", box(60, 60, 10, 10)}},
               {found(box(5, 5, 20, 20), 0.9), found(box(60, 60, 10, 10), 0.9)});
    EXPECT_EQ(scores.total.marked, 0) << "10 pixels is below what is looked for";
    EXPECT_EQ(scores.total.regions, 0);
}

}  // namespace
}  // namespace tidewaiter::blackbox
