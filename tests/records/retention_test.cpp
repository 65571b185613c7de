// Retention: what the policy does not keep is removed, what is on hold stays, and the log stays provable.
#include "firmware/records/retention.h"

#include "firmware/inspection/inspection.h"
#include "firmware/records/bundle.h"
#include "firmware/records/decision.h"
#include "firmware/records/record_index.h"
#include "firmware/text/ulid.h"
#include "tests/records/kept_policy.h"

namespace tidewaiter::records {
namespace {

namespace fs = std::filesystem;
using inspection::Verdict;
using tests::contentOf;
using tests::EvidenceFolder;
using tests::keptPolicy;
using tests::overwrite;
using tests::recordId;

constexpr std::uint64_t kDay = 24ULL * 60 * 60 * 1000;
constexpr std::uint64_t kFirst = 1'700'000'000'000;  // 2023-11-14

std::string dayOf(int number) {
    return text::rfc3339(kFirst + static_cast<std::uint64_t>(number) * kDay);
}

class Retention : public ::testing::Test {
  protected:
    /// One inspection a day; each shows its own picture, and the second that of the first too.
    void SetUp() override {
        const auto store = folder_.store();
        for (int i = 0; i < 6; ++i) {
            inspection::Inspection inspection;
            inspection.id = recordId(i);
            inspection.time = dayOf(i);
            inspection.declaration.goods = "tea " + std::to_string(i);
            inspection.verdict = i == 4 ? Verdict::Hold : Verdict::Clear;
            std::vector<Image> images = {store.keep(tests::picture(i)).value()};
            if (i == 1) images.push_back(store.keep(tests::picture(0)).value());
            ASSERT_TRUE(store.seal({RecordKind::Inspection,
                                    inspection.id,
                                    inspection.time,
                                    store.device(),
                                    {},
                                    images,
                                    inspection}));
        }
    }

    [[nodiscard]] Expected<RetentionPlan> remove(int day, const std::string& keep = "{ clear = 2 }",
                                                 int unsealedDays = 0) const {
        const auto now = kFirst + static_cast<std::uint64_t>(day) * kDay + 1;
        return removeExpired(folder_.store(), keptPolicy(keep, unsealedDays), {now}, {});
    }
    [[nodiscard]] Expected<Record> hold(HoldState state, const std::string& about, int number) const {
        return sealHold(folder_.store(), {state, "A. Judge", "case 1", {about}}, {dayOf(6), {}},
                        recordId(number));
    }
    [[nodiscard]] bool isThere(int number) const {
        return fs::exists(folder_.files().record(recordId(number)));
    }
    [[nodiscard]] fs::path image(int number) const {
        const auto record = parseRecord(kept_.at(number), "record");
        return folder_.files().image(record->images[0].sha256);
    }
    void expectVerifies() const {
        const auto found = folder_.verified();
        EXPECT_TRUE(found.problems.empty()) << found.problems.front();
    }
    /// Remembers what a record was before it is removed.
    void keepCopy(int number) { kept_[number] = contentOf(folder_.files().record(recordId(number))); }

    EvidenceFolder folder_;
    std::map<int, std::string> kept_;
};

TEST_F(Retention, KeepsEverythingForEverUnlessThePolicySaysOtherwise) {
    const auto plan = remove(30000, "{ clear = 0, inspect = 1 }");
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_TRUE(plan->removal.inspections.empty());
    EXPECT_EQ(plan->kept, 6U);
    EXPECT_EQ(folder_.verified().records, 6U);
}

// Pictures of an inspection that was given up or interrupted, and photos that were taken back, are in no
// record.
class UnsealedPictures : public Retention {
  protected:
    void SetUp() override {
        Retention::SetUp();
        const auto store = folder_.store();
        old_ = store.keep("taken back long ago").value();
        fresh_ = store.keep("taken a moment ago").value();
        for (const auto& file : fs::recursive_directory_iterator(folder_.files().images()))
            fs::last_write_time(file.path(), at(0));
        fs::last_write_time(folder_.files().image(fresh_.sha256), at(9));
    }
    static fs::file_time_type at(int day) {
        using namespace std::chrono;
        return file_clock::from_sys(sys_time<milliseconds>(milliseconds(kFirst)) + hours(24) * day);
    }
    [[nodiscard]] bool isThere(const Image& image) const {
        return fs::exists(folder_.files().image(image.sha256));
    }

