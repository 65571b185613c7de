// Names of parties are alike when they share words, however they are written.
#include "firmware/inspection/likeness.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tidewaiter::inspection {
namespace {

struct Row {
    std::string a;
    std::string b;
    double least;
    double most;
};

TEST(Likeness, NamesAreAlikeByTheWordsTheyShare) {
    const std::vector<Row> rows = {
        {"Port Traders Sdn. Bhd.", "PORT TRADERS", 1, 1},
        {"Port Tradars", "Port Traders, Penang", 1, 1},  // one slip in a long word
        {"Müller GmbH", "MULLER", 1, 1},                 // accents
        {"深圳市华强贸易有限公司", "华强贸易", 1, 1},    // pairs of characters
        {"深圳市华强贸易有限公司", "北京联想电脑", 0, 0.2},
        {"Ceylon Leaf Co Ltd", "SANDKYAN LIMITED", 0, 0},     // what all firms are called is no likeness
        {"Port Traders", "Port Logistics Penang", 0.5, 0.5},  // half of the shorter
        {"Ltd.", "Port Traders", 0.5, 0.5},                   // nothing can be said
        {"", "", 0.5, 0.5},
        {"Ａｃｍｅ", "acme", 1, 1},  // width
    };
    for (const auto& row : rows) {
        EXPECT_GE(likeness(row.a, row.b), row.least) << row.a << " / " << row.b;
        EXPECT_LE(likeness(row.a, row.b), row.most) << row.a << " / " << row.b;
        EXPECT_EQ(likeness(row.a, row.b), likeness(row.b, row.a)) << "it has no direction";
    }
}

}  // namespace
}  // namespace tidewaiter::inspection
