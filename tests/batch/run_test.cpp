// A batch publishes in order, names what it cannot inspect, and takes up again what is not finished.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "firmware/batch/batch.h"
#include "firmware/evidence/list_row.h"
#include "tests/batch/stand_in.h"

namespace tidewaiter::batch::tests {
namespace {

namespace fs = std::filesystem;
using evidence::ListColumn;
using inspection::Verdict;

class Batch : public testing::Test {
  protected:
    void SetUp() override {
        order_.jobs = makeJobs(folder_ / "photos", 12);
        order_.report = folder_ / "out";
        order_.ledger = true;
        order_.knowledge = "v1";
        order_.workers = 3;
        means_ = {.loadInspector = standIn,
                  .stamp = nextStamp,
                  .clock = [] { return 0.0; },
                  .describe =
                      [this](const inspection::Inspection& item, const std::string&) {
                          const std::lock_guard lock(mutex_);
                          inspected_.insert(item.declaration.item);
                          return item.declaration.item;
                      },
                  .publish =
                      [this](std::size_t job, const Outcome& outcome) {
                          EXPECT_EQ(job, published_.size()) << "in order";
                          published_.push_back(outcome);
                          return published_.size() < publishAtMost_;
                      },
                  .progress = [](std::size_t) {}};
    }

    void runIt() {
        published_.clear();
        inspected_.clear();
        const auto outcome = run(order_, means_);
        EXPECT_TRUE(outcome) << outcome.error().message;
    }

    std::vector<std::string> items() {
        std::vector<std::string> items;
        for (const auto& row : rowsIn(folder_ / "out")) items.push_back(row.at(ListColumn::Item));
        return items;
    }
    std::vector<std::string> allItems() {
        std::vector<std::string> items;
        for (const auto& job : order_.jobs) items.push_back(job.declaration.item);
        return items;
    }
    std::string overview() {
        std::ifstream in(folder_ / "out" / "index.html");
        return {std::istreambuf_iterator<char>(in), {}};
    }

