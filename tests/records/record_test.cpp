// Records: what is written is read again, what is none is refused by name.
#include "firmware/records/record.h"

#include <gtest/gtest.h>

namespace tidewaiter::records {
namespace {

const std::string kHash(64, 'a');

Record inspectionRecord() {
    return {RecordKind::Inspection,
            "01KAMZ0000000000000000000",
            "2026-11-22T08:00:00.000Z",
            "tidewaiter-1",
            {"system", true, 1.5},
            {{kHash, 1234}},
            {{"verdict", "hold"}, {"score", 0.97}}};
}

TEST(Record, IsReadAsItWasWritten) {
    const auto record = inspectionRecord();
    const auto bytes = bytesOf(record);
    EXPECT_EQ(bytes.back(), '\n');
    const auto parsed = parseRecord(bytes, "a.json");
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_EQ(*parsed, record);
    EXPECT_EQ(bytesOf(*parsed), bytes);
}

TEST(Record, IsCanonical) {
    EXPECT_EQ(
        bytesOf(inspectionRecord()),
        R"({"clock":{"max_error_ms":1.5,"source":"system","synchronized":true},"device":"tidewaiter-1",)"
        R"("id":"01KAMZ0000000000000000000","images":[{"bytes":1234,"sha256":")" +
            kHash +
            R"("}],"inspection":{"score":0.97,"verdict":"hold"},"kind":"inspection","schema":1,)"
            R"("time":"2026-11-22T08:00:00.000Z"})"
            "\n");
}

TEST(Record, AHandOverIsReadAsItWasWritten) {
    const HandOver handOver{"A. Officer", "Customs laboratory", "S-4711", "two boards", {"01", "02"}};
    Record record = inspectionRecord();
    record.kind = RecordKind::Custody;
    record.images.clear();
    record.content = contentOf(handOver);
    const auto parsed = parseRecord(bytesOf(record), "a.json");
    ASSERT_TRUE(parsed) << parsed.error().message;
    const auto read = handOverIn(*parsed);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, handOver);
}

TEST(Record, RefusesWhatIsNone) {
    struct Sample {
        std::string from;
        std::string to;
        const char* told;
    };
    const auto good = bytesOf(inspectionRecord());
    for (const auto& [from, to, told] :
         {Sample{"{", "", "it is no JSON"}, Sample{"\"schema\":1", "\"schema\":2", "its schema is not 1"},
          Sample{"\"schema\":1,", "", "its schema is not 1"},
          Sample{"\"kind\":\"inspection\"", "\"kind\":\"rumor\"", "its kind is not known"},
          Sample{"\"id\":", "\"ids\":", "'id' is missing or wrong"},
          Sample{"\"device\":\"tidewaiter-1\"", "\"device\":7", "'device' is missing or wrong"},
          Sample{"\"synchronized\":true", "\"synchronized\":1", "'clock' is missing or wrong"},
          Sample{"\"max_error_ms\":1.5", "\"max_error_ms\":\"1.5\"", "'clock' is missing or wrong"},
          Sample{"\"bytes\":1234", "\"bytes\":-1", "'images' is missing or wrong"},
          Sample{"\"sha256\":\"aa", "\"sha256\":\"zz", "'images' is missing or wrong"},
          Sample{"\"images\":[{", "\"images\":[7,{", "'images' is missing or wrong"},
          Sample{"\"inspection\":{", "\"content\":{", "'inspection' is missing or wrong"}}) {
        auto bad = good;
        ASSERT_NE(bad.find(from), std::string::npos) << from;
        bad.replace(bad.find(from), from.size(), to);
        const auto parsed = parseRecord(bad, "a.json");
        ASSERT_FALSE(parsed) << bad;
        EXPECT_EQ(parsed.error().message, std::string("a.json is no record of this program (") + told +
                                              "); restore it from a copy of the evidence");
    }
    EXPECT_FALSE(parseRecord("", "a.json"));
    EXPECT_FALSE(parseRecord("[]", "a.json"));
}

TEST(Record, RefusesAHandOverThatIsNone) {
    Record record = inspectionRecord();
    record.kind = RecordKind::Custody;
    for (const auto& content : {nlohmann::json{{"from", "A"}}, nlohmann::json{{"from", 1}, {"to", "B"}}}) {
        record.content = content;
        EXPECT_FALSE(handOverIn(record)) << content;
    }
    record.content = contentOf({"A", "B", "", "", {}});
    record.content["records"] = {1};
    EXPECT_FALSE(handOverIn(record));
}

}  // namespace
}  // namespace tidewaiter::records
