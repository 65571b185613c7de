// HS codes are taken as people write them, and nothing else is.
#include "firmware/manifest/hs_code.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace tidewaiter::manifest {
namespace {

TEST(HsCode, DotsAndBlanksAreDropped) {
    const std::vector<std::pair<std::string, std::string>> rows = {{"09", "09"},
                                                                   {"0902", "0902"},
                                                                   {"0902.10", "090210"},
                                                                   {"8473 30 11", "84733011"},
                                                                   {" 84.73.30.11.80 ", "8473301180"},
                                                                   {"123456789012", "123456789012"}};
    for (const auto& [text, digits] : rows) {
        const auto code = parseHsCode(text);
        ASSERT_TRUE(code) << text;
        EXPECT_EQ(*code, digits);
    }
}

TEST(HsCode, WhatIsNoneIsQuotedInTheSentence) {
    for (const auto* text :
         {"", "9", ".", "1234567890123", "tea", "09O2", "0902-10", "٠٩٠٢", "-902", "0x09"}) {
        const auto code = parseHsCode(text);
        ASSERT_FALSE(code) << text;
        EXPECT_EQ(code.error().message.find("\"" + std::string(text) + "\" is not an HS code"), 0U)
            << code.error().message;
    }
}

}  // namespace
}  // namespace tidewaiter::manifest
