// Decisions: what people made of an inspection is read as it was written, and what is none is refused.
#include "firmware/records/decision.h"

#include <gtest/gtest.h>

#include "firmware/records/decision_words.h"

namespace tidewaiter::records {
namespace {

Decision overruled() {
    return {"01KAMZ00000000000000000007",
            Choice::Overruled,
            inspection::Verdict::Clear,
            "misread",
            "the label says 8, not B",
            {"p1", "李", "officer"},
            Signatory{"p2", "Chen", "supervisor"},
            {{"watchlist.listed", "SN8001", "SNB001", false}}};
}

Record recordOf(const Decision& decision) {
    return {RecordKind::Decision, "01KAMZ00000000000000000008", "2026-11-22T08:00:00.000Z",
            "tidewaiter-1",       {"system", true, 1.5},        {},
            contentOf(decision)};
}

TEST(Decision, IsReadAsItWasWritten) {
    auto confirmed = overruled();
    confirmed.choice = Choice::Confirmed;
    confirmed.second.reset();
    confirmed.confirmations.clear();
    for (const auto& decision : {overruled(), confirmed}) {
        const auto parsed = parseRecord(bytesOf(recordOf(decision)), "a.json");
        ASSERT_TRUE(parsed) << parsed.error().message;
        const auto read = decisionIn(*parsed);
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_EQ(*read, decision);
    }
}

TEST(Decision, IsRefusedWhereAMemberIsMissingOrWrong) {
    using nlohmann::json;
    const std::vector<std::pair<const char*, json>> wrong = {
        {"inspection", 7},
        {"choice", "maybe"},
        {"choice", nullptr},
        {"verdict", "guilty"},
        {"reason", json::array()},
        {"note", 1},
        {"by", "Li"},
        {"by", {{"id", "p1"}}},
        {"second", {{"name", "Chen"}}},
        {"confirmations", "x"},
        {"confirmations", {{{"rule", "r"}, {"listed", "a"}, {"typed", "b"}}}}};
    for (const auto& [name, value] : wrong) {
        auto record = recordOf(overruled());
        record.content[name] = value;
        const auto read = decisionIn(record);
        ASSERT_FALSE(read) << name << " = " << value;
        EXPECT_EQ(read.error().message, "the decision " + record.id + " is no record of this program ('" +
                                            name +
                                            "' is missing or wrong); restore it from a copy of the evidence");
    }
    for (const auto* name : {"inspection", "choice", "verdict", "reason", "note", "by", "confirmations"}) {
        auto record = recordOf(overruled());
        record.content.erase(name);
        EXPECT_FALSE(decisionIn(record)) << name;
    }
}

TEST(Decision, IsSaidInOneLine) {
    auto decision = overruled();
    EXPECT_EQ(
        wordsOf(decision),
        "overruled to clear by 李 (officer) with Chen (supervisor), reason misread: the label says 8, not B; "
        "asked for the number of watchlist.listed, typed SNB001, where SN8001 was read");
    decision = {
        decision.inspection, Choice::Confirmed, inspection::Verdict::Hold, "", "", decision.by, {}, {}};
    EXPECT_EQ(wordsOf(decision), "confirmed as hold by 李 (officer)");
    decision.confirmations = {{"watchlist.listed", "SN8001", "sn8001", true}};
    EXPECT_EQ(
        wordsOf(decision),
        "confirmed as hold by 李 (officer); asked for the number of watchlist.listed, typed sn8001, as it "
        "was read");
}

// "Records of inspections made by a person" say by whom.
TEST(Decision, ARecordSaysWhoHadItMade) {
    auto record = recordOf(overruled());
    record.by = Signatory{"p1", "Li", "officer"};
    auto parsed = parseRecord(bytesOf(record), "a.json");
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_EQ(parsed->by, record.by);
    for (const auto* bad : {R"("by":7)", R"("by":{"id":"p1","name":"Li"})", R"("by":null)"}) {
        auto bytes = bytesOf(record);
        const std::string good = R"("by":{"id":"p1","name":"Li","role":"officer"})";
        ASSERT_NE(bytes.find(good), std::string::npos) << bytes;
        bytes.replace(bytes.find(good), good.size(), bad);
        parsed = parseRecord(bytes, "a.json");
        ASSERT_FALSE(parsed) << bad;
        EXPECT_NE(parsed.error().message.find("'by' is missing or wrong"), std::string::npos);
    }
}

}  // namespace
}  // namespace tidewaiter::records
