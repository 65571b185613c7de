// Bundles: what is handed out proves itself, and nothing else is handed out.
#include "firmware/records/bundle.h"

#include <algorithm>

#include "firmware/inspection/inspection.h"
#include "firmware/records/decision.h"
#include "tests/records/evidence_folder.h"

namespace tidewaiter::records {
namespace {

namespace fs = std::filesystem;
using tests::contentOf;
using tests::EvidenceFolder;
using tests::overwrite;
using tests::recordId;

/// A real inspection without frames.
Record inspectionRecord(int number, const std::string& time, const RecordStore& store) {
    inspection::Inspection inspection;
    inspection.id = recordId(number);
    inspection.time = time;
    inspection.declaration.goods = "green <tea>";
    const auto image = store.keep(tests::picture(number));
    return {RecordKind::Inspection, inspection.id, time,      store.device(),
            {"system", false, {}},  {*image},      inspection};
}

class Bundle : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto store = folder_.store();
        for (int i = 0; i < 10; ++i) {
            const auto time = "2026-11-1" + std::to_string(i) + "T08:00:00.000Z";
            ASSERT_TRUE(store.seal(inspectionRecord(i, time, store)));
        }
        Record custody{
            RecordKind::Custody, recordId(50), "2026-11-20T08:00:00.000Z", store.device(), {}, {}, {}};
        custody.content = contentOf(HandOver{"A", "B", "S-1", "", {recordId(3)}});
        ASSERT_TRUE(store.seal(custody));
    }

    [[nodiscard]] EvidenceFiles target() const { return EvidenceFiles(folder_.path() / "bundle"); }
    [[nodiscard]] tlog::VerifierKey key() const { return verifierKey(folder_.files()).value(); }
    [[nodiscard]] Expected<BundleSummary> exported(const Selection& selection) const {
        return exportBundle(folder_.files(), key(), selection, target().folder());
    }

    EvidenceFolder folder_;
};

TEST_F(Bundle, HoldsACaseWithItsHandOvers) {
    const auto bundle = exported({{recordId(3)}, "", ""});
    ASSERT_TRUE(bundle) << bundle.error().message;
    EXPECT_EQ(bundle->records, 2U);
    EXPECT_EQ(bundle->images, 1U);
    EXPECT_TRUE(isBundle(target()));
    EXPECT_FALSE(isBundle(folder_.files()));
    const auto found = verifyBundle(target(), key());
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(found->problems.empty()) << found->problems.front();
    EXPECT_EQ(found->records, 2U);
    EXPECT_EQ(found->root, folder_.verified().root);
    EXPECT_EQ(contentOf(target().record(recordId(3))), contentOf(folder_.files().record(recordId(3))));
    EXPECT_FALSE(fs::exists(target().privateKey()));
}

TEST_F(Bundle, HoldsACaseWithItsDecisions) {
    const Decision decision{recordId(3),
                            Choice::Overruled,
                            inspection::Verdict::Hold,
                            "other",
                            "see <b>the</b> back",
                            {"p1", "Li", "officer"},
                            {},
                            {}};
    for (const int about : {3, 4}) {
        auto other = decision;
        other.inspection = recordId(about);
        const auto store = folder_.store();
        ASSERT_TRUE(store.seal({RecordKind::Decision,
                                recordId(60 + about),
                                "2026-11-20T08:00:00.000Z",
                                store.device(),
                                {},
                                {},
                                contentOf(other)}));
    }
    const auto bundle = exported({{recordId(3)}, "", ""});
    ASSERT_TRUE(bundle) << bundle.error().message;
    EXPECT_EQ(bundle->records, 3U);
    EXPECT_TRUE(fs::exists(target().record(recordId(63))));
    EXPECT_TRUE(verifyBundle(target(), key())->problems.empty());
    for (const auto& page :
         {contentOf(target().report(recordId(3))), contentOf(target().folder() / "index.html")}) {
        EXPECT_NE(page.find("overruled to hold by Li (officer), reason other: see &lt;b&gt;the"),
                  std::string::npos);
        EXPECT_EQ(page.find("<b>the"), std::string::npos);
    }
}

TEST_F(Bundle, HoldsAPeriod) {
    const auto bundle = exported({{}, "2026-11-12", "2026-11-14"});
    ASSERT_TRUE(bundle) << bundle.error().message;
    EXPECT_EQ(bundle->records, 3U);
    EXPECT_TRUE(fs::exists(target().record(recordId(4))));
    EXPECT_FALSE(fs::exists(target().record(recordId(5))));
}

