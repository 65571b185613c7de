#include <gtest/gtest.h>

#include <string>

#include "ocr/fields/envelope.h"

namespace tidewaiter::ocr {
namespace {

using namespace std::string_literals;

std::string flat(const Envelope& envelope) {
    std::string all;
    for (const auto& part : envelope.parts) {
        all += std::to_string(part.format) + ":";
        for (const auto& field : part.fields) all += field + "|";
    }
    return all;
}

struct Case {
    std::string data;
    const char* parts;
    bool header;
    bool trailer;
    std::size_t repairs;
};

// The standard's form, and the ways in which printed labels are known to break it.
TEST(Envelope, ParsesAndRepairs) {
    const Case cases[] = {
        {"[)>\x1E"
         "06\x1D"
         "1PABC-1\x1DQ10\x1DS77\x1E\x04"s,
         "6:1PABC-1|Q10|S77|", true, true, 0},
        {"[)>\x1E"
         "05\x1D"
         "0109501101530003\x1E\x04"s,
         "5:0109501101530003|", true, true, 0},
        {"[)>\x1E"
         "06\x1D"
         "1PA\x1E"
         "05\x1D"
         "10B\x1E\x04"s,
         "6:1PA|5:10B|", true, true, 0},
        {"[)>\x1E"
         "06\x1D"
         "1PABC\x1DQ10"s,
         "6:1PABC|Q10|", true, false, 1},
        {"[)>\x1E"
         "06\x1D"
         "1PABC\x1E"s,
         "6:1PABC|", true, false, 1},
        {"[)>\x1E"
         "06\x1D"
         "1PABC\x04"s,
         "6:1PABC|", true, false, 1},
        {"[)>\x1E"
         "06\x1D"
         "1PABC\x1E"
         "EOT"s,
         "6:1PABC|", true, false, 1},
        {"[)>06\x1D"
         "1PABC\x1E\x04"s,
         "6:1PABC|", false, true, 1},
        {">[)>06\x1D"
         "1PABC\x1DQ5"s,
         "6:1PABC|Q5|", false, false, 3},
        {"[)>\x1D"
         "06\x1D"
         "1PABC\x1E\x04"s,
         "6:1PABC|", false, true, 1},
        {"[)>\0"
         "06\0"
         "1PABC\0Q7\0"s,
         "6:1PABC|Q7|", false, false, 2},
        {"[)>\x1E"
         "06\x1D\x1D"
         "1PABC\x1D\x1D\x1E\x04"s,
         "6:1PABC|", true, true, 0},
        {"[)>\x1E"
         "06\x1E"
         "1PABC\x1E"
         "10D2314\x1E\x04"s,
         "6:1PABC|10D2314|", true, true, 0},
    };
    for (const auto& [data, parts, header, trailer, repairs] : cases) {
        const auto envelope = parseEnvelope(data);
        ASSERT_TRUE(envelope) << data;
        EXPECT_EQ(flat(*envelope), parts) << data;
        EXPECT_EQ(envelope->compliantHeader, header) << data;
        EXPECT_EQ(envelope->compliantTrailer, trailer) << data;
        EXPECT_EQ(envelope->repairs.size(), repairs) << data;
    }
}

TEST(Envelope, OtherContentIsNoMessage) {
    for (const auto& data : {""s, "["s, "[)"s, "1PABC"s, "[)]06"s,
                             "x[)>\x1E"
                             "06"s,
                             "\x1E"
                             "06\x1D"s,
                             " [)>"s}) {
        EXPECT_FALSE(parseEnvelope(data)) << data;
    }
    EXPECT_FALSE(
        parseEnvelope("[)>\x1E"
                      "06\x1D" +
                      std::string(1 << 20, 'A')));
}

// A message without a known format has no parts, and says nothing.
TEST(Envelope, BrokenMessagesAreEmpty) {
    for (const auto& data : {"[)>"s, "[)>\x1E"s, "[)>\x1E\x04"s,
                             "[)>\x1E"
                             "6\x1D"
                             "1PA"s,
                             "[)>\x1EXX\x1D"
                             "1PA"s,
                             "[)>\x1E\x1D\x1D\x1E\x04"s,
                             "[)>\x1E"
                             "1PABC"s}) {
        const auto envelope = parseEnvelope(data);
        ASSERT_TRUE(envelope) << data;
        EXPECT_EQ(flat(*envelope), "") << data;
    }
}

}  // namespace
}  // namespace tidewaiter::ocr
