// The appliance at work: from the first photo to sealed evidence.
#include "firmware/station/station.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "firmware/records/device_key.h"
#include "firmware/records/sealed_record.h"
#include "firmware/records/verification.h"
#include "tests/station/bench.h"

namespace tidewaiter::station {
namespace {

using namespace std::chrono_literals;
using inspection::Verdict;
using records::Choice;
using tests::Bench;
using tests::pictureBytes;

const records::Signatory kOfficer{"1", "Olu", "officer"};
const records::Signatory kSupervisor{"2", "Sam", "supervisor"};

template <class T>
std::string codeOf(const Outcome<T>& outcome) {
    return outcome ? "done" : outcome.error().code;
}

bool waitFor(const std::function<bool()>& done) {
    for (int i = 0; i < 2000 && !done(); ++i) std::this_thread::sleep_for(5ms);
    return done();
}

std::vector<std::string> problemsIn(const std::filesystem::path& evidence) {
    const records::EvidenceFiles files(evidence);
    const auto found = records::verifyEvidence(files, records::verifierKey(files).value());
    return found ? found->problems : std::vector<std::string>{found.error().message};
}

TEST(Station, AnInspectionBecomesASealedRecord) {
    Bench bench;
    bench.start();
    bench.show("NVIDIA H100");
    const auto id = bench.judged({"green tea", "0902", "A1"});
    const auto one = bench.station().find(id);
    ASSERT_TRUE(one);
    EXPECT_EQ(one->state, CaseState::Judged) << one->problem;
    EXPECT_TRUE(one->sealed);
    EXPECT_EQ(one->result->declaration.goods, "green tea");
    EXPECT_TRUE(one->result->frames.at(0).pixels.empty()) << "pictures would fill the memory";
    EXPECT_EQ(one->result->frames.at(0).sha256, one->photos.at(0).image.sha256);
    const auto rows = bench.station().search({.declaration = "tea"});
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().row.id, id);
    EXPECT_FALSE(rows->front().hidden);
    bench.stop();
    EXPECT_EQ(problemsIn(bench.evidence()), std::vector<std::string>{});
}

TEST(Station, ADecisionIsSealedOnceAndStaysOverARestart) {
    Bench bench;
    bench.start();
    const auto id = bench.judged();
    auto& station = bench.station();
    const DecisionOrder order{Choice::Overruled, Verdict::Hold, "examined", "two cards in it", kSupervisor};
    const auto decided = station.decide(id, order, kOfficer);
    ASSERT_TRUE(decided) << decided.error().sentence;
    EXPECT_EQ(decided->state, CaseState::Decided);
    EXPECT_EQ(codeOf(station.decide(id, order, kOfficer)), "inspection.state");
    bench.stop();
    const auto again = bench.start().find(id);
    ASSERT_TRUE(again) << again.error().sentence;
    EXPECT_EQ(again->state, CaseState::Decided);
    ASSERT_TRUE(again->decision);
    EXPECT_EQ(again->decision->verdict, Verdict::Hold);
    EXPECT_EQ(again->decision->second, kSupervisor);
    EXPECT_EQ(again->by, kOfficer);
    EXPECT_EQ(codeOf(bench.station().decide(id, order, kOfficer)), "inspection.state");
    const auto rows = bench.station().search({});
    ASSERT_TRUE(rows && rows->size() == 1);
    EXPECT_EQ(rows->front().row.decision->by, "Olu");
    const auto report = bench.station().report(id);
    ASSERT_TRUE(report);
    EXPECT_NE(report->find("Sam"), std::string::npos) << "the report names who decided";
}

// An inspection that was judged, but not yet decided, waits for its decision over a restart.
TEST(Station, WhatIsNotDecidedYetCanBeAfterARestart) {
    Bench bench;
    bench.start();
    const auto id = bench.judged();
    bench.stop();
    bench.start();
    EXPECT_EQ(bench.station().find(id)->state, CaseState::Judged);
    EXPECT_TRUE(bench.station().decide(id, {}, kOfficer));
}

TEST(Station, OneInspectionBeingReadDoesNotStopTheNextCapture) {
    Bench bench;
    auto& station = bench.start();
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i) {
        const auto opened = station.open({}, kOfficer);
        ASSERT_TRUE(opened);
        ASSERT_TRUE(station.capture(opened->id, Step::Board, ""));
        ASSERT_TRUE(station.finish(opened->id));
        ids.push_back(opened->id);
    }
    for (const auto& id : ids) EXPECT_EQ(bench.settled(id).state, CaseState::Judged);
}

