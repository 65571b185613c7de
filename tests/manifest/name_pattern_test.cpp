// Patterns fit as in a shell, and a hostile one takes no longer than pattern times name.
#include "firmware/manifest/name_pattern.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tidewaiter::manifest {
namespace {

struct Row {
    std::string pattern;
    std::string name;
    bool fits;
};

TEST(NamePattern, FitsAsInAShell) {
    const std::vector<Row> rows = {
        {"", "", true},
        {"*", "", true},
        {"a.jpg", "a.jpg", true},
        {"*.jpg", "a.jpg", true},
        {"a?.jpg", "a1.jpg", true},
        {"*a*b*", "xxaxxbxx", true},
        {"a*b", "ab", true},
        {"**", "x", true},
        {"茶*", "茶1.jpg", true},
        {"", "a", false},
        {"a", "", false},
        {"?", "", false},
        {"*.jpg", "a.png", false},
        {"a?.jpg", "a.jpg", false},
        {"a.jpg", "A.jpg", false},
        {"a*b", "abc", false},
        {"[ab]", "a", false},
    };
    for (const auto& [pattern, name, fits] : rows)
        EXPECT_EQ(fitsPattern(pattern, name), fits) << pattern << " " << name;
}

TEST(NamePattern, HostilePatternsTakeNoTime) {
    std::string pattern;
    for (int i = 0; i < 1000; ++i) pattern += "*a";
    EXPECT_FALSE(fitsPattern(pattern + "b", std::string(5000, 'a')));
}

}  // namespace
}  // namespace tidewaiter::manifest
