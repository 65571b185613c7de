// The audit log: who did what, when, from where; nobody changes it unnoticed.
#include "firmware/records/audit_log.h"

#include <algorithm>
#include <thread>

#include "firmware/inspection/inspection.h"
#include "firmware/records/bundle.h"
#include "tests/records/evidence_folder.h"

namespace tidewaiter::records {
namespace {

namespace fs = std::filesystem;
using tests::contentOf;
using tests::EvidenceFolder;
using tests::overwrite;
using tests::recordId;

AuditEntry entryOf(int number) {
    return {"2026-11-1" + std::to_string(number % 10) + "T08:00:00.000Z",
            "Li",
            "officer",
            "192.0.2.7",
            "decision.made",
            recordId(number),
            "overruled"};
}

class Audit : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto store = folder_.store();
        inspection::Inspection item;
        for (int i = 0; i < 3; ++i) {
            item.id = recordId(i);
            ASSERT_TRUE(store.seal({RecordKind::Inspection,
                                    item.id,
                                    "2026-11-10T08:00:00.000Z",
                                    store.device(),
                                    {"system", true, 1},
                                    {},
                                    item}));
        }
    }

    [[nodiscard]] AuditLog log() const { return std::move(AuditLog::open(folder_.files()).value()); }
    void append(int count) const {
        const auto open = log();
        for (int i = 0; i < count; ++i) ASSERT_TRUE(open.append(entryOf(i)));
    }
    [[nodiscard]] tlog::VerifierKey key() const { return verifierKey(folder_.files()).value(); }
    [[nodiscard]] EvidenceFiles target() const { return EvidenceFiles(folder_.path() / "bundle"); }

    EvidenceFolder folder_;
};

TEST_F(Audit, GivesTheLatestFirstAndPagesOn) {
    append(300);
    const auto open = log();
    const auto latest = open.last(2, {});
    ASSERT_TRUE(latest) << latest.error().message;
    ASSERT_EQ(latest->size(), 2U);
    EXPECT_EQ(latest->at(0).index, 299U);
    EXPECT_EQ(latest->at(0).entry, entryOf(299));
    const auto more = open.last(400, latest->at(1).index);
    ASSERT_TRUE(more);
    EXPECT_EQ(more->size(), 298U);
    EXPECT_EQ(more->back().entry, entryOf(0));
    EXPECT_TRUE(open.last(10, 0)->empty());
    EXPECT_EQ(open.last(1, 100000)->at(0).index, 299U);
}

TEST_F(Audit, IsVerifiedWithTheEvidence) {
    EXPECT_EQ(folder_.verified().auditEntries, 0U);
    append(5);
    const auto found = folder_.verified();
    EXPECT_TRUE(found.problems.empty()) << found.problems.front();
    EXPECT_EQ(found.auditEntries, 5U);
    EXPECT_EQ(found.records, 3U);
}

TEST_F(Audit, EveryChangedByteIsFound) {
    append(5);
    std::size_t changes = 0;
    for (const auto& file : fs::recursive_directory_iterator(folder_.files().audit())) {
        if (!file.is_regular_file() || file.file_size() == 0) continue;
        const auto before = contentOf(file.path());
        for (std::size_t at = 0; at < before.size(); at += 1 + before.size() / 32) {
            auto bytes = before;
            bytes[at] = static_cast<char>(bytes[at] ^ 1);
            overwrite(file.path(), bytes);
            EXPECT_FALSE(folder_.verified().problems.empty()) << file.path() << ", byte " << at;
            ++changes;
        }
        overwrite(file.path(), before);
    }
    EXPECT_GT(changes, 60U);
    EXPECT_TRUE(folder_.verified().problems.empty());
    fs::remove(folder_.files().audit() / "checkpoint");
    EXPECT_FALSE(folder_.verified().problems.empty());
}

// The records' log in the place of the audit log is signed by the same key, but under another name.
TEST_F(Audit, ARecordsLogIsNoAuditLog) {
    append(1);
    fs::remove_all(folder_.files().audit());
    fs::copy(folder_.files().log(), folder_.files().audit(), fs::copy_options::recursive);
    ASSERT_EQ(folder_.verified().problems.size(), 1U);
    EXPECT_FALSE(AuditLog::open(folder_.files()));
}

TEST_F(Audit, WhatIsTooLongOrNoTextIsCutAndWritten) {
    auto entry = entryOf(1);
    entry.who = std::string(100000, 'x');
    entry.from = "\xff\xfe";
    for (int i = 0; i < 3000; ++i) entry.detail += "李";
    ASSERT_TRUE(log().append(entry));
    const auto read = log().last(1, {});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->at(0).entry.who.size(), 4000U);
    EXPECT_EQ(read->at(0).entry.detail.size(), 3999U);
    EXPECT_TRUE(folder_.verified().problems.empty());
}

TEST_F(Audit, TakesEntriesOfManyThreads) {
    const auto open = log();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&open, i] {
            for (int k = 0; k < 10; ++k) EXPECT_TRUE(open.append(entryOf(i)));
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(open.last(100, {})->size(), 40U);
}

TEST_F(Audit, IsRefusedWhatIsNone) {
    const auto good = bytesOf(entryOf(1));
    EXPECT_EQ(*parseAuditEntry(good, "entry"), entryOf(1));
    for (const auto* bad : {"", "{", "[]", "{}", "7", R"({"time":1,"who":"Li"})"}) {
        const auto parsed = parseAuditEntry(bad, "entry 3 of the audit log");
        ASSERT_FALSE(parsed) << bad;
        EXPECT_NE(parsed.error().message.find("entry 3 of the audit log"), std::string::npos);
    }
}

// A case goes out with what was done about it, and with nothing else that happened on the device.
TEST_F(Audit, ACaseTakesItsEntriesWithIt) {
    append(20);
    const auto bundle = exportBundle(folder_.files(), key(), {{recordId(2)}, "", ""}, target().folder());
    ASSERT_TRUE(bundle) << bundle.error().message;
    EXPECT_EQ(bundle->auditEntries, 1U);
    EXPECT_TRUE(fs::exists(target().audit() / "2.json"));
    const auto found = verifyBundle(target(), key());
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(found->problems.empty()) << found->problems.front();
    EXPECT_EQ(found->auditEntries, 1U);
}

TEST_F(Audit, ABundleTellsWhatWasDoneToItsEntries) {
    append(20);
    ASSERT_TRUE(exportBundle(folder_.files(), key(), {}, target().folder()));
    EXPECT_EQ(verifyBundle(target(), key())->auditEntries, 20U);
    const auto file = target().audit() / "2.json";
    const auto good = contentOf(file);
    auto bad = good;
    bad.replace(bad.find("Li"), 2, "Lo");
    for (const auto& bytes : {bad, std::string(), contentOf(target().audit() / "3.json")}) {
        overwrite(file, bytes);
        EXPECT_EQ(verifyBundle(target(), key())->problems.size(), 1U) << bytes;
    }
    overwrite(file, good);
    fs::rename(target().audit() / "3.tlog-proof", target().audit() / "4.tlog-proof");
    EXPECT_EQ(verifyBundle(target(), key())->problems.size(), 2U);
    fs::remove(target().audit() / "5.json");
    EXPECT_EQ(verifyBundle(target(), key())->problems.size(), 3U);
}

}  // namespace
}  // namespace tidewaiter::records