    Image old_;
    Image fresh_;
};

TEST_F(UnsealedPictures, StayForEverUnlessThePolicySaysOtherwise) {
    const auto plan = remove(3000, "{ hold = 1 }");
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_TRUE(plan->unsealed.empty());
    EXPECT_TRUE(isThere(old_) && isThere(fresh_));
}

TEST_F(UnsealedPictures, GoOnceTheyAreOldAndNothingElseGoes) {
    const auto plan = remove(10, "{ clear = 0 }", 5);
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_EQ(plan->unsealed, std::vector<Image>{old_});
    EXPECT_EQ(plan->bytes, old_.bytes);
    EXPECT_TRUE(plan->removal.inspections.empty());
    EXPECT_FALSE(isThere(old_));
    EXPECT_TRUE(isThere(fresh_));
    EXPECT_EQ(folder_.verified().records, 6U) << "nothing has to be sealed of them";
    expectVerifies();
    const auto again = remove(10, "{ clear = 0 }", 5);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_TRUE(again->unsealed.empty());
}

TEST_F(UnsealedPictures, GoBesideInspectionsThatGo) {
    const auto plan = remove(10, "{ clear = 2 }", 5);
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_EQ(plan->unsealed, std::vector<Image>{old_});
    EXPECT_EQ(plan->removal.inspections.size(), 5U);
    EXPECT_FALSE(isThere(old_));
    expectVerifies();
}

TEST_F(UnsealedPictures, StayWhileAnInspectionMayNeedThem) {
    const auto store = folder_.store();
    ASSERT_TRUE(store.keep("taken back long ago"));  // the same picture again
    const auto plan = removeExpired(store, keptPolicy("{ clear = 0 }", 5), {kFirst + 10 * kDay}, {});
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_TRUE(plan->unsealed.empty());
    EXPECT_TRUE(isThere(old_));
}

TEST_F(UnsealedPictures, AreNotTakenForOnesWhereTheyAreNone) {
    const auto stray = folder_.files().images() / "notes.txt";
    overwrite(stray, "mine");
    fs::last_write_time(stray, at(0));
    ASSERT_TRUE(remove(10, "{ clear = 0 }", 5));
    EXPECT_TRUE(fs::exists(stray));
}

TEST_F(Retention, RemovesWhatIsOverAndKeepsTheLogProvable) {
    keepCopy(0);
    keepCopy(2);
    const auto before = folder_.verified();
    const auto plan = remove(3);
    ASSERT_TRUE(plan) << plan.error().message;
    ASSERT_EQ(plan->removal.inspections.size(), 2U);
    EXPECT_EQ(plan->removal.inspections[0], (RemovedInspection{recordId(0), dayOf(0), "clear", 2}));
    EXPECT_FALSE(isThere(0));
    EXPECT_FALSE(isThere(1));
    EXPECT_TRUE(isThere(2));
    EXPECT_FALSE(fs::exists(image(0)));
    EXPECT_TRUE(fs::exists(image(2)));
    const auto found = folder_.verified();
    EXPECT_TRUE(found.problems.empty()) << found.problems.front();
    EXPECT_EQ(found.records, before.records + 1);
    EXPECT_EQ(found.removed, 2U);
    EXPECT_EQ(found.images, 4U);
    EXPECT_TRUE(remove(3)->removal.inspections.empty());  // twice does no harm
    EXPECT_EQ(folder_.verified().records, before.records + 1);
}

TEST_F(Retention, KeepsAPictureThatAnotherRecordNames) {
    keepCopy(0);
    ASSERT_TRUE(hold(HoldState::Placed, recordId(1), 20));
    ASSERT_TRUE(remove(3));
    EXPECT_FALSE(isThere(0));
    EXPECT_TRUE(isThere(1));
    EXPECT_TRUE(fs::exists(image(0)));
    expectVerifies();
}

TEST_F(Retention, KeepsAsLongAsTheLongestOfTheVerdicts) {
    const Decision overruled{recordId(0), Choice::Overruled, Verdict::Hold, "other", "", {}, {}, {}};
    {
        const auto store = folder_.store();
        ASSERT_TRUE(store.seal(
            {RecordKind::Decision, recordId(30), dayOf(6), store.device(), {}, {}, contentOf(overruled)}));
    }
    const auto plan = remove(10, "{ clear = 2, hold = 9 }");
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->removal.inspections.size(), 5U);
    EXPECT_EQ(plan->removal.inspections[0], (RemovedInspection{recordId(0), dayOf(0), "hold", 9}));
    EXPECT_TRUE(isThere(4));
    EXPECT_TRUE(isThere(30));  // decisions about removed inspections stay
    expectVerifies();
}

TEST_F(Retention, NeverRemovesWhatIsOnHold) {
    const auto first = hold(HoldState::Placed, recordId(0), 20);
    const auto second = hold(HoldState::Placed, recordId(0), 21);
    ASSERT_TRUE(first && second) << first.error().message;
    EXPECT_EQ(remove(3)->held, 1U);
    ASSERT_TRUE(hold(HoldState::Released, recordId(20), 22));
    EXPECT_EQ(remove(3)->held, 1U);  // each hold is lifted by itself
    EXPECT_TRUE(isThere(0));
    ASSERT_TRUE(hold(HoldState::Released, recordId(21), 23));
    EXPECT_EQ(remove(3)->removal.inspections.size(), 1U);
    EXPECT_FALSE(isThere(0));
    expectVerifies();
}

TEST_F(Retention, RefusesHoldsOfNothing) {
    const auto expectSays = [](const Expected<Record>& outcome, const std::string& part) {
        ASSERT_FALSE(outcome);
        EXPECT_NE(outcome.error().message.find(part), std::string::npos) << outcome.error().message;
    };
    expectSays(hold(HoldState::Placed, recordId(99), 20), "there is no sealed inspection");
    expectSays(hold(HoldState::Placed, "../../x", 20), "there is no sealed inspection");
    expectSays(hold(HoldState::Released, recordId(0), 20), "there is no hold");
    ASSERT_TRUE(remove(3));
    expectSays(hold(HoldState::Placed, recordId(0), 20), "was removed before");
}

TEST_F(Retention, NamesWhatIsMissingWithoutARemoval) {
    ASSERT_TRUE(remove(3));
    fs::remove(folder_.files().record(recordId(3)));
    const auto found = folder_.verified();
    ASSERT_EQ(found.problems.size(), 1U);
    EXPECT_NE(found.problems[0].find(recordId(3) + ".json' is missing"), std::string::npos);
    const auto plan = remove(10);
    ASSERT_FALSE(plan);
    EXPECT_NE(plan.error().message.find("is missing"), std::string::npos) << plan.error().message;
    EXPECT_TRUE(isThere(5));
}

TEST_F(Retention, NamesWhatWasRemovedAndIsThereAgain) {
    keepCopy(0);
    ASSERT_TRUE(remove(3));
    overwrite(folder_.files().record(recordId(0)), kept_[0]);
    EXPECT_EQ(folder_.verified().notYetRemoved, 1U);  // as an interrupted removal leaves it
    ASSERT_TRUE(hold(HoldState::Placed, recordId(4), 20));
    EXPECT_FALSE(isThere(0));  // the next run finishes it
    overwrite(folder_.files().record(recordId(0)), kept_[0]);
    overwrite(image(0), tests::picture(0));
    auto problems = folder_.verified().problems;
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_NE(problems[0].find("and is there again"), std::string::npos) << problems[0];
    EXPECT_NE(problems[1].find("and is there again"), std::string::npos) << problems[1];
    overwrite(folder_.files().record(recordId(0)), "other");
    EXPECT_NE(folder_.verified().problems[0].find("is not what was sealed"), std::string::npos);
    ASSERT_TRUE(remove(3));
    EXPECT_FALSE(isThere(0));
    EXPECT_FALSE(fs::exists(image(0)));
    expectVerifies();
}

// The picture was taken again later: a record that stays needs it.
TEST_F(Retention, APictureMayComeBackWithALaterRecord) {
    keepCopy(0);
    ASSERT_TRUE(remove(3));
    {
        const auto store = folder_.store();
        const auto again = store.keep(tests::picture(0)).value();
        ASSERT_TRUE(store.seal({RecordKind::Inspection,
                                recordId(40),
                                dayOf(6),
                                store.device(),
                                {},
                                {again},
                                {{"verdict", "clear"}}}));
    }
    expectVerifies();
    ASSERT_TRUE(remove(3));
    EXPECT_TRUE(fs::exists(image(0)));
    expectVerifies();
}

// In portions, so that nothing that is inspected meanwhile waits for long.
TEST_F(Retention, GoesInPortionsEachWithThePicturesThatNothingElseNames) {
    const auto store = folder_.store();
    const auto policy = keptPolicy("{ clear = 2 }");
    const RetentionOrder order{kFirst + 30 * kDay, 1};
    const auto plan = planRetention(folder_.files(), policy, order);
    ASSERT_EQ(plan->portions.size(), 5U);
    EXPECT_TRUE(plan->portions[0].removal.images.empty());  // the next one shows it too
    EXPECT_EQ(plan->portions[1].removal.images.size(), 2U);
    EXPECT_EQ(plan->removal.images.size(), 5U);
    const auto done = removeExpired(store, policy, order, {});
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->removal, plan->removal);
    EXPECT_EQ(done->bytes, plan->bytes);
    EXPECT_EQ(store.count(), 11U);
    EXPECT_TRUE(removeExpired(store, policy, order, {})->removal.inspections.empty());
    expectVerifies();
}

