// The index: inspections are found by what was read, declared and decided, and it can be made anew at any
// time.
#include "firmware/records/record_index.h"

#include <thread>

#include "firmware/inspection/inspection.h"
#include "firmware/records/retention.h"
#include "tests/records/evidence_folder.h"

namespace tidewaiter::records {
namespace {

namespace fs = std::filesystem;
using inspection::Verdict;
using tests::contentOf;
using tests::EvidenceFolder;
using tests::overwrite;
using tests::recordId;

ocr::Field fieldOf(ocr::FieldType type, const std::string& value) {
    ocr::Field field;
    field.id = value;
    field.type = type;
    field.value = value;
    return field;
}

inspection::Inspection inspectionOf(int number, Verdict verdict, const std::string& goods,
                                    const std::string& serial) {
    inspection::Inspection item;
    item.id = recordId(number);
    item.time = "2026-11-1" + std::to_string(number) + "T08:00:00.000Z";
    item.declaration.item = "ITEM-" + std::to_string(number);
    item.declaration.goods = goods;
    item.declaration.shipper = "Ningbo Export Co";
    item.verdict = verdict;
    item.readings.emplace_back().text = "NVIDIA \"H100\" 100%";
    item.fields = {fieldOf(ocr::FieldType::SerialNumber, serial),
                   fieldOf(ocr::FieldType::PartNumber, "900-2101_-0000")};
    for (int i = 0; i < 2; ++i) item.findings.emplace_back().rule = "controlled.part";
    return item;
}

std::string idsOf(const Expected<std::vector<IndexRow>>& rows) {
    if (!rows) return rows.error().message;
    std::string ids;
    for (const auto& row : *rows) ids += row.id.back();
    return ids;
}

class Index : public ::testing::Test {
  protected:
    Index() : store_(folder_.store()) {
        seal(inspectionOf(1, Verdict::Hold, "green tea", "1320021O0001"));
        seal(inspectionOf(2, Verdict::Clear, "绿茶 二级", "1320021000077"));
        seal(inspectionOf(3, Verdict::Inspect, "toys (wood)", "13200210000B8"));
    }
    void seal(const inspection::Inspection& item) {
        const auto sealed = store_.seal(
            {RecordKind::Inspection, item.id, item.time, store_.device(), {"system", true, 1}, {}, item});
        ASSERT_TRUE(sealed) << sealed.error().message;
    }
    void decide(int record, int about, Choice choice, Verdict verdict) {
        const Decision decision{recordId(about),         choice, verdict, "misread", "",
                                {"p1", "Li", "officer"}, {},     {}};
        const auto sealed = store_.seal({RecordKind::Decision,
                                         recordId(record),
                                         "2026-11-22T08:00:00.000Z",
                                         store_.device(),
                                         {"system", true, 1},
                                         {},
                                         contentOf(decision)});
        ASSERT_TRUE(sealed) << sealed.error().message;
    }
    [[nodiscard]] RecordIndex index() const {
        auto opened = RecordIndex::open(folder_.files());
        if (!opened) throw std::runtime_error(opened.error().message);
        if (auto updated = opened->update(); !updated) throw std::runtime_error(updated.error().message);
        return std::move(*opened);
    }
    [[nodiscard]] std::string found(const Search& search) const { return idsOf(index().search(search)); }

