// Evidence whose key the machine's TPM sealed, as the installed program makes and verifies it.
#include <filesystem>

#include "tests/command/evidence_program.h"
#include "tests/tpm/software_tpm.h"

namespace tidewaiter::tests {
namespace {

using tpm::tests::SoftwareTpm;

class TpmProgram : public EvidenceProgram {
  protected:
    /// A configuration that keeps new keys in the TPM at that address.
    std::string configuration(const std::string& address) {
        return write("c.toml", "[signing]\nkey = \"tpm\"\ntpm = \"" + address + "\"\n");
    }
    Outcome seal(const std::string& address) {
        return run({"inspect", "--declared", "tea", "--seal", "--evidence", path("evidence"), "--lists",
                    path("lists"), "--seen", "", "--config", configuration(address),
                    photo("a.png", {"GREEN TEA"})});
    }
};

// "Signing key in a TPM 2.0": it seals, and what it sealed is verified where there is no TPM.
TEST_F(TpmProgram, SealsWithATpmAndVerifiesWithout) {
    TIDEWAITER_NEEDS_SWTPM();
    SoftwareTpm chip;
    const auto sealed = seal(chip.address());
    const auto id = idIn(sealed);
    ASSERT_EQ(id.size(), 26U) << sealed.out << sealed.err;
    EXPECT_TRUE(sealed.err.empty()) << sealed.err;
    EXPECT_TRUE(std::filesystem::exists(path("evidence/device.key.tpm")));
    EXPECT_FALSE(std::filesystem::exists(path("evidence/device.key")));

    const auto given =
        evidence("hand-over", {id, "--from", "A. Officer", "--to", "Laboratory", "--seal-number", "S-1",
                               "--config", configuration(chip.address())});
    EXPECT_EQ(given.exitCode, 0) << given.err;

    chip.stop();
    const auto verified = evidence("verify");
    EXPECT_EQ(verified.exitCode, 0) << verified.err;
    expectSays(verified, ": 2 records and 1 picture, root ");
    expectSays(verified, "All is as it was sealed.\n");
    EXPECT_EQ(evidence("export", {id, "--output", path("case")}).exitCode, 0);
    EXPECT_FALSE(std::filesystem::exists(path("case/device.key.tpm")));
}

// Without the TPM that sealed the key nothing is sealed, and it is said why; nothing falls back on a file.
TEST_F(TpmProgram, SealsNothingWithoutItsTpm) {
    TIDEWAITER_NEEDS_SWTPM();
    {
        const SoftwareTpm chip;
        ASSERT_EQ(idIn(seal(chip.address())).size(), 26U);
    }
    const SoftwareTpm other;
    expectFailure(seal(other.address()), 1, "another TPM sealed it, or this one was cleared since");
    expectFailure(seal("device:/dev/there-is-no-tpm"), 1, "there is no TPM at");
    EXPECT_FALSE(std::filesystem::exists(path("evidence/device.key")));
    expectSays(evidence("verify"), ": 1 record and 1 picture, root ");
}

}  // namespace
}  // namespace tidewaiter::tests