TEST_F(Retention, EndsAfterAPortionWhenTheProgramEnds) {
    const auto store = folder_.store();
    std::stop_source stop;
    stop.request_stop();
    const auto plan =
        removeExpired(store, keptPolicy("{ clear = 2 }"), {kFirst + 30 * kDay, 1, {}, stop.get_token()}, {});
    ASSERT_FALSE(plan);
    EXPECT_NE(plan.error().message.find("ends with the program"), std::string::npos);
    EXPECT_TRUE(isThere(0));
}

TEST_F(Retention, SparesAPictureThatAnOpenInspectionTookAgain) {
    keepCopy(0);
    keepCopy(2);
    const auto store = folder_.store();
    const auto policy = keptPolicy("{ clear = 2 }");
    const auto again = store.keep(tests::picture(0)).value();
    ASSERT_TRUE(removeExpired(store, policy, {kFirst + 30 * kDay}, {}));
    EXPECT_FALSE(isThere(0));
    EXPECT_TRUE(fs::exists(image(0)));
    EXPECT_FALSE(fs::exists(image(2)));
    const auto sealed = store.seal({RecordKind::Inspection,
                                    recordId(40),
                                    dayOf(6),
                                    store.device(),
                                    {},
                                    {again},
                                    {{"verdict", "clear"}}});
    ASSERT_TRUE(sealed) << sealed.error().message;
    expectVerifies();
}