    EvidenceFolder folder_;
    RecordStore store_;
};

TEST_F(Index, GivesWhatAListShows) {
    decide(8, 2, Choice::Overruled, Verdict::Inspect);
    const auto rows = index().search({});
    ASSERT_TRUE(rows) << rows.error().message;
    ASSERT_EQ(rows->size(), 3U);
    const auto& row = rows->at(1);
    EXPECT_EQ(row.id, recordId(2));
    EXPECT_EQ(row.time, "2026-11-12T08:00:00.000Z");
    EXPECT_EQ(row.item, "ITEM-2");
    EXPECT_EQ(row.goods, "绿茶 二级");
    EXPECT_EQ(row.verdict, Verdict::Clear);
    EXPECT_EQ(row.rules, std::vector<std::string>{"controlled.part"});
    ASSERT_TRUE(row.decision);
    EXPECT_EQ(row.decision->record, recordId(8));
    EXPECT_EQ(row.decision->choice, Choice::Overruled);
    EXPECT_EQ(row.decision->verdict, Verdict::Inspect);
    EXPECT_EQ(row.decision->by, "Li");
    EXPECT_FALSE(rows->at(0).decision);
}

TEST_F(Index, FindsByTextInAnyScript) {
    EXPECT_EQ(found({.text = "GREEN"}), "1");
    EXPECT_EQ(found({.text = "ningbo export"}), "321");
    EXPECT_EQ(found({.text = "ningbo  tea "}), "1");
    EXPECT_EQ(found({.text = "ITEM-3"}), "3");
    EXPECT_EQ(found({.text = "绿茶"}), "2");
    EXPECT_EQ(found({.text = "绿茶 nvidia"}), "2");
    EXPECT_EQ(found({.text = "茶"}), "2");
    EXPECT_EQ(found({.text = "oy"}), "3");
    EXPECT_EQ(found({.text = "coffee"}), "");
    EXPECT_EQ(found({.text = "绿茶 green"}), "");
}

// Whatever is typed is text, never a query.
TEST_F(Index, TakesWhatIsTypedAsItIs) {
    EXPECT_EQ(found({.text = "\"H100\""}), "321");
    EXPECT_EQ(found({.text = "(wood)"}), "3");
    EXPECT_EQ(found({.text = "0%"}), "321");
    for (const auto* typed : {"%", "_", "_%", "' OR 1=1 --", "\"", "NEAR(", "tea OR toys", "a*", "-", "\\",
                              "(((", "text:tea", "\xff\xfe\xfd"}) {
        EXPECT_TRUE(index().search({.text = typed})) << typed;
        for (const auto& search :
             {Search{.serial = typed}, Search{.part = typed}, Search{.declaration = typed},
              Search{.from = typed}, Search{.before = typed}})
            EXPECT_TRUE(index().search(search)) << typed;
    }
    EXPECT_EQ(found({.text = "tea OR toys"}), "");
    EXPECT_EQ(found({.part = "%"}), "");
    EXPECT_EQ(found({.part = "2101_"}), "321");
    EXPECT_EQ(found({.declaration = "_"}), "");
}

TEST_F(Index, FindsSerialsThatLookAlike) {
    EXPECT_EQ(found({.serial = "132002100001"}), "1");
    EXPECT_EQ(found({.serial = "132OO21OOOO88"}), "3");
    EXPECT_EQ(found({.serial = "1320021"}), "");
}

TEST_F(Index, FindsByDeclarationVerdictAndDay) {
    EXPECT_EQ(found({.declaration = "item-2"}), "2");
    EXPECT_EQ(found({.declaration = "Toys"}), "3");
    EXPECT_EQ(found({.verdict = Verdict::Hold}), "1");
    EXPECT_EQ(found({.from = "2026-11-12"}), "32");
    EXPECT_EQ(found({.to = "2026-11-12"}), "21");
    EXPECT_EQ(
        found({.text = "nvidia", .verdict = Verdict::Inspect, .from = "2026-11-13", .to = "2026-11-13"}),
        "3");
    EXPECT_EQ(found({.before = recordId(3), .limit = 1}), "2");
    EXPECT_EQ(found({.limit = 0}), "");
}

TEST_F(Index, TakesInWhatIsSealedLater) {
    const auto open = index();
    EXPECT_FALSE(*open.decisionOn(recordId(3)));
    seal(inspectionOf(4, Verdict::Clear, "cement", "S4"));
    decide(8, 3, Choice::Confirmed, Verdict::Inspect);
    decide(9, 3, Choice::Overruled, Verdict::Clear);
    ASSERT_TRUE(open.update());
    EXPECT_EQ(idsOf(open.search({})), "4321");
    const auto decided = open.decisionOn(recordId(3));
    ASSERT_TRUE(decided && *decided);
    EXPECT_EQ((*decided)->record, recordId(9));
    EXPECT_EQ((*decided)->verdict, Verdict::Clear);
}

// "Made anew from the records whenever it is missing, damaged or older than the log."
TEST_F(Index, IsMadeAnewWhereItIsMissingOrDamaged) {
    EXPECT_EQ(found({}), "321");
    fs::remove(folder_.files().index());
    EXPECT_EQ(found({}), "321");
    const auto good = contentOf(folder_.files().index());
    for (const auto& bad : {std::string("no database at all"), good.substr(0, 5000),
                            good.substr(0, good.size() / 2), std::string(good.size(), '\0')}) {
        for (const auto* ending : {"-wal", "-shm"}) fs::remove(folder_.files().index().string() + ending);
        overwrite(folder_.files().index(), bad);
        EXPECT_EQ(found({}), "321") << bad.size();
        EXPECT_EQ(found({.text = "green"}), "1") << bad.size();
    }
}

TEST_F(Index, OfAnotherLogIsMadeAnew) {
    EXPECT_EQ(found({}), "321");
    const EvidenceFolder other;
    const auto store = other.store();
    for (int i = 5; i < 9; ++i) {
        const auto item = inspectionOf(i, Verdict::Clear, "cement", "S");
        ASSERT_TRUE(store.seal(
            {RecordKind::Inspection, item.id, item.time, store.device(), {"system", true, 1}, {}, item}));
    }
    fs::copy_file(folder_.files().index(), other.files().index());
    const auto index = RecordIndex::open(other.files());
    ASSERT_TRUE(index) << index.error().message;
    ASSERT_TRUE(index->update());
    EXPECT_EQ(idsOf(index->search({})), "8765");
    EXPECT_EQ(idsOf(index->search({.text = "green"})), "");
}

// The appliance is ready at once and stops at once, however many records there are to be taken in.
TEST_F(Index, IsOpenBeforeEverythingIsTakenIn) {
    const auto open = RecordIndex::open(folder_.files());
    ASSERT_TRUE(open);
    EXPECT_EQ(idsOf(open->search({})), "");
    std::stop_source stop;
    stop.request_stop();
    ASSERT_TRUE(open->update(stop.get_token()));
    EXPECT_EQ(idsOf(open->search({})), "");
    ASSERT_TRUE(open->update());
    EXPECT_EQ(idsOf(open->search({})), "321");
}

TEST_F(Index, SaysWhatIsOnHoldUntilItIsReleased) {
    const auto hold = [&](int number, HoldState state, const std::vector<std::string>& records) {
        const LegalHold words{state, "Suri", "case 1", records};
        ASSERT_TRUE(sealHold(store_, words, {"2026-11-22T08:00:00.000Z", {}}, recordId(number)));
    };
    hold(7, HoldState::Placed, {recordId(1), recordId(3)});
    const auto open = index();
    hold(8, HoldState::Placed, {recordId(3)});
    const IndexedHold first{
        recordId(7), "2026-11-22T08:00:00.000Z", "Suri", "case 1", {recordId(1), recordId(3)}};
    EXPECT_EQ(open.holds("").value().size(), 2U);
    EXPECT_EQ(open.holds(recordId(1)).value(), std::vector{first});
    EXPECT_EQ(open.holds(recordId(3)).value().size(), 2U);
    EXPECT_TRUE(open.holds(recordId(2)).value().empty());
    EXPECT_TRUE(open.holds("' OR 1=1 --").value().empty());
    hold(9, HoldState::Released, {recordId(7)});
    EXPECT_TRUE(open.holds(recordId(1)).value().empty());
    EXPECT_EQ(open.holds("").value().size(), 1U);
    fs::remove(folder_.files().index());
    EXPECT_EQ(index().holds("").value().size(), 1U);
}

// What cannot be read is left out; the rest is found.
TEST_F(Index, LeavesOutWhatIsNoInspection) {
    ASSERT_TRUE(tests::sealOne(store_, 5));
    fs::remove(folder_.files().record(recordId(1)));
    overwrite(folder_.files().record(recordId(2)), "damaged");
    EXPECT_EQ(found({}), "3");
}

TEST_F(Index, SaysWhyItCannotBeOpened) {
    const EvidenceFolder nothing;
    const auto index = RecordIndex::open(EvidenceFiles(nothing.path() / "evidence"));
    ASSERT_FALSE(index);
    EXPECT_FALSE(index.error().message.empty());
}

TEST_F(Index, IsSearchedByManyThreads) {
    const auto open = index();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&open] {
            for (int k = 0; k < 20; ++k) {
                EXPECT_EQ(idsOf(open.search({.text = "nvidia"})), "321");
                EXPECT_TRUE(open.update());
            }
        });
    }
    for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace tidewaiter::records