TEST_F(Bundle, IsReadByPeople) {
    ASSERT_TRUE(exported({{recordId(3)}, "", ""}));
    const auto index = contentOf(target().folder() / "index.html");
    EXPECT_NE(index.find("href=\"reports/" + recordId(3) + ".html\""), std::string::npos);
    EXPECT_NE(index.find("green &lt;tea&gt;"), std::string::npos);
    EXPECT_EQ(index.find("<tea>"), std::string::npos);
    EXPECT_NE(index.find("(clock not synchronized)"), std::string::npos);
    EXPECT_NE(index.find("handed over from "), std::string::npos);
    EXPECT_NE(index.find("2026-11-13 08:00:00"), std::string::npos) << index;
    EXPECT_NE(contentOf(target().report(recordId(3))).find(recordId(3)), std::string::npos);
    EXPECT_NE(contentOf(target().folder() / "README.txt").find(textOf(key())), std::string::npos);
}

TEST_F(Bundle, EveryChangedByteIsFound) {
    ASSERT_TRUE(exported({{recordId(3), recordId(4)}, "", ""}));
    std::size_t changes = 0;
    for (const auto& file : fs::recursive_directory_iterator(target().folder())) {
        const auto name = file.path().lexically_relative(target().folder()).string();
        const bool proven =
            name.starts_with("records") || name.starts_with("images") || name.starts_with("proofs");
        if (!file.is_regular_file() || !proven) continue;
        const auto before = contentOf(file.path());
        for (std::size_t at = 0; at < before.size(); at += 1 + before.size() / 16) {
            auto bytes = before;
            bytes[at] = static_cast<char>(bytes[at] ^ 1);
            overwrite(file.path(), bytes);
            const auto found = verifyBundle(target(), key());
            EXPECT_TRUE(!found || !found->problems.empty()) << name << ", byte " << at;
            ++changes;
        }
        overwrite(file.path(), before);
    }
    EXPECT_GT(changes, 80U);
    EXPECT_TRUE(verifyBundle(target(), key())->problems.empty());
}

TEST_F(Bundle, TellsWhatWasTakenAwayOrAdded) {
    ASSERT_TRUE(exported({{recordId(3), recordId(4)}, "", ""}));
    fs::remove(target().proof(recordId(4)));
    auto found = verifyBundle(target(), key());
    ASSERT_TRUE(found);
    ASSERT_EQ(found->problems.size(), 1U);
    EXPECT_NE(found->problems[0].find(recordId(4) + ".json' belongs to no sealed record"), std::string::npos);
    fs::remove(target().record(recordId(3)));
    found = verifyBundle(target(), key());
    ASSERT_TRUE(found);
    EXPECT_EQ(found->problems.size(), 2U);
    overwrite(target().proofs() / "other.tlog-proof", "anything");
    EXPECT_EQ(verifyBundle(target(), key())->problems.size(), 3U);
}

TEST_F(Bundle, OfAnotherDeviceIsRefused) {
    ASSERT_TRUE(exported({{recordId(3)}, "", ""}));
    const EvidenceFolder other;
    static_cast<void>(other.store());
    const auto found = verifyBundle(target(), *verifierKey(other.files()));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->problems.size(), 2U);
}

TEST_F(Bundle, NothingIsExportedThatIsNotAsItWasSealed) {
    const auto record = folder_.files().record(recordId(3));
    auto bytes = contentOf(record);
    bytes.replace(bytes.find("green"), 5, "black");
    overwrite(record, bytes);
    const auto bundle = exported({{recordId(3)}, "", ""});
    ASSERT_FALSE(bundle);
    EXPECT_NE(bundle.error().message.find("was changed after it was sealed; nothing is exported"),
              std::string::npos)
        << bundle.error().message;
    EXPECT_FALSE(fs::exists(target().folder()));
}

TEST_F(Bundle, RefusesWhatCannotBe) {
    const auto expectSays = [](const Expected<BundleSummary>& outcome, const std::string& part) {
        ASSERT_FALSE(outcome);
        EXPECT_NE(outcome.error().message.find(part), std::string::npos) << outcome.error().message;
    };
    expectSays(exported({{recordId(99)}, "", ""}), "there is no sealed record \"" + recordId(99));
    expectSays(exported({{}, "2027-01-01", ""}), "nothing was sealed in that period");
    fs::create_directories(target().folder());
    overwrite(target().folder() / "mine", "x");
    expectSays(exported({{recordId(3)}, "", ""}), "is not empty; name a new folder");
    fs::remove(target().folder() / "mine");
    fs::create_directories(target().proofs());
    EXPECT_FALSE(verifyBundle(target(), key()));
}

}  // namespace
}  // namespace tidewaiter::records
