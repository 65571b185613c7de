// The reliability curve tells a reader that can be trusted from one that boasts.
#include "tests/blackbox/reliability.h"

#include <gtest/gtest.h>

#include <sstream>

namespace tidewaiter::blackbox {
namespace {

RunResult run(int right, int wrong, double confidence) {
    PhotoResult photo{"a.jpg", {"TDA1517P"}, false, {}, 0};
    photo.readings.insert(photo.readings.end(), static_cast<std::size_t>(right), {"TDA1517P", confidence});
    photo.readings.insert(photo.readings.end(), static_cast<std::size_t>(wrong), {"TDA15I7P", confidence});
    return {"x", {photo}};
}

TEST(Reliability, OfAnHonestReaderHasNoError) {
    EXPECT_NEAR(reliabilityOf(run(3, 1, 0.75)).expectedError(), 0, 1e-9);
}

TEST(Reliability, OfABoasterIsItsExcess) {
    EXPECT_NEAR(reliabilityOf(run(1, 1, 0.999)).expectedError(), 0.499, 1e-9);
}

TEST(Reliability, CountsEachReadingOnceUpToCertainty) {
    for (const double confidence : {0.0, 0.2, 0.99, 1.0}) {
        int judged = 0;
        for (const auto& bin : reliabilityOf(run(2, 1, confidence)).bins) judged += bin.judged;
        EXPECT_EQ(judged, 3) << confidence;
    }
}

TEST(Reliability, OfNothingIsNoError) {
    EXPECT_EQ(reliabilityOf({"x", {}}).expectedError(), 0);
}

TEST(Reliability, IsPrintedByConfidence) {
    std::ostringstream out;
    print(out, reliabilityOf(run(3, 1, 0.75)));
    EXPECT_NE(out.str().find("75.0"), std::string::npos) << out.str();
    EXPECT_NE(out.str().find("expected calibration error 0.000"), std::string::npos) << out.str();
}

}  // namespace
}  // namespace tidewaiter::blackbox
