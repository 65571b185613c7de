// Reference designators of circuit boards are told from other short codes.
#include "firmware/inspection/silkscreen.h"

#include <gtest/gtest.h>

namespace tidewaiter::inspection {
namespace {

TEST(Silkscreen, KnowsDesignators) {
    for (const auto* text : {"R66", "C82", "U3", "CN1", "LED12", "R1234", "TP7"})
        EXPECT_TRUE(isDesignator(text)) << text;
    for (const auto* text : {"", "R", "66", "B12", "E16", "R0", "R01", "R12345", "R6K", "r66", "RX1", "C-82",
                             "C82 ", "CN", "TDA1517P", "3V3", "Ｒ66"}) {
        EXPECT_FALSE(isDesignator(text)) << text;
    }
}

TEST(Silkscreen, CountsDifferentAndSureOnes) {
    std::vector<ocr::Reading> readings(6);
    const std::vector<std::pair<const char*, double>> rows = {{"R66", 0.9}, {"R66", 0.95}, {"C82", 0.6},
                                                              {"TEA", 0.9}, {"U3", 0.8},   {"J2", 0.9}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        readings[i].text = rows[i].first;
        readings[i].confidence = rows[i].second;
    }
    readings[5].kind = ocr::ReadingKind::Barcode;
    const auto found = designators(readings);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0], &readings[0]);
    EXPECT_EQ(found[1], &readings[4]);
    EXPECT_TRUE(designators({}).empty());
}

}  // namespace
}  // namespace tidewaiter::inspection
