// The record store: what is sealed stays as it is, what cannot be sealed is told, what was interrupted is
// finished.
#include "firmware/records/record_store.h"

#include <sys/stat.h>

#include "tests/records/evidence_folder.h"

namespace tidewaiter::records {
namespace {

namespace fs = std::filesystem;
using tests::contentOf;
using tests::EvidenceFolder;
using tests::overwrite;
using tests::picture;
using tests::recordId;
using tests::sealOne;

void expectSays(const Expected<void>& outcome, const std::string& part) {
    ASSERT_FALSE(outcome);
    EXPECT_NE(outcome.error().message.find(part), std::string::npos) << outcome.error().message;
}

TEST(RecordStore, SealsRecordsWithTheirPictures) {
    const EvidenceFolder folder;
    {
        const auto store = folder.store();
        for (int i = 0; i < 5; ++i) {
            const auto sealed = sealOne(store, i);
            ASSERT_TRUE(sealed) << sealed.error().message;
        }
        EXPECT_EQ(store.device().find("tidewaiter-"), 0U);
    }
    const auto found = folder.verified();
    EXPECT_EQ(found.records, 5U);
    EXPECT_EQ(found.images, 5U);
    EXPECT_TRUE(found.problems.empty()) << found.problems.front();
    const auto record = parseRecord(contentOf(folder.files().record(recordId(3))), "record");
    ASSERT_TRUE(record) << record.error().message;
    ASSERT_EQ(record->images.size(), 1U);
    EXPECT_EQ(contentOf(folder.files().image(record->images[0].sha256)), picture(3));
}

TEST(RecordStore, GoesOnWhereItWasLeft) {
    const EvidenceFolder folder;
    std::string device;
    for (int i = 0; i < 4; ++i) {
        const auto store = folder.store();
        EXPECT_TRUE(device.empty() || device == store.device());
        device = store.device();
        ASSERT_TRUE(sealOne(store, i));
    }
    const auto found = folder.verified();
    EXPECT_EQ(found.records, 4U);
    EXPECT_EQ(found.device, device);
    EXPECT_TRUE(found.problems.empty()) << found.problems.front();
}

TEST(RecordStore, APictureIsKeptOnce) {
    const EvidenceFolder folder;
    const auto store = folder.store();
    const auto one = store.keep("the same picture");
    const auto other = store.keep("the same picture");
    ASSERT_TRUE(one && other);
    EXPECT_EQ(*one, *other);
    EXPECT_EQ(one->bytes, 16U);
}

TEST(RecordStore, NothingIsSealedTwice) {
    const EvidenceFolder folder;
    const auto store = folder.store();
    ASSERT_TRUE(sealOne(store, 1));
    const auto before = contentOf(folder.files().record(recordId(1)));
    expectSays(sealOne(store, 1), "is sealed already and stays as it is");
    EXPECT_EQ(contentOf(folder.files().record(recordId(1))), before);
    EXPECT_EQ(folder.verified().records, 1U);
}

TEST(RecordStore, RefusesWhatCannotBeSealed) {
    const EvidenceFolder folder;
    const auto store = folder.store();
    Record record{RecordKind::Inspection, "not an id", "", store.device(), {}, {}, nlohmann::json::object()};
    expectSays(store.seal(record), "has no ULID for its id");
    record.id = "../../../../../../../etc/a";
    expectSays(store.seal(record), "has no ULID for its id");
    record.id = recordId(1);
    record.images = {{std::string(64, 'a'), 5}};
    expectSays(store.seal(record), "is not among the evidence in '");
    EXPECT_EQ(folder.verified().records, 0U);
}

// A kill can come between any two steps: what is left of them is sealed by the next run, once.
TEST(RecordStore, FinishesWhatWasInterrupted) {
    const EvidenceFolder folder;
    const auto files = folder.files();
    ASSERT_TRUE(sealOne(folder.store(), 1));
    ASSERT_TRUE(sealOne(folder.store(), 2));
    const auto waiting = files.pending() / (recordId(2) + ".json");
    fs::rename(files.record(recordId(2)), waiting);  // in the log, not yet in its place
    static_cast<void>(folder.store());
    EXPECT_FALSE(fs::exists(waiting));
    EXPECT_EQ(folder.verified().records, 2U);

    Record third = *parseRecord(contentOf(files.record(recordId(2))), "record");
    third.id = recordId(3);
    overwrite(files.pending() / (recordId(3) + ".json"), bytesOf(third));  // not yet in the log
    EXPECT_EQ(folder.verified().unsealed, 1U);
    static_cast<void>(folder.store());
    const auto found = folder.verified();
    EXPECT_EQ(found.records, 3U);
    EXPECT_EQ(found.unsealed, 0U);
    EXPECT_TRUE(found.problems.empty()) << found.problems.front();
}

// On a full disk one may be in the log and others not: each is sealed once, whichever comes first.
TEST(RecordStore, FinishesSeveralOnce) {
    const EvidenceFolder folder;
    const auto files = folder.files();
    const auto waiting = [&](int number) { return files.pending() / (recordId(number) + ".json"); };
    ASSERT_TRUE(sealOne(folder.store(), 5));
    fs::rename(files.record(recordId(5)), waiting(5));  // in the log
    Record other = *parseRecord(contentOf(waiting(5)), "record");
    for (const int number : {4, 6}) {
        other.id = recordId(number);
        overwrite(waiting(number), bytesOf(other));
    }
    static_cast<void>(folder.store());
    EXPECT_EQ(folder.verified().records, 3U);
    EXPECT_TRUE(folder.verified().problems.empty()) << folder.verified().problems.front();
}

TEST(RecordStore, FinishesWhatFailedBeforeItSealsMore) {
    const EvidenceFolder folder;
    const auto files = folder.files();
    const auto store = folder.store();
    ASSERT_TRUE(sealOne(store, 1));
    fs::rename(files.record(recordId(1)), files.pending() / (recordId(1) + ".json"));  // the last step failed
    ASSERT_TRUE(sealOne(store, 2));
    const auto found = folder.verified();
    EXPECT_EQ(found.records, 2U);
    EXPECT_EQ(found.unsealed, 0U);
    EXPECT_TRUE(found.problems.empty()) << found.problems.front();
}

TEST(RecordStore, RefusesASecondProgram) {
    const EvidenceFolder folder;
    const auto store = folder.store();
    const auto second = RecordStore::open(folder.files().folder());
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().message.find("another tidewaiter has the evidence in '"), std::string::npos)
        << second.error().message;
}

TEST(DeviceKey, IsForItsOwnerAlone) {
    const EvidenceFolder folder;
    static_cast<void>(folder.store());
    struct stat state {};
    ASSERT_EQ(::stat(folder.files().privateKey().c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);
    fs::permissions(folder.files().privateKey(), fs::perms::group_read, fs::perm_options::add);
    const auto opened = RecordStore::open(folder.files().folder());
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("can be read or changed by others; make it private (chmod 600)"),
              std::string::npos)
        << opened.error().message;
}

TEST(DeviceKey, IsNeverReplaced) {
    const EvidenceFolder folder;
    ASSERT_TRUE(sealOne(folder.store(), 1));
    fs::remove(folder.files().privateKey());
    const auto missing = RecordStore::open(folder.files().folder());
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message.find("is missing; restore it from its backup"), std::string::npos)
        << missing.error().message;
    EXPECT_FALSE(fs::exists(folder.files().privateKey()));
    for (const auto* junk : {"", "PRIVATE+KEY+a+00000000+AAAA", "no key at all"}) {
        overwrite(folder.files().privateKey(), junk);
        fs::permissions(folder.files().privateKey(), fs::perms::owner_read | fs::perms::owner_write);
        const auto damaged = RecordStore::open(folder.files().folder());
        ASSERT_FALSE(damaged);
        EXPECT_NE(damaged.error().message.find("is damaged ("), std::string::npos) << damaged.error().message;
    }
}

// Another device's key signs another log.
TEST(DeviceKey, OfAnotherDeviceIsRefused) {
    const EvidenceFolder one;
    const EvidenceFolder other;
    ASSERT_TRUE(sealOne(one.store(), 1));
    static_cast<void>(other.store());
    fs::copy_file(other.files().privateKey(), one.files().privateKey(), fs::copy_options::overwrite_existing);
    EXPECT_FALSE(RecordStore::open(one.files().folder()));
}

}  // namespace
}  // namespace tidewaiter::records
