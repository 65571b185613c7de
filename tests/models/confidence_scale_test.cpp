// A reader's confidence becomes the share of such readings that are right.
#include "models/confidence_scale.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/models/temporary_store.h"

namespace tidewaiter::models {
namespace {

TEST(ConfidenceScale, WithoutCoefficientsChangesNothing) {
    const ConfidenceScale scale(1, 0, 0);
    for (const double c : {0.001, 0.2, 0.5, 0.9, 0.99}) EXPECT_NEAR(scale.trueShare(c, 7), c, 1e-9);
}

TEST(ConfidenceScale, RisesWithConfidenceAndStaysInRange) {
    const ConfidenceScale scale(0.7, 0.3, 1.5);
    double last = 0;
    for (const double c : {1e-9, 0.01, 0.3, 0.7, 0.99, 1.0}) {
        const double share = scale.trueShare(c, 5);
        EXPECT_GE(share, last);
        EXPECT_LE(share, 0.999);
        last = share;
    }
    EXPECT_GT(scale.trueShare(0.5, 12), scale.trueShare(0.5, 3));
}

TEST(ConfidenceScale, NothingReadIsNeverRight) {
    const ConfidenceScale scale(1, 0, 9);
    EXPECT_EQ(scale.trueShare(0, 5), 0);
    EXPECT_EQ(scale.trueShare(0.9, 0), 0);
}

TEST(ConfidenceScale, MustRise) {
    EXPECT_THROW(ConfidenceScale(0, 0, 0), std::invalid_argument);
    EXPECT_THROW(ConfidenceScale(-1, 0, 0), std::invalid_argument);
}

TEST(ConfidenceScale, BrokenFilesAreRefusedByName) {
    for (const auto* text :
         {"", "[]", "{}", R"({"slope": 0, "per_length": 0, "offset": 0})",
          R"({"slope": "1", "per_length": 0, "offset": 0})", R"({"slope": 1, "offset": 0})"}) {
        tests::TemporaryStore store;
        store.add("reading_confidence.json", text);
        const auto scale = ConfidenceScale::load(store.open());
        ASSERT_FALSE(scale) << text;
        EXPECT_NE(scale.error().message.find("reading_confidence.json"), std::string::npos);
    }
}

}  // namespace
}  // namespace tidewaiter::models