// What is sealed between plan and removal: of no concern, a hold, a decision, one of the pictures.
TEST_F(Retention, APlanIsCarriedOutUnlessSomethingCameThatItHasToKnowOf) {
    const auto store = folder_.store();
    const auto plan = planRetention(folder_.files(), keptPolicy("{ clear = 2 }"), {kFirst + 3 * kDay + 1});
    ASSERT_EQ(plan->removal.inspections.size(), 2U);
    const auto seal = [&](RecordKind kind, int number, const nlohmann::json& content) {
        const auto sealed = store.seal({kind, recordId(number), dayOf(6), store.device(), {}, {}, content});
        ASSERT_TRUE(sealed) << sealed.error().message;
    };
    const auto removal = [&](int number) {
        return Record{RecordKind::Removal,     recordId(number), dayOf(6), store.device(), {}, {},
                      contentOf(plan->removal)};
    };
    const auto decisionOn = [](int number) {
        return contentOf(Decision{recordId(number), Choice::Confirmed, Verdict::Clear, "", "", {}, {}, {}});
    };
    seal(RecordKind::Decision, 50, decisionOn(0));
    EXPECT_EQ(store.sealRemoval(removal(60), plan->count), false);
    auto count = store.count();
    seal(RecordKind::Hold, 51, contentOf(LegalHold{HoldState::Placed, "A. Judge", "case 1", {recordId(1)}}));
    EXPECT_EQ(store.sealRemoval(removal(60), count), false);
    count = store.count();
    ASSERT_TRUE(store.keep(tests::picture(0)));
    EXPECT_EQ(store.sealRemoval(removal(60), count), false);
    ASSERT_TRUE(tests::sealOne(store, 52));
    EXPECT_EQ(store.finishRemoval(plan->removal, count), false);
    EXPECT_TRUE(isThere(0));
    seal(RecordKind::Decision, 53, decisionOn(5));
    const auto other = planRetention(folder_.files(), keptPolicy("{ clear = 3 }"),
                                     {kFirst + 6 * kDay + 1, 1, store.awaitedPictures()});
    ASSERT_TRUE(tests::sealOne(store, 54));
    seal(RecordKind::Decision, 55, decisionOn(5));
    Record fits = removal(61);
    fits.content = contentOf(other->removal);
    EXPECT_EQ(store.sealRemoval(fits, other->count), true);
    expectVerifies();
}

