// "A witness's cosignature on a checkpoint is stored and exported when given." (issue 6, point 6)
#include "firmware/records/witnessed.h"

#include "firmware/records/bundle.h"
#include "firmware/records/witnessed_bundle.h"
#include "tests/records/evidence_folder.h"
#include "tests/tlog/witness.h"

namespace tidewaiter::records::tests {
namespace {

using tlog::tests::kWitnessTime;
using tlog::tests::Witness;

class WitnessedEvidence : public testing::Test {
  protected:
    void SetUp() override { seal(1); }

    void seal(int number) { ASSERT_TRUE(sealOne(evidence_.store(), number)); }
    tlog::VerifierKey key() const { return verifierKey(evidence_.files()).value(); }
    /// What is handed to the witness: the note's text, without the device's signature.
    std::string handedOut() const {
        const auto note = checkpointForWitness(evidence_.files(), key()).value();
        return note.substr(0, note.find("\n\n") + 1);
    }
    Expected<std::uint64_t> keep(const std::string& line) {
        return keepCosignature(evidence_.files(), key(), line, witness_.key());
    }

    EvidenceFolder evidence_;
    Witness witness_{"witness.example.com/w1"};
};

TEST_F(WitnessedEvidence, VouchesForWhatTheWitnessSaw) {
    EXPECT_FALSE(witnessedBy(evidence_.files(), key(), witness_.key()));
    const auto line = witness_.sign(handedOut());
    EXPECT_EQ(keep(line), 1U);
    const auto vouched = witnessedBy(evidence_.files(), key(), witness_.key());
    ASSERT_TRUE(vouched) << vouched.error().message;
    EXPECT_EQ(vouched->records, 1U);
    EXPECT_EQ(vouched->at, std::chrono::seconds(kWitnessTime));
}

// Witnesses take their time: more is sealed meanwhile.
TEST_F(WitnessedEvidence, TheCosignatureMayComeAfterMoreWasSealed) {
    const auto line = witness_.sign(handedOut());
    seal(2);
    EXPECT_EQ(keep(line), 1U);
    EXPECT_EQ(witnessedBy(evidence_.files(), key(), witness_.key())->records, 1U);
    EXPECT_EQ(keep(witness_.sign(handedOut())), 2U);
    EXPECT_EQ(witnessedBy(evidence_.files(), key(), witness_.key())->records, 2U) << "the most counts";
    EXPECT_TRUE(evidence_.verified().problems.empty());
}

TEST_F(WitnessedEvidence, KeepsNoLineThatDoesNotVerify) {
    const auto text = handedOut();
    const auto right = witness_.sign(text);
    auto spoiled = right;
    spoiled[spoiled.size() - 8] = spoiled[spoiled.size() - 8] == 'A' ? 'B' : 'A';
    for (const std::string& line : {std::string(), std::string("no line"), spoiled, witness_.sign(text + "x"),
                                    Witness("witness.example.com/w1").sign(text)}) {
        const auto kept = keep(line);
        ASSERT_FALSE(kept) << line;
        EXPECT_NE(kept.error().message.find("is no cosignature"), std::string::npos);
    }
    EXPECT_FALSE(witnessedBy(evidence_.files(), key(), witness_.key()));
    EXPECT_TRUE(keep(right));
}

// What a witness saw betrays a log that was begun anew: that is what it is for.
TEST_F(WitnessedEvidence, ALogThatWasCutOffIsTold) {
    seal(2);
    ASSERT_TRUE(keep(witness_.sign(handedOut())));
    const auto log = evidence_.files().log();
    const auto witnessed = evidence_.files().folder() / "witnessed";
    const auto aside = evidence_.path() / "aside";
    std::filesystem::rename(witnessed, aside);
    const auto keyFile = contentOf(evidence_.files().privateKey());
    for (const auto& gone : {log, evidence_.files().records(), evidence_.files().images()})
        std::filesystem::remove_all(gone);
    seal(3);  // with the same key: to the device itself it looks whole
    ASSERT_EQ(contentOf(evidence_.files().privateKey()), keyFile);
    ASSERT_TRUE(evidence_.verified().problems.empty());
    std::filesystem::rename(aside, witnessed);
    const auto vouched = witnessedBy(evidence_.files(), key(), witness_.key());
    ASSERT_FALSE(vouched);
    EXPECT_NE(vouched.error().message.find("it was cut off or begun anew"), std::string::npos);
}

class WitnessedBundle : public WitnessedEvidence {
  protected:
    void handOver(int number) {
        const auto store = evidence_.store();
        Record custody{
            RecordKind::Custody, recordId(number), "2026-11-20T08:00:00.000Z", store.device(), {}, {}, {}};
        custody.content = records::contentOf(HandOver{"A", "B", "S-1", "", {}});
        ASSERT_TRUE(store.seal(custody));
    }
    /// Records 1 and 2 were seen by the witness at different times, record 3 was not.
    void SetUp() override {
        handOver(1);
        ASSERT_TRUE(keep(witness_.sign(handedOut(), kWitnessTime)));
        handOver(2);
        ASSERT_TRUE(keep(witness_.sign(handedOut(), kWitnessTime + 60)));
        handOver(3);
        const auto all = exportBundle(evidence_.files(), key(), {}, bundle_.folder());
        ASSERT_TRUE(all) << all.error().message;
    }
    Expected<WitnessedRecords> vouched(const tlog::WitnessKey& witness) {
        return witnessedInBundle(bundle_, key(), witness);
    }

