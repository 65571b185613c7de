// Lines of any length: the short ones whole, the endless ones told.
#include "firmware/text/bounded_line.h"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

namespace tidewaiter::text {
namespace {

std::vector<std::string> linesOf(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> lines;
    while (auto line = boundedLine(in, 10000)) lines.push_back(std::move(*line));
    return lines;
}

// As std::getline, around the size of the pieces that are read too.
TEST(BoundedLine, GivesLines) {
    using Lines = std::vector<std::string>;
    EXPECT_EQ(linesOf(""), Lines{});
    EXPECT_EQ(linesOf("\n"), Lines{""});
    EXPECT_EQ(linesOf("a\n\nb"), (Lines{"a", "", "b"}));
    EXPECT_EQ(linesOf(std::string("a\0b\n", 4)), Lines{std::string("a\0b", 3)});
    for (const std::size_t length : {4094U, 4095U, 4096U, 4097U, 8190U, 8191U, 8192U, 9999U}) {
        const std::string line(length, 'x');
        EXPECT_EQ(linesOf(line + "\nend\n"), (Lines{line, "end"})) << length;
        EXPECT_EQ(linesOf(line), Lines{line}) << length;
    }
}

TEST(BoundedLine, TellsAnEndlessOneBySize) {
    std::istringstream in(std::string(1000000, 'x'));
    const auto line = boundedLine(in, 10000);
    ASSERT_TRUE(line);
    EXPECT_GT(line->size(), 10000U);
    EXPECT_LT(line->size(), 20000U);
}

}  // namespace
}  // namespace tidewaiter::text