    Folder folder_;
    Order order_;
    Means means_;
    std::vector<Outcome> published_;
    std::size_t publishAtMost_ = 1000;
    std::mutex mutex_;
    std::multiset<std::string> inspected_;
};

TEST_F(Batch, InspectsAllInOrderAndWritesListAndOverview) {
    runIt();
    ASSERT_EQ(published_.size(), 12U);
    for (std::size_t i = 0; i < 12; ++i) {
        EXPECT_EQ(published_[i].text, "item " + std::to_string(i));
        EXPECT_EQ(published_[i].verdict, i == 7 ? Verdict::Hold : Verdict::Inspect) << i;
        EXPECT_TRUE(fs::exists(published_[i].report));
    }
    EXPECT_EQ(items(), allItems());
    EXPECT_NE(overview().find("item 11"), std::string::npos);
    EXPECT_NE(overview().find("data:image/jpeg"), std::string::npos);
}

TEST_F(Batch, DoesNothingTwice) {
    runIt();
    runIt();
    EXPECT_TRUE(inspected_.empty());
    ASSERT_EQ(published_.size(), 12U);
    EXPECT_TRUE(published_[7].before);
    EXPECT_EQ(published_[7].verdict, Verdict::Hold) << "the verdict of then counts";
    EXPECT_EQ(items(), allItems());
}

TEST_F(Batch, InspectsAnewWhatHasChanged) {
    runIt();
    order_.jobs[2].declaration.goods = "toys";
    drawAccelerator(order_.jobs[4].images[0]);
    fs::last_write_time(order_.jobs[4].images[0], fs::file_time_type::clock::now() + std::chrono::hours(1));
    runIt();
    EXPECT_EQ(inspected_, (std::multiset<std::string>{"item 2", "item 4"}));
    EXPECT_EQ(published_[4].verdict, Verdict::Hold);
    EXPECT_EQ(items(), allItems()) << "each item once";
    EXPECT_EQ(rowsIn(folder_ / "out")[4].at(ListColumn::Verdict), "hold");
}

TEST_F(Batch, InspectsAllAnewWhenAskedOrWithOtherKnowledge) {
    runIt();
    order_.fresh = true;
    runIt();
    EXPECT_EQ(inspected_.size(), 12U);
    order_.fresh = false;
    order_.knowledge = "v2";
    runIt();
    EXPECT_EQ(inspected_.size(), 12U);
    EXPECT_EQ(items(), allItems());
}

TEST_F(Batch, InspectsAnewWhatLostItsReport) {
    runIt();
    fs::remove(published_[3].report);
    runIt();
    EXPECT_EQ(inspected_, std::multiset<std::string>{"item 3"});
    EXPECT_EQ(items(), allItems());
}

TEST_F(Batch, TakesUpWhatWasStopped) {
    publishAtMost_ = 5;
    runIt();
    EXPECT_EQ(published_.size(), 5U);
    EXPECT_FALSE(fs::exists(folder_ / "out" / "index.html"));
    const auto before = inspected_;
    publishAtMost_ = 1000;
    runIt();
    EXPECT_EQ(inspected_.size() + before.size(), 12U) << "nothing that was finished is redone";
    EXPECT_EQ(items(), allItems());
    EXPECT_NE(overview().find("item 11"), std::string::npos);
}

TEST_F(Batch, NamesWhatItCannotInspect) {
    order_.leftOut.push_back({{"rice", "", "item X"}, "line 3: a bad row"});
    order_.leftOut.push_back({{"rice", "", ""}, "line 4: no id"});
    const auto photo = order_.jobs[1].images[0];
    fs::rename(photo, photo.string() + ".away");
    runIt();
    EXPECT_EQ(published_[1].verdict, std::nullopt);
    ASSERT_EQ(published_[1].problems.size(), 1U);
    EXPECT_NE(published_[1].problems[0].find("1.png"), std::string::npos);
    for (int again = 0; again < 2; ++again) {
        const auto rows = rowsIn(folder_ / "out");
        ASSERT_EQ(rows.size(), 14U);
        EXPECT_EQ(rows[1].at(ListColumn::Verdict), "not inspected");
        EXPECT_NE(rows[1].at(ListColumn::Reasons).find("1.png"), std::string::npos);
        EXPECT_EQ(rows[12].at(ListColumn::Item), "item X");
        EXPECT_EQ(rows[13].at(ListColumn::Reasons), "line 4: no id");
        runIt();
    }
    fs::rename(photo.string() + ".away", photo);
    order_.leftOut.clear();
    runIt();
    EXPECT_EQ(inspected_, std::multiset<std::string>{"item 1"}) << "now it can be";
}

TEST_F(Batch, LeavesOtherItemsOfTheListAlone) {
    runIt();
    auto other = makeJobs(folder_ / "more", 2);
    other[0].declaration.item = "other";
    other[1].declaration.item = "item 5";  // of the first manifest too, but another photo
    order_.jobs = {other[0], other[1]};
    runIt();
    const auto now = items();
    EXPECT_EQ(now.size(), 13U);
    EXPECT_EQ(now[11], "other");
    EXPECT_EQ(now[12], "item 5");
    EXPECT_EQ(std::count(now.begin(), now.end(), "item 5"), 1);
}

TEST_F(Batch, StopsWhenThereIsNoInspector) {
    means_.loadInspector = [] { return Expected<inspection::Inspector>(failure("the networks are gone")); };
    runIt();
    ASSERT_EQ(published_.size(), 1U);
    EXPECT_TRUE(published_[0].stop);
    EXPECT_EQ(published_[0].problems, std::vector<std::string>{"the networks are gone"});
    EXPECT_TRUE(!fs::exists(folder_ / "out" / "inspections.csv"));
}

TEST_F(Batch, StopsWhenReportsCannotBeWritten) {
    order_.ledger = false;
    std::ofstream(folder_ / "taken") << "a file";
    order_.report = folder_ / "taken";
    runIt();
    ASSERT_EQ(published_.size(), 1U);
    EXPECT_NE(published_[0].problems.at(0).find("it is a file"), std::string::npos);
    order_.ledger = true;
    const auto outcome = run(order_, means_);
    ASSERT_FALSE(outcome);
    EXPECT_NE(outcome.error().message.find("it is a file"), std::string::npos);
}

TEST_F(Batch, SurvivesWhatThrowsInAThread) {
    means_.stamp = []() -> Stamp { throw std::runtime_error("no random numbers"); };
    runIt();
    ASSERT_EQ(published_.size(), 1U);
    EXPECT_EQ(published_[0].problems.at(0), "the inspection stopped: no random numbers");
}

TEST_F(Batch, LetsOneRunWriteIntoAFolder) {
    std::atomic<bool> second{false};
    means_.describe = [&](const inspection::Inspection&, const std::string&) {
        if (!second.exchange(true)) {
            const auto outcome = run(order_, means_);
            const auto sentence = outcome ? "" : outcome.error().message;
            EXPECT_NE(sentence.find("another run is inspecting into"), std::string::npos) << sentence;
        }
        return std::string();
    };
    runIt();
    EXPECT_EQ(published_.size(), 12U);
}

TEST_F(Batch, OfNothingWritesWhatWasLeftOut) {
    order_.jobs.clear();
    order_.leftOut = {{{"tea", "", "A"}, "no photo"}};
    runIt();
    EXPECT_EQ(items(), std::vector<std::string>{"A"});
}

TEST_F(Batch, WithoutAFolderWritesNothing) {
    order_.ledger = false;
    order_.report.reset();
    runIt();
    EXPECT_EQ(published_.size(), 12U);
    EXPECT_EQ(published_[0].report, "");
    EXPECT_FALSE(fs::exists(folder_ / "out"));
}

}  // namespace
}  // namespace tidewaiter::batch::tests
