// The key that signs the evidence, sealed by the machine's TPM.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "firmware/files/base64.h"
#include "firmware/records/audit_log.h"
#include "firmware/records/device_key.h"
#include "tests/records/evidence_folder.h"
#include "tests/tpm/software_tpm.h"

namespace tidewaiter::records {
namespace {

namespace fs = std::filesystem;
using tests::contentOf;
using tests::EvidenceFolder;
using tests::overwrite;
using tests::sealOne;
using tpm::tests::SoftwareTpm;

KeyPlace inTpm(const SoftwareTpm& chip) {
    return {KeyKeeping::Tpm, chip.address()};
}

/// A folder whose key is sealed, with one record.
Expected<void> begin(const EvidenceFolder& folder, const KeyPlace& place) {
    const auto store = RecordStore::open(folder.files().folder(), place);
    return store ? sealOne(*store, 1) : tl::unexpected(store.error());
}

std::string refusalOf(const EvidenceFolder& folder, const KeyPlace& place) {
    const auto store = RecordStore::open(folder.files().folder(), place);
    return store ? "it was opened" : store.error().message;
}

void expectSays(const std::string& sentence, const std::string& part) {
    EXPECT_NE(sentence.find(part), std::string::npos) << sentence;
}

// Signing key in a TPM 2.0: what was sealed before and after a restart verifies, without any TPM.
TEST(TpmKey, SignsRecordsAndAuditLogAlsoAfterARestart) {
    TIDEWAITER_NEEDS_SWTPM();
    const EvidenceFolder folder;
    {
        SoftwareTpm chip;
        ASSERT_TRUE(begin(folder, inTpm(chip)));
        chip.stop();
        chip.start();
        const auto store = RecordStore::open(folder.files().folder(), inTpm(chip));
        ASSERT_TRUE(store) << store.error().message;
        ASSERT_TRUE(sealOne(*store, 2));
        const auto audit = AuditLog::open(folder.files(), inTpm(chip));
        ASSERT_TRUE(audit) << audit.error().message;
        ASSERT_TRUE(audit->append({"2026-11-23T08:00:00Z", "A. Officer", "officer", "::1", "test", "", ""}));
    }
    const auto found = folder.verified();
    EXPECT_EQ(found.records, 2U);
    EXPECT_EQ(found.auditEntries, 1U);
    EXPECT_TRUE(found.problems.empty()) << found.problems.front();
}

// For a new folder the configuration decides, for others what lies there.
TEST(TpmKey, StaysWhereItWasMade) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    const EvidenceFolder sealed;
    ASSERT_TRUE(begin(sealed, inTpm(chip)));
    EXPECT_EQ(keyKeeping(sealed.files()), KeyKeeping::Tpm);
    EXPECT_TRUE(RecordStore::open(sealed.files().folder(), {KeyKeeping::File, chip.address()}));
    EXPECT_FALSE(fs::exists(sealed.files().privateKey()));
    const EvidenceFolder inFile;
    ASSERT_TRUE(begin(inFile, {}));
    EXPECT_EQ(keyKeeping(inFile.files()), KeyKeeping::File);
    EXPECT_TRUE(RecordStore::open(inFile.files().folder(), inTpm(chip)));
    EXPECT_FALSE(fs::exists(inFile.files().sealedKey()));
}

// Nothing on the disk holds the key: neither as text nor as the bytes it stands for.
TEST(TpmKey, IsNowhereOnTheDisk) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    const EvidenceFolder folder;
    ASSERT_TRUE(begin(folder, inTpm(chip)));
    const auto signer = deviceKey(folder.files(), inTpm(chip));
    ASSERT_TRUE(signer) << signer.error().message;
    const auto text = signer->text();
    const auto key = text.text().substr(text.text().size() - 44);  // in base64, which has '+' too
    const auto seed = files::fromBase64(key).value().substr(1);
    ASSERT_EQ(seed.size(), 32U);
    std::size_t looked = 0;
    for (const auto& file : fs::recursive_directory_iterator(folder.path())) {
        if (!file.is_regular_file()) continue;
        const auto bytes = contentOf(file.path());
        for (const auto& secret : {std::string(key.substr(0, 20)), seed.substr(0, 8), seed.substr(16, 8)})
            EXPECT_EQ(bytes.find(secret), std::string::npos) << file.path();
        ++looked;
    }
    EXPECT_GE(looked, 5U);
    struct stat state {};
    ASSERT_EQ(::stat(folder.files().sealedKey().c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);
}

// A copy of the folder is of no use for sealing on another machine, but still verifies there.
TEST(TpmKey, IsOfNoUseToAnotherMachine) {
    TIDEWAITER_NEEDS_SWTPM();
    const EvidenceFolder folder;
    {
        const SoftwareTpm chip;
        ASSERT_TRUE(begin(folder, inTpm(chip)));
    }
    const SoftwareTpm other;
    const auto sentence = refusalOf(folder, inTpm(other));
    expectSays(sentence, "the device's key '");
    expectSays(sentence,
               "device.key.tpm' cannot be used: another TPM sealed it, or this one was cleared since");
    expectSays(sentence, "can still be verified");
    expectSays(sentence, "name another folder");
    EXPECT_EQ(folder.verified().records, 1U);
}

TEST(TpmKey, TellsATpmThatIsGone) {
    TIDEWAITER_NEEDS_SWTPM();
    SoftwareTpm chip;
    const EvidenceFolder folder;
    ASSERT_TRUE(begin(folder, inTpm(chip)));
    chip.stop();
    expectSays(refusalOf(folder, inTpm(chip)), "no TPM answers at");
    EXPECT_FALSE(AuditLog::open(folder.files(), inTpm(chip)));
    EXPECT_TRUE(folder.verified().problems.empty());
}

// Where a key should be sealed and cannot, none is made: not one in a file either.
TEST(TpmKey, IsNotMadeWithoutATpm) {
    const EvidenceFolder folder;
    const auto sentence = refusalOf(folder, {KeyKeeping::Tpm, "device:/dev/there-is-no-tpm"});
    expectSays(sentence, "no key is made for the evidence in '");
    expectSays(sentence, "there is no TPM at");
    expectSays(sentence, R"(key = "file" in [signing])");
    for (const auto& file :
         {folder.files().privateKey(), folder.files().sealedKey(), folder.files().verifierKey()})
        EXPECT_FALSE(fs::exists(file)) << file;
}

// A file that is damaged in any way is refused with a sentence and stays as it is.
TEST(TpmKey, RefusesADamagedFile) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    const EvidenceFolder folder;
    ASSERT_TRUE(begin(folder, inTpm(chip)));
    const auto file = folder.files().sealedKey();
    const auto whole = contentOf(file);
    auto flipped = whole;
    flipped[whole.size() / 2] = flipped[whole.size() / 2] == 'A' ? 'B' : 'A';
    for (const auto& bytes :
         {std::string(), whole.substr(0, whole.size() / 2), whole.substr(0, whole.size() - 1), whole + whole,
          flipped, std::string(3000, '\0')}) {
        overwrite(file, bytes);
        expectSays(refusalOf(folder, inTpm(chip)), "damaged");
        EXPECT_EQ(contentOf(file), bytes);
    }
    overwrite(file, std::string(5000, 'x'));
    expectSays(refusalOf(folder, inTpm(chip)), "is larger than any such file can be");
    overwrite(file, whole);
    EXPECT_TRUE(RecordStore::open(folder.files().folder(), inTpm(chip)));
    fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
    expectSays(refusalOf(folder, inTpm(chip)), "can be read or changed by others");
    fs::remove(file);
    expectSays(refusalOf(folder, inTpm(chip)), "is missing; restore it from its backup");
    EXPECT_FALSE(fs::exists(file));
}