TEST(Station, ACameraThatDisappearsIsExplainedAndComesBackByItself) {
    Bench bench;
    auto& station = bench.start();
    const auto id = station.open({}, kOfficer)->id;
    ASSERT_TRUE(station.capture(id, Step::Label, "bench"));
    bench.plug().in = false;
    ASSERT_TRUE(waitFor([&] { return station.cameras().front().state == DeviceState::Lost; }));
    EXPECT_NE(station.cameras().front().problem.find("plug it in"), std::string::npos);
    const auto lost = station.capture(id, Step::Label, "bench");
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code, "device.lost");
    EXPECT_NE(lost.error().sentence.find("plug it in"), std::string::npos) << lost.error().sentence;
    EXPECT_EQ(station.find(id)->photos.size(), 1U) << "what was taken stays";
    bench.plug().in = true;
    ASSERT_TRUE(waitFor([&] { return station.cameras().front().state == DeviceState::Live; }));
    EXPECT_TRUE(station.capture(id, Step::Label, "bench"));
}

// A hand shakes: several pictures of a moment are kept, sealed, and read together again at a replay.
TEST(Station, KeepsTheOtherPicturesOfTheMomentToo) {
    Bench bench;
    auto& station = bench.start();
    const auto id = station.open({}, kOfficer)->id;
    const auto photo = station.capture(id, Step::Label, "bench");
    ASSERT_TRUE(photo);
    ASSERT_FALSE(photo->repeats.empty());
    EXPECT_LE(photo->repeats.size(), 2U);
    ASSERT_TRUE(station.finish(id));
    const auto judged = bench.settled(id);
    ASSERT_EQ(judged.result->frames.size(), 1U) << "they are no photos of their own";
    ASSERT_EQ(judged.result->frames[0].repeats.size(), photo->repeats.size());
    bench.stop();
    const records::EvidenceFiles files(bench.evidence());
    const auto key = records::verifierKey(files);
    ASSERT_TRUE(key);
    const auto record = records::sealedRecord(id, files, *key);
    ASSERT_TRUE(record) << record.error().message;
    EXPECT_EQ(record->images.size(), 1 + photo->repeats.size());
    const auto request = records::requestIn(*record, files);
    ASSERT_TRUE(request) << request.error().message;
    ASSERT_EQ(request->frames[0].repeats.size(), photo->repeats.size());
    EXPECT_FALSE(request->frames[0].repeats[0].pixels.empty());
    EXPECT_EQ(bench.start().find(id)->photos[0].repeats, photo->repeats) << "found in the evidence";
}

TEST(Station, TakesAsManyPicturesAsItIsTold) {
    Bench bench;
    auto& station = bench.start(1);
    const auto id = station.open({}, kOfficer)->id;
    const auto photo = station.capture(id, Step::Label, "bench");
    ASSERT_TRUE(photo);
    EXPECT_TRUE(photo->repeats.empty());
}

TEST(Station, TakesNothingThatIsNoPicture) {
    Bench bench;
    auto& station = bench.start();
    const auto id = station.open({}, kOfficer)->id;
    EXPECT_EQ(codeOf(station.upload(id, Step::Label, "no picture")), "photo.not-a-picture");
    EXPECT_EQ(codeOf(station.upload(id, Step::Label, "")), "photo.not-a-picture");
    EXPECT_EQ(codeOf(station.upload(id, Step::Label, pictureBytes(1).substr(0, 900))), "photo.not-a-picture");
    EXPECT_TRUE(station.find(id)->photos.empty());
    EXPECT_EQ(codeOf(station.finish(id)), "photos.none");
}