    EvidenceFiles bundle_{evidence_.path() / "bundle"};
};

TEST_F(WitnessedBundle, SaysWhichRecordsTheWitnessHadSeen) {
    const auto seen = vouched(witness_.key());
    ASSERT_TRUE(seen) << seen.error().message;
    EXPECT_EQ(seen->records, 2U);
    EXPECT_EQ(seen->at, std::chrono::seconds(kWitnessTime + 60));
    EXPECT_TRUE(verifyBundle(bundle_, key())->problems.empty());
}

// From the earliest signature on nobody can have made the record.
TEST_F(WitnessedBundle, HoldsTheEarliestProofOfEachRecord) {
    EXPECT_TRUE(std::filesystem::exists(bundle_.witnessedProof(recordId(1), 1)));
    EXPECT_FALSE(std::filesystem::exists(bundle_.witnessedProof(recordId(1), 2)));
    EXPECT_TRUE(std::filesystem::exists(bundle_.witnessedProof(recordId(2), 2)));
    EXPECT_FALSE(std::filesystem::exists(bundle_.witnessedProof(recordId(3), 3)));
    const EvidenceFiles one(evidence_.path() / "one");
    ASSERT_TRUE(exportBundle(evidence_.files(), key(), {{recordId(1)}, "", ""}, one.folder()));
    EXPECT_EQ(witnessedInBundle(one, key(), witness_.key())->at, std::chrono::seconds(kWitnessTime));
}

TEST_F(WitnessedBundle, HoldsAProofForEachWitness) {
    Witness second("witness.example.com/w2");
    const auto line = second.sign(handedOut(), kWitnessTime + 120);
    ASSERT_TRUE(keepCosignature(evidence_.files(), key(), line, second.key()));
    const EvidenceFiles both(evidence_.path() / "both");
    ASSERT_TRUE(exportBundle(evidence_.files(), key(), {}, both.folder()));
    EXPECT_EQ(witnessedInBundle(both, key(), witness_.key())->records, 2U);
    EXPECT_EQ(witnessedInBundle(both, key(), second.key())->records, 3U);
}

TEST_F(WitnessedBundle, BelievesNoStranger) {
    const auto stranger = vouched(Witness("witness.example.com/w1").key());
    ASSERT_FALSE(stranger);
    EXPECT_NE(stranger.error().message.find("no cosignature of"), std::string::npos);
    std::filesystem::remove_all(bundle_.witnessed());
    EXPECT_FALSE(vouched(witness_.key())) << "nothing is there any more";
}

TEST_F(WitnessedBundle, TellsARecordThatTheWitnessDidNotSee) {
    auto record = contentOf(bundle_.record(recordId(1)));
    record[record.find("S-1")] = 'Z';
    overwrite(bundle_.record(recordId(1)), record);
    const auto changed = vouched(witness_.key());
    ASSERT_FALSE(changed);
    EXPECT_NE(changed.error().message.find("witnessed/" + recordId(1)), std::string::npos)
        << changed.error().message;
}

TEST_F(WitnessedBundle, TellsProofsThatAreNone) {
    for (const std::string& text : {std::string(), std::string("no proof"), std::string(100000, 'x')}) {
        overwrite(bundle_.witnessedProof(recordId(1), 1), text);
        EXPECT_FALSE(vouched(witness_.key())) << text.substr(0, 20);
    }
}

}  // namespace
}  // namespace tidewaiter::records::tests
