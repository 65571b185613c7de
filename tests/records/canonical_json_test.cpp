// Canonical JSON as RFC 8785 gives it: the same bytes for the same value, on any machine.
#include "firmware/records/canonical_json.h"

#include <gtest/gtest.h>

#include <bit>
#include <limits>

namespace tidewaiter::records {
namespace {

using nlohmann::json;

// RFC 8785, appendix B.
TEST(CanonicalJson, PrintsNumbersAsEcmaScriptDoes) {
    struct Sample {
        std::uint64_t bits;
        const char* text;
    };
    for (const auto& [bits, text] : {Sample{0x0000000000000000, "0"},
                                     Sample{0x8000000000000000, "0"},
                                     Sample{0x0000000000000001, "5e-324"},
                                     Sample{0x8000000000000001, "-5e-324"},
                                     Sample{0x7fefffffffffffff, "1.7976931348623157e+308"},
                                     Sample{0xffefffffffffffff, "-1.7976931348623157e+308"},
                                     Sample{0x4340000000000000, "9007199254740992"},
                                     Sample{0xc340000000000000, "-9007199254740992"},
                                     Sample{0x4430000000000000, "295147905179352830000"},
                                     Sample{0x44b52d02c7e14af5, "9.999999999999997e+22"},
                                     Sample{0x44b52d02c7e14af6, "1e+23"},
                                     Sample{0x44b52d02c7e14af7, "1.0000000000000001e+23"},
                                     Sample{0x444b1ae4d6e2ef4e, "999999999999999700000"},
                                     Sample{0x444b1ae4d6e2ef4f, "999999999999999900000"},
                                     Sample{0x444b1ae4d6e2ef50, "1e+21"},
                                     Sample{0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
                                     Sample{0x3eb0c6f7a0b5ed8d, "0.000001"},
                                     Sample{0x41b3de4355555553, "333333333.3333332"},
                                     Sample{0x41b3de4355555554, "333333333.33333325"},
                                     Sample{0x41b3de4355555555, "333333333.3333333"},
                                     Sample{0x41b3de4355555556, "333333333.3333334"},
                                     Sample{0x41b3de4355555557, "333333333.33333343"},
                                     Sample{0xbecbf647612f3696, "-0.0000033333333333333333"},
                                     Sample{0x43143ff3c1cb0959, "1424953923781206.2"}})
        EXPECT_EQ(canonicalJson(std::bit_cast<double>(bits)), text);
    EXPECT_EQ(canonicalJson(97), "97");
    EXPECT_EQ(canonicalJson(0.97), "0.97");
    EXPECT_EQ(canonicalJson(1.0), "1");
}

TEST(CanonicalJson, RefusesNumbersThatNoJsonCanHold) {
    EXPECT_THROW(static_cast<void>(canonicalJson(std::numeric_limits<double>::quiet_NaN())),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(canonicalJson(json{{"a", std::numeric_limits<double>::infinity()}})),
                 std::invalid_argument);
}

// RFC 8785, section 3.2.3: characters beyond U+FFFF come before U+FB33, as their surrogates do.
TEST(CanonicalJson, SortsNamesByUtf16CodeUnits) {
    const auto value =
        json::parse(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})");
    EXPECT_EQ(canonicalJson(value),
              "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\U0001f600\":5,\"\ufb33\":3}");
}

// RFC 8785, section 3.2.2.2.
TEST(CanonicalJson, EscapesOnlyWhatMustBe) {
    EXPECT_EQ(canonicalJson(json::parse(R"("\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/")")),
              "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    EXPECT_EQ(canonicalJson(json::array({true, false, nullptr, json::object()})), "[true,false,null,{}]");
}

TEST(CanonicalJson, ReplacesWhatIsNoUtf8) {
    EXPECT_EQ(canonicalJson(std::string("a\xff.jpg")), "\"a\ufffd.jpg\"");
}

}  // namespace
}  // namespace tidewaiter::records
