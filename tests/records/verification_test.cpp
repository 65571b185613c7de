// Verification: every byte that was changed is found, and the record is named.
#include "firmware/records/verification.h"

#include <random>

#include "tests/records/evidence_folder.h"

namespace tidewaiter::records {
namespace {

namespace fs = std::filesystem;
using tests::contentOf;
using tests::EvidenceFolder;
using tests::overwrite;
using tests::recordId;
using tests::sealOne;

constexpr int kRecords = 200;

/// A log of 200 records, made once for all tests.
const EvidenceFolder& evidence() {
    static const EvidenceFolder folder;
    static const bool sealed = [] {
        const auto store = folder.store();
        for (int i = 0; i < kRecords; ++i) {
            if (!sealOne(store, i)) throw std::runtime_error("cannot seal");
        }
        return true;
    }();
    static_cast<void>(sealed);
    return folder;
}

/// What verifying says, be it that there is no log that the key has signed.
std::vector<std::string> problems() {
    const auto key = verifierKey(evidence().files());
    if (!key) return {key.error().message};
    const auto found = verifyEvidence(evidence().files(), *key);
    return found ? found->problems : std::vector{found.error().message};
}

/// Changes a file for as long as it lives.
class Changed {
  public:
    Changed(fs::path file, const std::string& bytes) : file_(std::move(file)), before_(contentOf(file_)) {
        overwrite(file_, bytes);
    }
    Changed(const Changed&) = delete;
    Changed& operator=(const Changed&) = delete;
    ~Changed() { overwrite(file_, before_); }

  private:
    fs::path file_;
    std::string before_;
};

std::vector<fs::path> sealedFiles() {
    std::vector<fs::path> files;
    for (const auto& file : fs::recursive_directory_iterator(evidence().files().folder())) {
        const auto name = file.path().filename();
        const bool sealed = name != "device.key" && name.extension() != ".lock" && name != "lock";
        if (file.is_regular_file() && sealed) files.push_back(file.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

TEST(Verification, FindsNothingWhereNothingWasChanged) {
    EXPECT_EQ(problems(), std::vector<std::string>());
    const auto found = evidence().verified();
    EXPECT_EQ(found.records, static_cast<std::uint64_t>(kRecords));
    EXPECT_EQ(found.images, static_cast<std::uint64_t>(kRecords));
    EXPECT_EQ(found.root.size(), 44U);
}

// "Every single-byte change in records, images, tiles and checkpoints of a 200-record log is detected."
TEST(Verification, FindsEveryChangedByte) {
    const auto files = sealedFiles();
    ASSERT_GT(files.size(), 400U);
    std::mt19937 random(7);
    const char* asked = std::getenv("TIDEWAITER_CHANGES");
    const int changes = asked != nullptr ? std::atoi(asked) : 200;
    for (int i = 0; i < changes; ++i) {
        // Every other change hits the log itself, which is a small part of the files.
        auto file = files[random() % files.size()];
        while (i % 2 == 0 && file.string().find("/log/") == std::string::npos)
            file = files[random() % files.size()];
        auto bytes = contentOf(file);
        ASSERT_FALSE(bytes.empty()) << file;
        const auto at = random() % bytes.size();
        bytes[at] = static_cast<char>(bytes[at] ^ (1 + random() % 255));
        const Changed changed(file, bytes);
        EXPECT_FALSE(problems().empty()) << file << ", byte " << at;
    }
    EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST(Verification, NamesTheRecordThatWasChanged) {
    const auto file = evidence().files().record(recordId(17));
    auto bytes = contentOf(file);
    bytes.replace(bytes.find("clear"), 5, "CLEAR");
    const Changed changed(file, bytes);
    ASSERT_EQ(problems().size(), 1U);
    EXPECT_EQ(problems()[0],
              "the record 'records/01KA/" + recordId(17) + ".json' was changed after it was sealed");
}

TEST(Verification, NamesThePictureAndItsRecord) {
    const auto record = parseRecord(contentOf(evidence().files().record(recordId(23))), "record");
    ASSERT_TRUE(record);
    const auto file = evidence().files().image(record->images[0].sha256);
    for (const auto& bytes : {std::string(), contentOf(file) + "x", std::string("another picture")}) {
        const Changed changed(file, bytes);
        ASSERT_EQ(problems().size(), 1U);
        EXPECT_NE(problems()[0].find(record->images[0].sha256), std::string::npos) << problems()[0];
        EXPECT_NE(problems()[0].find("of the record " + recordId(23) + " was changed"), std::string::npos)
            << problems()[0];
    }
}

TEST(Verification, TellsWhatIsMissingAndWhatWasAdded) {
    const auto files = evidence().files();
    const auto record = files.record(recordId(5));
    const auto away = evidence().path() / "away";
    fs::rename(record, away);
    auto told = problems();
    ASSERT_GE(told.size(), 1U);
    EXPECT_NE(told[0].find(recordId(5) + ".json' is missing"), std::string::npos) << told[0];
    fs::rename(away, record);

    const auto added = files.record(recordId(999));
    overwrite(added, contentOf(record));
    told = problems();
    fs::remove(added);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_NE(told[0].find(recordId(999) + ".json' belongs to no sealed record"), std::string::npos)
        << told[0];
}

// A record moved to another's place has the right form, but not the right hash.
TEST(Verification, FindsRecordsThatWereExchanged) {
    const auto files = evidence().files();
    const auto one = contentOf(files.record(recordId(1)));
    const auto other = contentOf(files.record(recordId(2)));
    const Changed first(files.record(recordId(1)), other);
    const Changed second(files.record(recordId(2)), one);
    EXPECT_EQ(problems().size(), 2U);
}

TEST(Verification, TrustsOnlyTheKeyItIsGiven) {
    const EvidenceFolder other;
    static_cast<void>(other.store());
    const auto key = verifierKey(other.files());
    ASSERT_TRUE(key);
    EXPECT_FALSE(verifyEvidence(evidence().files(), *key));
    EXPECT_FALSE(verifierKey(EvidenceFiles(other.path() / "nowhere")));
}

}  // namespace
}  // namespace tidewaiter::records
