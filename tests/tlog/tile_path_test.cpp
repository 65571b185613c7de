// "The log lies as static files where the tools of auditors look for them." (issue 6, point 6; C2SP
// tlog-tiles)
#include "firmware/tlog/tile_path.h"

#include <gtest/gtest.h>

namespace tidewaiter::tlog::tests {
namespace {

TEST(TilePath, IsThatOfTheSpecification) {
    EXPECT_EQ(tilePath(0, 0, 256), "tile/0/000");
    EXPECT_EQ(tilePath(3, 1234067, 256), "tile/3/x001/x234/067");
    EXPECT_EQ(tilePath(1, 0, 1), "tile/1/000.p/1");
    EXPECT_EQ(tilePath(0, 273, 112), "tile/0/273.p/112");
    EXPECT_EQ(tilePath(0, 1000, 255), "tile/0/x001/000.p/255");
    EXPECT_EQ(tilePath(7, 999, 256), "tile/7/999");
}

TEST(TilePath, OfABundleNamesNoLevel) {
    EXPECT_EQ(bundlePath(0, 256), "tile/entries/000");
    EXPECT_EQ(bundlePath(1234067, 8), "tile/entries/x001/x234/067.p/8");
    EXPECT_EQ(bundlePath(72057594037927935U, 256), "tile/entries/x072/x057/x594/x037/x927/935");
}

}  // namespace
}  // namespace tidewaiter::tlog::tests
