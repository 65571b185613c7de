#include "firmware/station/case_book.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/station/made_inspection.h"

namespace tidewaiter::station {
namespace {

std::string idOf(int number) {
    const auto digits = std::to_string(number);
    return "01KAMZ" + std::string(20 - digits.size(), '0') + digits;
}

Case openCase(int number) {
    Case one;
    one.id = idOf(number);
    return one;
}

/// With one photo, waiting to be read.
void addWaiting(CaseBook& book, int number) {
    book.add(openCase(number));
    ASSERT_TRUE(book.addPhoto(idOf(number), {}));
    ASSERT_TRUE(book.finish(idOf(number)));
}

void addJudged(CaseBook& book, int number) {
    addWaiting(book, number);
    ASSERT_TRUE(book.takeNext({}));
    book.judged(idOf(number), std::make_shared<const inspection::Inspection>(tests::listedInspection()));
}

template <class T>
std::string codeOf(const Outcome<T>& outcome) {
    return outcome ? "done" : outcome.error().code;
}

TEST(CaseBook, GoesFromTheFirstPhotoToTheVerdict) {
    CaseBook book;
    book.add(openCase(1));
    EXPECT_EQ(book.addPhoto(idOf(1), {})->id, "p1");
    EXPECT_EQ(book.addPhoto(idOf(1), {})->id, "p2");
    EXPECT_TRUE(book.removePhoto(idOf(1), "p1"));
    EXPECT_EQ(book.addPhoto(idOf(1), {})->id, "p3") << "an id is given once";
    EXPECT_EQ(book.finish(idOf(1))->state, CaseState::Waiting);
    const auto taken = book.takeNext({});
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->state, CaseState::Reading);
    EXPECT_EQ(taken->photos.size(), 2U);
    book.judged(idOf(1), std::make_shared<const inspection::Inspection>(tests::listedInspection()));
    EXPECT_EQ(book.find(idOf(1))->state, CaseState::Judged);
    EXPECT_TRUE(book.find(idOf(1))->sealed);
}

TEST(CaseBook, RefusesWhatDoesNotFitTheState) {
    CaseBook book;
    EXPECT_EQ(codeOf(book.addPhoto(idOf(9), {})), "inspection.unknown");
    EXPECT_EQ(codeOf(book.abandon(idOf(9))), "inspection.unknown");
    book.add(openCase(1));
    EXPECT_EQ(codeOf(book.finish(idOf(1))), "photos.none");
    EXPECT_EQ(codeOf(book.removePhoto(idOf(1), "p1")), "photo.unknown");
    EXPECT_EQ(codeOf(book.changeJudged(idOf(1), [](Case&) {})), "inspection.state");
    addJudged(book, 2);
    EXPECT_EQ(codeOf(book.addPhoto(idOf(2), {})), "inspection.state");
    EXPECT_EQ(codeOf(book.finish(idOf(2))), "inspection.state");
    EXPECT_EQ(codeOf(book.abandon(idOf(2))), "inspection.not-open");
    EXPECT_EQ(codeOf(book.abandon(idOf(1))), "done");
    EXPECT_FALSE(book.find(idOf(1)));
}

// One that was read while another waits is not asked about twice.
TEST(CaseBook, ReadsInTheOrderInWhichTheyWereFinished) {
    CaseBook book;
    for (const int number : {2, 1, 3}) addWaiting(book, number);
    EXPECT_EQ(book.waiting(), 3U);
    EXPECT_EQ(book.before(idOf(3)), 2U);
    EXPECT_EQ(book.takeNext({})->id, idOf(2));
    EXPECT_EQ(book.before(idOf(3)), 1U);
    EXPECT_FALSE(book.before(idOf(2)));
}

TEST(CaseBook, SaysWhenItIsFull) {
    CaseBook book({.open = 3, .waiting = 1, .photos = 2, .finished = 2});
    addWaiting(book, 1);
    book.add(openCase(2));
    ASSERT_TRUE(book.addPhoto(idOf(2), {}));
    EXPECT_EQ(codeOf(book.finish(idOf(2))), "queue.full");
    EXPECT_EQ(book.find(idOf(2))->state, CaseState::Open) << "it can be finished later";
    ASSERT_TRUE(book.addPhoto(idOf(2), {}));
    EXPECT_EQ(codeOf(book.addPhoto(idOf(2), {})), "photos.too-many");
}

// Whoever opens cases and leaves them takes no memory.
TEST(CaseBook, ForgetsTheOldest) {
    CaseBook book({.open = 2, .waiting = 4, .photos = 2, .finished = 2});
    for (int number = 1; number <= 3; ++number) book.add(openCase(number));
    EXPECT_FALSE(book.find(idOf(1)));
    EXPECT_TRUE(book.find(idOf(2)) && book.find(idOf(3)));
    EXPECT_EQ(book.newestOpen()->id, idOf(3));
    CaseBook judged({.open = 2, .waiting = 4, .photos = 2, .finished = 2});
    for (int number = 1; number <= 4; ++number) addJudged(judged, number);
    judged.add(openCase(5));
    EXPECT_FALSE(judged.find(idOf(1)) || judged.find(idOf(2)));
    EXPECT_TRUE(judged.find(idOf(3)) && judged.find(idOf(4)));
}

TEST(CaseBook, WhoWaitsForACaseIsLetGo) {
    CaseBook book;
    std::jthread reader([&](const std::stop_token& stop) { EXPECT_FALSE(book.takeNext(stop)); });
    reader.request_stop();
    reader.join();
}

TEST(CaseBook, WhatWasReadFromTheEvidenceDoesNotReplaceWhatIsWorkedOn) {
    CaseBook book;
    book.add(openCase(1));
    ASSERT_TRUE(book.addPhoto(idOf(1), {}));
    EXPECT_EQ(book.add(openCase(1)).photos.size(), 1U);
}

}  // namespace
}  // namespace tidewaiter::station
