// Replays: what came, what went, by which versions; what a replay cannot know is left out and said.
#include "firmware/records/replay.h"

#include <nlohmann/json.hpp>

#include "firmware/records/bundle.h"
#include "firmware/records/seal_inspection.h"
#include "firmware/records/sealed_record.h"
#include "tests/records/evidence_folder.h"

namespace tidewaiter::records {
namespace {

namespace fs = std::filesystem;
using inspection::Inspection;
using inspection::Severity;
using inspection::Verdict;
using tests::contentOf;
using tests::EvidenceFolder;
using tests::overwrite;
using tests::recordId;

void addFinding(Inspection& item, Severity severity, const std::string& rule, const std::string& message) {
    auto& finding = item.findings.emplace_back();
    finding.severity = severity;
    finding.rule = rule;
    finding.message = message;
    item.verdict = inspection::decide(item.findings);
}

void addField(Inspection& item, ocr::FieldType type, const std::string& value) {
    auto& field = item.fields.emplace_back();
    field.type = type;
    field.value = value;
}

Inspection recorded() {
    Inspection item;
    item.id = recordId(1);
    item.time = "2026-11-22T08:00:00.000Z";
    item.versions = {
        "0.1.0", {{"det.onnx", "aa"}, {"rec.onnx", "bb"}}, "2026-11-22", {{"stolen", "3", "cc"}}};
    addFinding(item, Severity::Hold, "controlled.part", "An H100.");
    addField(item, ocr::FieldType::PartNumber, "900-21010");
    addField(item, ocr::FieldType::PartNumber, "900-21010");
    item.frames.emplace_back();
    return item;
}

TEST(Replay, OfTheSameIsTheSame) {
    auto now = recorded();
    now.timings.total = 99;
    now.findings[0].regions = {"r7"};
    now.fields[0].confidence = 0.5;
    const auto replay = compare(recorded(), now);
    EXPECT_TRUE(replay.isSame());
    EXPECT_TRUE(replay.versions.empty());
    EXPECT_TRUE(replay.limits.empty());
    EXPECT_EQ(textOf(replay), "Replay of " + recordId(1) +
                                  ", inspected 2026-11-22T08:00:00.000Z\n"
                                  "Program, networks, policy and lists are the recorded ones.\n"
                                  "Verdict: hold, as recorded\n"
                                  "The same was read and found.\n");
}

TEST(Replay, SaysWhatIsGoneAndWhatIsNew) {
    auto now = recorded();
    now.findings.clear();
    addFinding(now, Severity::Inspect, "package.surface", "It was sanded.");
    now.fields.pop_back();
    addField(now, ocr::FieldType::Lot, "L7");
    const auto replay = compare(recorded(), now);
    EXPECT_FALSE(replay.isSame());
    EXPECT_EQ(replay.findingsGone, Differences{"[hold] controlled.part: An H100."});
    EXPECT_EQ(replay.findingsNew, Differences{"[inspect] package.surface: It was sanded."});
    EXPECT_EQ(replay.fieldsGone, Differences{"part_number 900-21010"});
    EXPECT_EQ(replay.fieldsNew, Differences{"lot L7"});
    EXPECT_NE(
        textOf(replay).find("Verdict: hold, now inspect\ngone  [hold] controlled.part: An H100.\nnew   ["),
        std::string::npos)
        << textOf(replay);
    EXPECT_EQ(jsonOf(replay)["verdict"], (nlohmann::json{{"recorded", "hold"}, {"now", "inspect"}}));
    EXPECT_EQ(jsonOf(replay)["same"], false);
}

TEST(Replay, SaysWhichVersionsAreNotTheRecordedOnes) {
    auto now = recorded();
    now.versions = {"0.2.0", {{"det.onnx", "aa"}, {"new.onnx", "dd"}}, "2026-11-22", {{"stolen", "4", "ee"}}};
    const auto replay = compare(recorded(), now);
    EXPECT_TRUE(replay.isSame());  // by other versions
    const std::vector<VersionChange> expected = {{"list stolen", "cc", "ee"},
                                                 {"model new.onnx", "", "dd"},
                                                 {"model rec.onnx", "bb", ""},
                                                 {"program", "0.1.0", "0.2.0"}};
    EXPECT_EQ(replay.versions, expected);
    EXPECT_NE(textOf(replay).find(
                  "Not the recorded versions:\n  list stolen: cc, now ee\n  model new.onnx: none, "),
              std::string::npos);
}

// The memory of serial numbers has gone on since: it would find the inspection itself.
TEST(Replay, LeavesOutWhatWasRememberedThen) {
    auto then = recorded();
    then.findings.clear();
    addFinding(then, Severity::Inspect, "watchlist.seen-before", "It was read before.");
    auto now = recorded();
    now.findings.clear();
    const auto replay = compare(then, now);
    EXPECT_TRUE(replay.isSame());
    ASSERT_EQ(replay.limits.size(), 1U);
    EXPECT_NE(
        textOf(replay).find("Note: what was found by serial numbers of earlier inspections is left out"),
        std::string::npos);
}

class SealedRecord : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto store = folder_.store();
        for (int i = 0; i < 3; ++i) ASSERT_TRUE(tests::sealOne(store, i));
    }
    [[nodiscard]] Expected<Record> found(const std::string& id) const {
        return sealedRecord(id, folder_.files(), verifierKey(folder_.files()).value());
    }

