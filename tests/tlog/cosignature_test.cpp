// "Witnesses outside can sign the checkpoints." (issue 6, point 6; C2SP tlog-cosignature)
#include "firmware/tlog/cosignature.h"

#include <algorithm>

#include "tests/tlog/log_folder.h"
#include "tests/tlog/witness.h"

namespace tidewaiter::tlog::tests {
namespace {

class CosignedLog : public LogFolder {
  protected:
    Witness witness_{"witness.example.com/w1"};
};

TEST_F(CosignedLog, KeepsTheLineOfAWitnessUntilItGrows) {
    auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    ASSERT_TRUE(append(*log, 5));
    const auto added = log->addCosignature(witness_.sign(textOf(log->checkpoint())), witness_.key());
    ASSERT_TRUE(added) << added.error().message;
    const auto reader = read();
    ASSERT_TRUE(reader) << reader.error().message;
    EXPECT_EQ(reader->checkpoint(), log->checkpoint());
    EXPECT_EQ(cosignedAt(*parseSignedNote(reader->note()), witness_.key()),
              std::chrono::seconds(kWitnessTime));
    ASSERT_TRUE(append(*log, 1));
    EXPECT_FALSE(cosignedAt(*parseSignedNote(read()->note()), witness_.key()));
}

TEST_F(CosignedLog, TakesNoLineThatDoesNotVerify) {
    auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    const auto earlier = witness_.sign(textOf(log->checkpoint()));
    ASSERT_TRUE(append(*log, 5));
    const auto text = textOf(log->checkpoint());
    const auto note = contentOf(folder_ / "checkpoint");
    const auto right = witness_.sign(text);
    auto wrong = right;
    wrong[wrong.size() - 10] ^= 1;
    for (const auto& line : {earlier, wrong, std::string(), std::string("line"), right + right,
                             Witness("witness.example.com/w1").sign(text), signer().sign(text),
                             witness_.sign(text, std::uint64_t{1} << 63U)}) {
        EXPECT_FALSE(log->addCosignature(line, witness_.key())) << line;
        EXPECT_EQ(contentOf(folder_ / "checkpoint"), note);
    }
}

TEST_F(CosignedLog, IsToldApartFromOneThatIsSigned) {
    const auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    const auto note = log->reader()->note();
    EXPECT_FALSE(parseVerifierKey(witness_.keyText()));
    EXPECT_FALSE(parseWitnessKey(textOf(signer().verifier())));
    auto spoiled = witness_.sign(textOf(log->checkpoint()));
    const auto both = note + spoiled;
    spoiled[spoiled.size() - 10] ^= 1;
    EXPECT_TRUE(cosignedAt(*parseSignedNote(both), witness_.key()));
    EXPECT_FALSE(cosignedAt(*parseSignedNote(both + spoiled), witness_.key()))
        << "one wrong line in its name";
    EXPECT_FALSE(cosignedAt(*parseSignedNote(note), witness_.key()));
}

}  // namespace
}  // namespace tidewaiter::tlog::tests
