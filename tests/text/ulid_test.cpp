// Ids follow the ULID specification and times RFC 3339.
#include "firmware/text/ulid.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace tidewaiter::text {
namespace {

TEST(Ulid, EncodesTimeAndRandomBits) {
    std::array<unsigned char, 10> bits{};
    EXPECT_EQ(ulid(0, bits), "00000000000000000000000000");
    EXPECT_EQ(ulid(1469918176385, bits), "01ARYZ6S410000000000000000");  // the specification's example time
    bits.fill(0xFF);
    EXPECT_EQ(ulid((1ULL << 48) - 1, bits), "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
    bits.fill(0);
    bits[9] = 1;
    EXPECT_EQ(ulid(0, bits), "00000000000000000000000001");
}

TEST(Ulid, SortsByTime) {
    std::array<unsigned char, 10> high{};
    high.fill(0xFF);
    EXPECT_LT(ulid(1000, high), ulid(1001, {}));
}

TEST(Ulid, RefusesTimesBeyond48Bits) {
    EXPECT_THROW((void)ulid(1ULL << 48, {}), std::invalid_argument);
}

TEST(Ulid, NewOnesDiffer) {
    const auto a = newUlid(5);
    const auto b = newUlid(5);
    EXPECT_EQ(a.size(), 26U);
    EXPECT_EQ(a.substr(0, 10), b.substr(0, 10));
    EXPECT_NE(a, b);
}

TEST(Rfc3339, IsUtcWithMilliseconds) {
    EXPECT_EQ(rfc3339(0), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(rfc3339(1469918176385), "2016-07-30T22:36:16.385Z");
    EXPECT_EQ(rfc3339(951782400001), "2000-02-29T00:00:00.001Z");
}

}  // namespace
}  // namespace tidewaiter::text
