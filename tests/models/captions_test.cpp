#include "models/captions.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/models/data_store.h"
#include "tests/models/temporary_store.h"

namespace tidewaiter::models {
namespace {

/// A captions file with one entry made of `entry`.
std::string fileWith(const std::string& entry) {
    return R"({"format": 1, "sources": {"a": "a book"}, "entries": [)" + entry + "]}";
}

Expected<Captions> loaded(const std::string& content) {
    tests::TemporaryStore store;
    store.add("captions/captions.json", content);
    return Captions::load(store.open());
}

TEST(CaptionsFile, OursLoadsAndKnowsEveryKind) {
    const auto captions = Captions::load(tests::dataStore());
    ASSERT_TRUE(captions) << captions.error().message;
    EXPECT_EQ(captions->find("S/N: 1").size(), 1U);
}

TEST(CaptionsFile, GoodOneLoads) {
    const auto captions = loaded(
        fileWith(R"({"kind": "lot", "words": {"en": ["Lot", "Charge"]}, "weak": ["Lot"], "source": "a"})"));
    ASSERT_TRUE(captions) << captions.error().message;
    const auto found = captions->find("CHARGE 7");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, CaptionKind::Lot);
    EXPECT_EQ(found[0].begin, 0U);
    EXPECT_EQ(found[0].end, 7U);
    EXPECT_FALSE(found[0].separated);
    EXPECT_TRUE(captions->find("Lot 7").empty());
    EXPECT_EQ(captions->find("Lot: 7").size(), 1U);
}

// The unit in brackets behind a caption is part of it; other brackets are the value's.
TEST(CaptionsFile, UnitsBelongToTheCaption) {
    const auto captions = Captions::load(tests::dataStore()).value();
    const std::pair<const char*, const char*> cases[] = {
        {"G.W.(kgs): 30", "KGS"}, {"GW (KG) 30", "KG"},         {"毛重（公斤）30", "公斤"},
        {"G.W.: 30 (kg)", ""},    {"GROSS WEIGHT(xx): 30", ""}, {"GROSS WEIGHT(kg", ""},
        {"GROSS WEIGHT()", ""},
    };
    for (const auto& [line, unit] : cases) {
        const auto found = captions.find(line);
        ASSERT_EQ(found.size(), 1U) << line;
        EXPECT_EQ(found[0].unit, unit) << line;
    }
}

// A broken file is refused as a whole, and the message says where.
TEST(CaptionsFile, BrokenOnesAreRefused) {
    const std::pair<std::string, const char*> cases[] = {
        {"", "captions/captions.json"},
        {"[]", "format"},
        {fileWith(R"({"kind": "colour", "words": {"en": ["C"]}, "source": "a"})"), "serial_number"},
        {fileWith(R"({"words": {"en": ["C"]}, "source": "a"})"), "kind"},
        {fileWith(R"({"kind": "lot", "words": ["C"], "source": "a"})"), "words"},
        {fileWith(R"({"kind": "lot", "words": {"en": [""]}, "source": "a"})"), "words"},
        {fileWith(R"({"kind": "lot", "words": {"en": ["."]}, "source": "a"})"), "words"},
        {fileWith(R"({"kind": "lot", "words": {"en": [7]}, "source": "a"})"), "words"},
        {fileWith(R"({"kind": "lot", "words": {"en": ["C"]}})"), "source"},
        {fileWith(R"({"kind": "lot", "words": {"en": ["C"]}, "source": "b"})"), "source"},
        {fileWith(R"({"kind": "lot", "words": {"en": ["C"]}, "source": "a", "colour": 1})"), "colour"},
        {fileWith(R"({"kind": "lot", "words": {"en": ["C"]}, "weak": "C", "source": "a"})"), "weak"},
        {fileWith(R"({"kind": "lot", "words": {"en": ["C"]}, "weak": ["D"], "source": "a"})"), "weak"},
        {fileWith(R"({"kind": "lot", "words": {"en": ["C"]}, "source": "a"},
                     {"kind": "date", "words": {"en": ["c"]}, "source": "a"})"),
         "another kind"},
        {fileWith(R"({"kind": "lot", "words": {"en": ["C"]}, "source": "a"},
                     {"kind": "lot", "words": {"en": ["D"]}, "source": "a"})"),
         "twice"},
    };
    for (const auto& [content, place] : cases) {
        const auto captions = loaded(content);
        ASSERT_FALSE(captions) << content;
        EXPECT_NE(captions.error().message.find(place), std::string::npos) << captions.error().message;
    }
    EXPECT_FALSE(Captions::load(tests::TemporaryStore().open()));
}

}  // namespace
}  // namespace tidewaiter::models