TEST(Station, RefusesWhatIsNotThere) {
    Bench bench;
    auto& station = bench.start();
    for (const std::string id : {"", "x", "../../etc/passwd", "01KAMZ00000000000000000009"}) {
        EXPECT_EQ(codeOf(station.find(id)), "inspection.unknown") << id;
        EXPECT_EQ(codeOf(station.upload(id, Step::Label, pictureBytes(1))), "inspection.unknown") << id;
        EXPECT_EQ(codeOf(station.decide(id, {}, kOfficer)), "inspection.unknown") << id;
    }
    const auto id = station.open({}, kOfficer)->id;
    EXPECT_EQ(codeOf(station.capture(id, Step::Label, "other")), "device.unknown");
    EXPECT_EQ(codeOf(station.picture(id, "p1", {})), "photo.unknown");
    EXPECT_EQ(codeOf(station.report(id)), "inspection.state");
    EXPECT_EQ(codeOf(station.decide(id, {}, kOfficer)), "inspection.state");
    EXPECT_EQ(codeOf(station.type(id, 0, "1")), "confirmation.none");
}

// What cannot be read says why, and the next inspection goes on.
TEST(Station, AFailedReadingSaysWhy) {
    Bench bench;
    bench.start();
    bench.show("(fails)");
    const auto id = bench.judged();
    const auto one = bench.station().find(id);
    ASSERT_TRUE(one);
    EXPECT_EQ(one->state, CaseState::Failed);
    EXPECT_NE(one->problem.find("the network cannot be run"), std::string::npos);
    EXPECT_FALSE(one->sealed);
    bench.show("");
    EXPECT_EQ(bench.settled(bench.judged()).state, CaseState::Judged);
}

// Whoever ends it waits for the reading, which still tells what it has done.
TEST(Station, MayEndWhileAnInspectionIsRead) {
    Bench bench;
    constexpr int kTimes = 25;
    for (int i = 0; i < kTimes; ++i) {
        auto& station = bench.start();
        const auto opened = station.open({}, kOfficer);
        ASSERT_TRUE(opened);
        ASSERT_TRUE(station.upload(opened->id, Step::Label, pictureBytes(1)));
        ASSERT_TRUE(station.finish(opened->id));
        bench.stop();
    }
    EXPECT_EQ(problemsIn(bench.evidence()), std::vector<std::string>{});
}

TEST(Station, PicturesAreShownAsTheyWereCapturedOrSmaller) {
    Bench bench;
    bench.start();
    const auto id = bench.judged();
    const auto whole = bench.station().picture(id, "p1", {});
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->bytes, pictureBytes(1));
    EXPECT_EQ(whole->type, "image/jpeg");
    const auto small = bench.station().picture(id, "p1", 80);
    ASSERT_TRUE(small);
    EXPECT_LT(small->bytes.size(), whole->bytes.size());
}

// A button works without a screen: it opens an inspection, and takes the next photo of it.
TEST(Station, ATriggerTakesThePhotoThatIsMissing) {
    Bench bench;
    auto& station = bench.start();
    const auto first = station.trigger(kOfficer);
    ASSERT_TRUE(first) << first.error().sentence;
    ASSERT_EQ(first->photos.size(), 1U);
    EXPECT_EQ(first->photos[0].step, Step::Label);
    const auto second = station.trigger(kOfficer);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->id, first->id);
    EXPECT_EQ(second->photos.size(), 2U);
}

TEST(Station, TellsWhatHappens) {
    Bench bench;
    auto& station = bench.start();
    const auto id = bench.judged();
    std::string all;
    std::uint64_t seen = 0;
    while (all.find("\"state\":\"judged\"") == std::string::npos) {
        const auto events = station.events().after(seen, 60s);
        ASSERT_FALSE(events.empty()) << "judged is not told after " << all;
        for (const auto& event : events) all += event->name + " " + event->data + "\n";
        seen = events.back()->number;
    }
    // An event tells the state of the moment: that it waited may be over before it is told.
    for (const auto* state : {"open", "reading"})
        EXPECT_NE(all.find("\"state\":\"" + std::string(state) + "\""), std::string::npos)
            << state << " in " << all;
    EXPECT_NE(all.find(id), std::string::npos);
}

// What was changed on the disk after it was sealed is not shown as if it were evidence.
TEST(Station, SaysWhatIsDamaged) {
    Bench bench;
    bench.start();
    const auto id = bench.judged();
    bench.stop();
    const records::EvidenceFiles files(bench.evidence());
    std::filesystem::resize_file(files.record(id), 40);
    const auto one = bench.start().find(id);
    ASSERT_FALSE(one);
    EXPECT_EQ(one.error().code, "evidence.unreadable");
    EXPECT_NE(one.error().sentence.find("restore it from a copy"), std::string::npos);
}

}  // namespace
}  // namespace tidewaiter::station
