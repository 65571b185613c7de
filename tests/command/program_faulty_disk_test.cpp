// "The same with a disk that fills up and a disk that returns errors (an LD_PRELOAD shim)" (issue 6): each
// run of the whole program ends with a sentence or does what it was asked to; what was sealed before is all
// there afterwards, and the next run needs nobody to mend anything. TIDEWAITER_FAULTS=500 is how many faults
// are made, a few otherwise.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>

#include "firmware/records/record_store.h"
#include "tests/command/evidence_program.h"
#include "tests/disk/faulty_disk.h"
#include "tests/records/kept_policy.h"

namespace tidewaiter::tests {
namespace {

constexpr std::array kFaults = {DiskFault::Once, DiskFault::Broken, DiskFault::Full, DiskFault::Short};
constexpr int kFailed = 1;
constexpr int kSignal = 128;

int faultsAskedFor(int few) {
    const char* asked = std::getenv("TIDEWAITER_FAULTS");
    return asked == nullptr ? few : std::atoi(asked);
}

/// One way for a disk to fail.
struct Fault {
    DiskFault kind = DiskFault::Once;
    long at = 0;
};

class FaultyDiskProgram : public EvidenceProgram {
  protected:
    void SetUp() override {
        if (!FaultyDisk::available()) GTEST_SKIP() << "nothing can be preloaded before a sanitizer";
        EvidenceProgram::SetUp();
        first_ = idIn(inspect("tea", photo("a.png", {"GREEN TEA"})));
        ASSERT_EQ(first_.size(), 26U);
        sealed_.insert(first_);
    }
    void TearDown() override {
        if (FaultyDisk::available()) EvidenceProgram::TearDown();
    }

    Outcome handOver() { return evidence("hand-over", {first_, "--from", "Olu", "--to", "Store 2"}); }

    /// Whether it went through. What is told to be sealed has to stay.
    bool runOn(const Fault& fault, const std::vector<std::string>& arguments) {
        const FaultyDisk disk(path("evidence"), fault.kind, fault.at);
        const auto outcome = run(arguments);
        const auto id = idIn(outcome);
        if (!id.empty()) sealed_.insert(id);
        const bool through = outcome.exitCode != kFailed;
        EXPECT_LT(outcome.exitCode, kSignal) << outcome.err;
        EXPECT_EQ(outcome.err.empty(), through) << outcome.err;
        EXPECT_TRUE(through || saysWhatToDo(outcome.err)) << outcome.err;
        changes_ = disk.changes();
        return through;
    }
    static bool saysWhatToDo(const std::string& sentence) {
        return sentence.starts_with("tidewaiter: ") && sentence.find("; ") != std::string::npos;
    }
    /// Undisturbed: all that was told to be sealed is there and as it was.
    void expectNothingLost() {
        const auto verified = evidence("verify");
        EXPECT_EQ(verified.exitCode, 0) << verified.out << verified.err;
        const auto listed = evidence("list");
        EXPECT_EQ(listed.exitCode, 0) << listed.err;
        for (const auto& id : sealed_) EXPECT_NE(listed.out.find(id), std::string::npos) << id << " is lost";
    }
    /// Runs it on each of the faults; `again` gives what is run anew each time.
    template <class Again>
    void tryAll(const std::vector<Fault>& faults, Again again) {
        int failed = 0;
        for (const auto& fault : faults) {
            SCOPED_TRACE(nameOf(fault.kind) + " at change " + std::to_string(fault.at));
            if (!runOn(fault, again())) ++failed;
            expectNothingLost();
        }
        std::printf("%zu faults: %d runs failed with a sentence, %zu sealed records are all there\n",
                    faults.size(), failed, sealed_.size());
        EXPECT_GT(failed, static_cast<int>(faults.size()) / 4) << "hardly any fault was met";
        const auto next = handOver();
        EXPECT_EQ(next.exitCode, 0) << next.err;
        expectNothingLost();
    }
    /// Of a run that makes so many changes: as many as asked for, drawn by a seed; none comes twice before
    /// all have come.
    static std::vector<Fault> faultsIn(long changes, int few) {
        if (changes == 0) return {};
        std::vector<Fault> all;
        for (const auto kind : kFaults) {
            for (long at = 1; at <= changes; ++at) all.push_back({kind, at});
        }
        std::shuffle(all.begin(), all.end(), std::mt19937(7));
        const auto asked = static_cast<std::size_t>(faultsAskedFor(few));
        std::vector<Fault> faults;
        while (faults.size() < asked) faults.push_back(all[faults.size() % all.size()]);
        return faults;
    }
    long changesOf(const std::vector<std::string>& arguments) {
        EXPECT_TRUE(runOn({DiskFault::Once, 0}, arguments));
        EXPECT_GT(changes_, 10) << "the disk sees no changes";
        return changes_;
    }

    std::string first_;
    std::set<std::string> sealed_;
    long changes_ = 0;
};

TEST_F(FaultyDiskProgram, LosesNoRecordThatWasSealed) {
    const std::vector<std::string> order = {"evidence", "hand-over", first_, "--evidence", path("evidence"),
                                            "--from",   "Olu",       "--to", "Store 2"};
    tryAll(faultsIn(changesOf(order), 40), [&] { return order; });
}

TEST_F(FaultyDiskProgram, LosesNoInspectionThatWasSealed) {
    int number = 0;
    const auto order = [&] {
        const auto name = std::to_string(++number);
        return std::vector<std::string>{"inspect",
                                        "--declared",
                                        "tea",
                                        "--seal",
                                        "--evidence",
                                        path("evidence"),
                                        "--lists",
                                        path("lists"),
                                        "--seen",
                                        "",
                                        photo("p" + name + ".png", {"TEA " + name})};
    };
    tryAll(faultsIn(changesOf(order()), 12), order);
}

// What a removal could not finish, the next one does.
TEST_F(FaultyDiskProgram, FinishesARemovalThatItInterrupted) {
    const auto policy = write("policy.toml", records::tests::keptPolicyText("{ clear = 1 }"));
    const std::vector<std::string> order = {"evidence", "remove", "--evidence",     path("evidence"),
                                            "--policy", policy,   "--clock-checked"};
    int number = 0;
    const auto sealOld = [&] {
        const auto store = records::RecordStore::open(path("evidence"));
        ASSERT_TRUE(store) << store.error().message;
        const auto image = store->keep("old " + std::to_string(++number));
        ASSERT_TRUE(image);
        ASSERT_TRUE(store->seal({records::RecordKind::Inspection,
                                 records::tests::recordId(number),
                                 "2023-11-14T08:00:00.000Z",
                                 store->device(),
                                 {},
                                 {*image},
                                 {{"verdict", "clear"}}}));
    };
    sealOld();
    int failed = 0;
    const auto faults = faultsIn(changesOf(order), 30);
    for (const auto& fault : faults) {
        SCOPED_TRACE(nameOf(fault.kind) + " at change " + std::to_string(fault.at));
        sealOld();
        if (!runOn(fault, order)) ++failed;
        ASSERT_EQ(run(order).exitCode, 0);
        expectNothingLost();
        EXPECT_FALSE(std::filesystem::exists(
            records::EvidenceFiles(path("evidence")).record(records::tests::recordId(number))));
    }
    EXPECT_GT(failed, static_cast<int>(faults.size()) / 4) << "hardly any fault was met";
    std::printf("%zu faults: %d removals failed with a sentence, each was finished by the next\n",
                faults.size(), failed);
}

}  // namespace
}  // namespace tidewaiter::tests