TEST_F(Retention, AHoldOnWhatIsBeingRemovedIsRefused) {
    ASSERT_TRUE(remove(3));
    const auto store = folder_.store();
    const auto sealed = store.seal({RecordKind::Hold,
                                    recordId(20),
                                    dayOf(6),
                                    store.device(),
                                    {},
                                    {},
                                    contentOf(LegalHold{HoldState::Placed, "A. Judge", "1", {recordId(0)}})});
    ASSERT_FALSE(sealed);
    EXPECT_NE(sealed.error().message.find("to be held"), std::string::npos) << sealed.error().message;
}

TEST_F(Retention, ARemovalThatWasChangedExcusesNothing) {
    ASSERT_TRUE(remove(3));
    fs::path removal;
    for (const auto& file : fs::recursive_directory_iterator(folder_.files().records())) {
        if (file.is_regular_file() && contentOf(file.path()).find(R"("kind":"removal")") != std::string::npos)
            removal = file.path();
    }
    auto bytes = contentOf(removal);
    bytes.replace(bytes.find(recordId(1)), recordId(1).size(), recordId(3));
    overwrite(removal, bytes);
    EXPECT_EQ(folder_.verified().problems.size(), 3U);  // the removal, and both that are missing now
}

TEST_F(Retention, BundlesSayWhatWasRemoved) {
    ASSERT_TRUE(remove(3));
    const auto key = verifierKey(folder_.files()).value();
    const EvidenceFiles bundle(folder_.path() / "bundle");
    const auto written =
        exportBundle(folder_.files(), key, {{recordId(0), recordId(2)}, "", ""}, bundle.folder());
    ASSERT_TRUE(written) << written.error().message;
    EXPECT_EQ(written->records, 2U);
    const auto found = verifyBundle(bundle, key);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(found->problems.empty()) << found->problems.front();
    EXPECT_EQ(found->removed, 2U);
    const auto page = contentOf(bundle.folder() / "index.html");
    EXPECT_NE(page.find("removed 2 inspections and 2 pictures by the policy"), std::string::npos) << page;
    EXPECT_NE(page.find(recordId(0)), std::string::npos);
}

TEST_F(Retention, TheIndexForgetsWhatWasRemoved) {
    const auto index = RecordIndex::open(folder_.files());
    ASSERT_TRUE(index) << index.error().message;
    ASSERT_TRUE(index->update());
    EXPECT_EQ(index->search({})->size(), 6U);
    ASSERT_TRUE(remove(3));
    ASSERT_TRUE(index->update());
    EXPECT_EQ(index->search({})->size(), 4U);
    Search words;
    words.text = "tea 0";
    EXPECT_TRUE(index->search(words)->empty());
}

}  // namespace
}  // namespace tidewaiter::records
