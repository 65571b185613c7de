// "A witness's cosignature on a checkpoint is stored and exported when given." (issue 6, point 6)
#include "firmware/records/witnessed.h"

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

}  // namespace
}  // namespace tidewaiter::records::tests