    EvidenceFolder folder_;
};

TEST_F(SealedRecord, IsFoundById) {
    const auto record = found(recordId(1));
    ASSERT_TRUE(record) << record.error().message;
    EXPECT_EQ(record->content["number"], 1);
}

TEST_F(SealedRecord, IsRefusedWhereItIsNotAsItWasSealed) {
    for (const auto& id : {recordId(7), std::string(), std::string("../../etc/passwd")}) {
        const auto record = found(id);
        ASSERT_FALSE(record) << id;
        EXPECT_NE(record.error().message.find("; tidewaiter evidence list says their ids"),
                  std::string::npos);
    }
    const auto sha256 = found(recordId(1))->images[0].sha256;
    overwrite(folder_.files().image(sha256), "another picture");
    ASSERT_FALSE(found(recordId(1)));
    EXPECT_NE(found(recordId(1)).error().message.find("was changed after it was sealed; restore it"),
              std::string::npos);
    fs::remove(folder_.files().record(recordId(2)));
    EXPECT_FALSE(found(recordId(2)));
    EXPECT_TRUE(found(recordId(0)));
}

// What the pictures show is decoded anew; what they are, and how they were lit, is the record's word.
TEST_F(SealedRecord, GivesWhatTheInspectorWasAsked) {
    EXPECT_FALSE(requestIn(*found(recordId(1)), folder_.files()));  // no inspection as --json prints it
    auto item = recorded();
    item.id = recordId(9);
    item.frames[0].sha256 = found(recordId(1))->images[0].sha256;
    auto record = *found(recordId(1));
    record.content = item;
    const auto request = requestIn(record, folder_.files());
    ASSERT_FALSE(request);  // "picture 1aaa" is none
    EXPECT_FALSE(request.error().message.empty());
    item.frames.clear();
    item.declaration.goods = "tea";
    record.content = item;
    EXPECT_EQ(requestIn(record, folder_.files())->declaration.goods, "tea");
    EXPECT_EQ(requestIn(record, folder_.files())->time, item.time);
}

// The other side makes it again from what it was given.
TEST_F(SealedRecord, IsFoundInABundle) {
    auto item = recorded();
    item.id = recordId(9);
    item.frames.clear();
    {
        const auto store = folder_.store();
        ASSERT_TRUE(store.seal({RecordKind::Inspection, item.id, item.time, store.device(), {}, {}, item}));
    }
    const auto key = verifierKey(folder_.files()).value();
    const EvidenceFiles bundle(folder_.path() / "bundle");
    const auto exported = exportBundle(folder_.files(), key, {{item.id}, "", ""}, bundle.folder());
    ASSERT_TRUE(exported) << exported.error().message;
    const auto record = sealedRecord(item.id, bundle, key);
    ASSERT_TRUE(record) << record.error().message;
    EXPECT_EQ(record->id, item.id);
    EXPECT_FALSE(sealedRecord(recordId(1), bundle, key));
    EXPECT_FALSE(sealedRecord("../x", bundle, key));
    overwrite(bundle.record(item.id), contentOf(bundle.record(item.id)) + " ");
    EXPECT_FALSE(sealedRecord(item.id, bundle, key));
}

}  // namespace
}  // namespace tidewaiter::records
