#include "firmware/batch/batch.h"

#include <algorithm>
#include <exception>
#include <thread>

#include "firmware/batch/fingerprint.h"
#include "firmware/batch/ledger.h"
#include "firmware/batch/worker.h"
#include "firmware/evidence/list_row.h"
#include "firmware/evidence/overview.h"

namespace tidewaiter::batch {

namespace {

/// How far threads may run ahead of a slow item; so many texts wait in memory.
constexpr std::size_t kWindow = 64;

/// One run: which jobs are finished already, threads for the others, the list in the end.
class Run {
  public:
    Run(const Order& order, const Means& means, std::optional<Ledger> ledger)
        : order_(order), means_(means), ledger_(std::move(ledger)), reasons_(order.jobs.size()) {
        fingerprints_.resize(order.jobs.size(), evidence::kNoFingerprint);
        if (ledger_) {
            std::transform(order.jobs.begin(), order.jobs.end(), fingerprints_.begin(),
                           [&](const Job& job) { return fingerprintOf(job, order.knowledge); });
        }
    }

    Expected<void> run() {
        Turns turns(order_.jobs.size(), kWindow);
        std::vector<std::jthread> threads;
        const auto count =
            std::clamp<std::size_t>(order_.workers, 1, std::max<std::size_t>(1, order_.jobs.size()));
        for (std::size_t i = 0; i < count; ++i) threads.emplace_back([&] { workAt(turns); });
        publishFrom(turns);
        threads.clear();  // waits for them
        return settle();
    }

  private:
    void workAt(Turns& turns) const {
        Worker worker(order_, means_);
        while (const auto number = turns.take()) turns.give(*number, outcomeOf(*number, worker));
    }

    /// An exception at the top of a thread would end the program and say nothing.
    Outcome outcomeOf(std::size_t number, Worker& worker) const {
        try {
            if (auto before = finishedBefore(number)) return *before;
            return worker.work(order_.jobs[number], fingerprints_[number]);
        } catch (const std::exception& problem) {
            Outcome outcome;
            outcome.problems.push_back(std::string("the inspection stopped: ") + problem.what());
            outcome.stop = true;
            return outcome;
        }
    }

    [[nodiscard]] std::optional<Outcome> finishedBefore(std::size_t number) const {
        const auto finished = ledger_ && !order_.fresh ? ledger_->find(fingerprints_[number]) : std::nullopt;
        if (!finished) return std::nullopt;
        Outcome outcome;
        outcome.verdict = finished->verdict;
        outcome.report = finished->report.string();
        outcome.before = true;
        return outcome;
    }

    void publishFrom(Turns& turns) {
        for (std::size_t number = 0; !turns.done();) {
            const auto outcome = turns.next();
            means_.progress(turns.finished());
            if (!outcome) continue;
            if (!stopped_) publish(number, *outcome);
            if (stopped_) turns.stop();
            ++number;
        }
    }

    void publish(std::size_t number, const Outcome& outcome) {
        for (const auto& problem : outcome.problems)
            reasons_[number] += (reasons_[number].empty() ? "" : evidence::kBetweenReasons) + problem;
        reported_ = reported_ || !outcome.report.empty();
        const bool goesOn = means_.publish(number, outcome);
        stopped_ = outcome.stop || !goesOn;
    }

    /// A run that was stopped leaves the list as it is: the next one takes it up.
    Expected<void> settle() const {
        if (stopped_ || !order_.report) return {};
        if (!ledger_) return reported_ ? evidence::writeOverview(*order_.report) : Expected<void>();
        std::vector<Ledger::Entry> entries;
        for (std::size_t i = 0; i < order_.jobs.size(); ++i)
            entries.push_back(
                {order_.jobs[i].declaration, reasons_[i].empty() ? fingerprints_[i] : "", reasons_[i]});
        for (const auto& [declaration, reason] : order_.leftOut) entries.push_back({declaration, "", reason});
        return ledger_->settle(entries);
    }

    const Order& order_;
    const Means& means_;
    std::optional<Ledger> ledger_;
    std::vector<std::string> fingerprints_;
    std::vector<std::string> reasons_;  // why a job has no verdict
    bool reported_ = false;
    bool stopped_ = false;
};

}  // namespace

Expected<void> run(const Order& order, const Means& means) {
    std::optional<Ledger> ledger;
    if (order.ledger && order.report) {
        auto opened = Ledger::open(*order.report);
        if (!opened) return tl::unexpected(opened.error());
        ledger = std::move(*opened);
    }
    return Run(order, means, std::move(ledger)).run();
}

}  // namespace tidewaiter::batch
