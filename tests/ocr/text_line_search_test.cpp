// Where lines are looked for in a frame, and how close.
#include "ocr/text/line_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "models/store.h"
#include "ocr/text/overlap.h"

namespace tidewaiter::ocr {
namespace {

const cv::Rect kPlace(300, 200, 240, 240);

Detector detector() {
    const auto store = models::Store::open(TIDEWAITER_STAGED_DATA);
    EXPECT_TRUE(store);
    const auto bytes = store->read("ppocr/det.onnx");
    EXPECT_TRUE(bytes);
    auto session = Session::load(*bytes, "ppocr/det.onnx", {});
    EXPECT_TRUE(session);
    return Detector(std::move(*session));
}

/// A dark package at kPlace in a large frame, with a marking of two small lines that runs upwards.
vision::Frame board() {
    cv::Mat top(kPlace.size(), CV_8UC3, cv::Scalar::all(30));
    const auto ink = cv::Scalar::all(90);
    cv::putText(top, "COLDATA", {40, 110}, cv::FONT_HERSHEY_SIMPLEX, 0.4, ink, 1, cv::LINE_AA);
    cv::putText(top, "N6Y381", {40, 126}, cv::FONT_HERSHEY_SIMPLEX, 0.4, ink, 1, cv::LINE_AA);
    cv::rotate(top, top, cv::ROTATE_90_COUNTERCLOCKWISE);
    vision::Frame frame;
    frame.id = "f1";
    frame.pixels = cv::Mat(1200, 2000, CV_8UC3, cv::Scalar(60, 90, 40));
    top.copyTo(frame.pixels(kPlace));
    frame.width = frame.pixels.cols;
    frame.height = frame.pixels.rows;
    return frame;
}

vision::Region region(vision::RegionKind kind) {
    vision::Region region;
    region.kind = kind;
    const cv::Point2f from = kPlace.tl();
    const cv::Point2f to = kPlace.br();
    region.quad = {from, {to.x, from.y}, to, {from.x, to.y}};
    region.score = 0.9;
    return region;
}

/// Lines found on the package, with closer looks at the frame as far as `maxCost`.
std::size_t linesFound(const vision::Frame& frame, const std::vector<vision::Region>& regions,
                       double maxCost) {
    LineSearchOptions options;
    options.maxCost = maxCost;
    const auto lines = findLines(frame, regions, detector(), options);
    EXPECT_TRUE(lines);
    const auto package = region(vision::RegionKind::Package).quad;
    return static_cast<std::size_t>(std::count_if(lines->begin(), lines->end(), [&package](const auto& line) {
        return sharedArea(line.quad, package) > 0.9 * areaOf(line.quad);
    }));
}

constexpr double kPlenty = 5e6;

TEST(LineSearch, LooksCloserWhereTheFirstLookWasFaint) {
    EXPECT_LT(linesFound(board(), {}, 0), 2U) << "too easy to show anything";
    EXPECT_GE(linesFound(board(), {}, kPlenty), 2U);
}

TEST(LineSearch, LooksAtPackagesOnTheirOwnInBothTurns) {
    EXPECT_GE(linesFound(board(), {region(vision::RegionKind::Package)}, 0), 2U);
    EXPECT_LT(linesFound(board(), {region(vision::RegionKind::Board)}, 0), 2U)
        << "boards are looked at as a whole";
}

TEST(LineSearch, FindsNothingOnAnUnmarkedPackage) {
    auto frame = board();
    frame.pixels(kPlace) = cv::Scalar::all(30);
    EXPECT_EQ(linesFound(frame, {region(vision::RegionKind::Package)}, kPlenty), 0U);
}

}  // namespace
}  // namespace tidewaiter::ocr
