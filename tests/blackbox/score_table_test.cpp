// Two runs are compared on the photos that both have, and what only one of them reads is named.
#include "tests/blackbox/score_table.h"

#include <gtest/gtest.h>

#include <sstream>

namespace tidewaiter::blackbox {
namespace {

PhotoResult photo(const std::string& path, const std::string& text) {
    return {path, {"TDA1517P"}, false, {{text, 0.95}}, 10};
}

TEST(Scored, AddsUpBySourceAndInTotal) {
    const auto run = scored({"x",
                             {photo("chips/a/1.jpg", "TDA1517P"), photo("chips/a/2.jpg", "TDA15I7P"),
                              photo("labels/b/1.jpg", "TDA1517P")}});
    EXPECT_EQ(run.bySource.at("chips/a").lines, 2);
    EXPECT_EQ(run.bySource.at("chips/a").exact, 1);
    EXPECT_EQ(run.total.exact, 2);
    EXPECT_EQ(run.total.misread, 1);
    EXPECT_EQ(run.total.milliseconds.size(), 3U);
}

TEST(Percent, OfNothingIsNothing) {
    EXPECT_EQ(percent(0, 0), 0);
    EXPECT_EQ(percent(1, 4), 25);
}

TEST(PrintBeside, NamesWhatOnlyOneReads) {
    std::ostringstream out;
    printBeside(out, {"old", {photo("chips/a/1.jpg", "TDA15I7P"), photo("chips/a/2.jpg", "x")}},
                {"new", {photo("chips/a/1.jpg", "TDA1517P"), photo("chips/a/3.jpg", "x")}});
    const auto text = out.str();
    EXPECT_NE(text.find("only new reads: chips/a/1.jpg: TDA1517P"), std::string::npos) << text;
    EXPECT_EQ(text.find("only old reads"), std::string::npos) << text;
    EXPECT_NE(text.find("only in old: chips/a/2.jpg"), std::string::npos) << text;
    EXPECT_NE(text.find("only in new: chips/a/3.jpg"), std::string::npos) << text;
    EXPECT_NE(text.find("0.0 > 100.0"), std::string::npos) << "exact, old and new:\n" << text;
}

}  // namespace
}  // namespace tidewaiter::blackbox