// Two keys: the program does not choose.
TEST(TpmKey, RefusesTwoKeys) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    const EvidenceFolder folder;
    ASSERT_TRUE(begin(folder, inTpm(chip)));
    const EvidenceFolder other;
    ASSERT_TRUE(begin(other, {}));
    fs::copy_file(other.files().privateKey(), folder.files().privateKey());
    expectSays(refusalOf(folder, inTpm(chip)), "there are two keys in '");
}

// A key that the same TPM sealed for another folder signs another log.
TEST(TpmKey, OfAnotherFolderIsRefused) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    const EvidenceFolder one;
    const EvidenceFolder other;
    ASSERT_TRUE(begin(one, inTpm(chip)));
    ASSERT_TRUE(begin(other, inTpm(chip)));
    fs::copy_file(other.files().sealedKey(), one.files().sealedKey(), fs::copy_options::overwrite_existing);
    EXPECT_NE(refusalOf(one, inTpm(chip)), "it was opened");
}

// A power cut after the key and before what others verify with: it is made good at the next start.
TEST(TpmKey, MakesGoodWhatAPowerCutLeftOut) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    const EvidenceFolder folder;
    ASSERT_TRUE(begin(folder, inTpm(chip)));
    const auto key = contentOf(folder.files().verifierKey());
    fs::remove(folder.files().verifierKey());
    EXPECT_TRUE(RecordStore::open(folder.files().folder(), inTpm(chip)));
    EXPECT_EQ(contentOf(folder.files().verifierKey()), key);
}

}  // namespace
}  // namespace tidewaiter::records
