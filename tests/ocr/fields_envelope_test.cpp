#include "ocr/fields/envelope.h"

#include <gtest/gtest.h>

#include <string>

#include "ocr/fields/envelope_notation.h"

namespace tidewaiter::ocr {
namespace {

using namespace std::string_literals;

std::string flat(const Envelope& envelope) {
    std::string all;
    for (const auto& part : envelope.parts) {
        all += std::to_string(part.format) + (part.version.empty() ? "" : "v" + part.version) + ":";
        for (const auto& field : part.fields) all += field + "|";
    }
    return all;
}

std::string repairsOf(const Envelope& envelope) {
    std::string all;
    for (const auto& repair : envelope.repairs) all += (all.empty() ? "" : "; ") + repair;
    return all;
}

/// Readable tests: '~' stands for GS, '!' for RS, '@' for EOT, '0' after '%' for NUL, '&' for FS.
std::string bytes(std::string text) {
    std::string all;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') ++i;
        all += c == '~'   ? '\x1D'
               : c == '!' ? '\x1E'
               : c == '@' ? '\x04'
               : c == '&' ? '\x1C'
               : c == '%' ? '\0'
                          : c;
    }
    return all;
}

// What the standard says, every format that it has and several of them in one message.
TEST(Envelope, ParsesTheStandard) {
    const std::pair<const char*, const char*> cases[] = {
        {"[)>!06~1PABC-1~Q10~S77!@", "6:1PABC-1|Q10|S77|"},
        {"[)>!05~0109501101530003!@", "5:0109501101530003|"},
        {"[)>!12~TEXT~MORE!@", "12:TEXT|MORE|"},
        {"[)>!06~1PA!05~10B!@", "6:1PA|5:10B|"},
        {"[)>!01~96841706672~840~002~1Z12345675~UPSN!@", "1v96:841706672|840|002|1Z12345675|UPSN|"},
        {"[)>!02UNA:+.? 'UNB+UNOA'!@", "2:UNA:+.? 'UNB+UNOA'|"},
        {"[)>!07free text, with ~ in it!@", "7:free text, with \x1D in it|"},
        {"[)>!03004010&~SEG*1&SEG*2!@", "3v004010:\x1DSEG*1|SEG*2|"},
        {"[)>!04010203&SEG!@", "4v010203:SEG|"},
        {"[)>!0801020304DATA!@", "8v01020304:DATA|"},
        {"[)>!09~bin~zip~4~a!b@!06~Q5!@",
         "9:bin|zip|4|a\x1E"
         "b\x04|6:Q5|"},
        {"[)>!06~~1PABC~~!@", "6:1PABC|"},
    };
    for (const auto& [text, parts] : cases) {
        const auto envelope = parseEnvelope(bytes(text));
        ASSERT_TRUE(envelope) << text;
        EXPECT_EQ(flat(*envelope), parts) << text;
        EXPECT_EQ(repairsOf(*envelope), "") << text;
        EXPECT_TRUE(envelope->compliantHeader) << text;
        EXPECT_TRUE(envelope->compliantTrailer) << text;
    }
}

// The ways in which printed labels and scanners are known to break it: each parses, and the repair is named.
TEST(Envelope, RepairsAndReports) {
    struct Case {
        const char* text;
        const char* parts;
        bool header;
        bool trailer;
        const char* repairs;
    };
    const Case cases[] = {
        {"[)>!06~1PABC~Q10", "6:1PABC|Q10|", true, false, "the trailer was missing"},
        {"[)>!06~1PABC!", "6:1PABC|", true, false, "EOT was missing in the trailer"},
        {"[)>!06~1PABC@", "6:1PABC|", true, false, "RS was missing in the trailer"},
        {"[)>!06~1PABC~@", "6:1PABC|", true, false, "GS stood where RS belongs in the trailer"},
        {"[)>!06~1PABC!EOT", "6:1PABC|", true, false, "the trailer was spelled in letters"},
        {"[)>!06~1PABC~EOT", "6:1PABC|", true, false, "the trailer was spelled in letters"},
        {"[)>06~1PABC!@", "6:1PABC|", false, true, "RS was missing in the header"},
        {">[)>06~1PABC~Q5!@", "6:1PABC|Q5|", false, true,
         "a '>' before the header was left out; RS was missing in the header"},
        {">[)>!06~1PABC!@", "6:1PABC|", false, true, "a '>' before the header was left out"},
        {"[)>~06~1PABC!@", "6:1PABC|", false, true, "GS stood where RS belongs in the header"},
        {"[)>!06!1PABC!10D2314!@", "6:1PABC|10D2314|", true, true, "RS stood where GS belongs"},
        {"[)>!06~1PABC~05~0109501101530003!@", "6:1PABC|5:0109501101530003|", true, true,
         "GS stood where RS belongs between formats"},
        {"[)>%006%01PABC%0Q7%0", "6:1PABC|Q7|", false, false,
         "NUL stood where RS belongs in the header; the trailer was missing; NUL stood where GS belongs"},
        {"[)>!06~1PABC%0@", "6:1PABC|", true, false, "NUL stood where RS belongs in the trailer"},
        {"[)>!06~1PABC!@\r\n", "6:1PABC|", true, true, "a line end behind the message was left out"},
        {"[)>!09~bin~zip~9~abc!@", "9:bin|zip|9|abc|", true, true, "the file was shorter than it says"},
    };
    for (const auto& [text, parts, header, trailer, repairs] : cases) {
        const auto envelope = parseEnvelope(bytes(text));
        ASSERT_TRUE(envelope) << text;
        EXPECT_EQ(flat(*envelope), parts) << text;
        EXPECT_EQ(envelope->compliantHeader, header) << text;
        EXPECT_EQ(envelope->compliantTrailer, trailer) << text;
        EXPECT_EQ(repairsOf(*envelope), repairs) << text;
    }
}

// What keyboard-wedge scanners write for control characters is turned back, whichever notation it is.
TEST(Envelope, SeparatorsWrittenAsText) {
    const std::pair<std::string, const char*> cases[] = {
        {"[)>^^06^]1PABC^]Q5^^^D", "caret notation"},
        {"[)>{RS}06{GS}1PABC{GS}Q5{RS}{EOT}", "names in braces"},
        {"[)><RS>06<GS>1PABC<GS>Q5<RS><EOT>", "names in angle brackets"},
        {"[)>[RS]06[GS]1PABC[GS]Q5[RS][EOT]", "names in square brackets"},
        {"[)>\\x1e06\\x1d1PABC\\x1dQ5\\x1e\\x04", "hexadecimal escapes"},
        {"[)>\\u001e06\\u001d1PABC\\u001dQ5\\u001e\\u0004", "Unicode escapes"},
        {"[)>\\03006\\0291PABC\\029Q5\\030\\004", "decimal escapes"},
        {"[)>~03006~0291PABC~029Q5~030~004", "decimal escapes"},
        {"[)>␞06␝1PABC␝Q5␞␄", "pictures of controls"},
        {"[)>|06|1PABC|Q5", "vertical bars"},
        {"[)>\r\n06\r\n1PABC\r\nQ5", "line ends"},
        {"[)>\t06\t1PABC\tQ5\t", "tabs"},
    };
    for (const auto& [data, notation] : cases) {
        const auto envelope = parseEnvelope(data);
        ASSERT_TRUE(envelope) << data;
        EXPECT_EQ(flat(*envelope), "6:1PABC|Q5|") << data;
        EXPECT_FALSE(envelope->compliantHeader) << data;
        EXPECT_FALSE(envelope->compliantTrailer) << data;
        ASSERT_FALSE(envelope->repairs.empty()) << data;
        EXPECT_EQ(envelope->repairs[0],
                  "the separators were written as text (" + std::string(notation) + ")");
    }
}

// A message with separators of its own is left as it is: what looks like text for them is part of a value.
TEST(Envelope, ValuesAreNoSeparators) {
    for (const auto& data : {bytes("[)>!06~1PA^]B|C{GS}!@"), "[)>061PABC"s, ""s, "[)>"s}) {
        EXPECT_FALSE(withSeparators(data)) << data;
    }
    EXPECT_EQ(flat(*parseEnvelope(bytes("[)>!06~1PA^]B|C!@"))), "6:1PA^]B|C|");
}

TEST(Envelope, OtherContentIsNoMessage) {
    for (const auto& data : {""s, "["s, "[)"s, "1PABC"s, "[)]06"s, bytes("x[)>!06"), bytes("!06~"), " [)>"s,
                             ">>[)>"s, "(01)09501101530003"s}) {
        EXPECT_FALSE(parseEnvelope(data)) << data;
    }
    EXPECT_FALSE(parseEnvelope(bytes("[)>!06~") + std::string(1 << 20, 'A')));
}

// A message without a known format, or without any separator, has no parts: nothing is guessed.
TEST(Envelope, BrokenMessagesAreEmpty) {
    for (const char* text : {"[)>", "[)>!", "[)>!@", "[)>!6~1PA", "[)>!XX~1PA", "[)>!~~!@", "[)>!1PABC",
                             "[)>061PABCQ5", "[)>!03001~X", "[)>!08123X!@"}) {
        const auto envelope = parseEnvelope(bytes(text));
        ASSERT_TRUE(envelope) << text;
        EXPECT_EQ(flat(*envelope), "") << text;
        EXPECT_FALSE(envelope->repairs.empty() && envelope->compliantTrailer && text[4] != '@') << text;
    }
}

}  // namespace
}  // namespace tidewaiter::ocr
