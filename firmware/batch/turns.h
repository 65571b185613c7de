// Turns: hands out the numbers of pieces of work to threads and takes their results back in order.
// Thread rule: take(), give() and stop() from any thread; next() from one thread.
//
// A thread may run ahead of the first piece that is not finished by `window` pieces at most, so that only so
// many results ever wait for their turn.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "firmware/inspection/verdict.h"

namespace tidewaiter::batch {

/// What became of one job. Small: no pictures.
struct Outcome {
    std::optional<inspection::Verdict> verdict;  ///< none: it could not be inspected
    bool before = false;                         ///< finished by an earlier run, not inspected again
    std::string report;                          ///< path of its page, empty without one
    std::string text;                            ///< what to print
    std::vector<std::string> problems;           ///< what could not be done, one sentence each
    bool stop = false;                           ///< nothing more can be done: no networks, a full disk
};

class Turns {
  public:
    Turns(std::size_t count, std::size_t window) : count_(count), window_(window) {}

    /// The number of the next piece of work; waits while the window is full. Nothing when all are handed out
    /// or after stop().
    [[nodiscard]] std::optional<std::size_t> take();
    void give(std::size_t number, Outcome outcome);

    /// Waits for a result. The one whose turn it is, or nothing while it is only others that were finished:
    /// then finished() has grown. Precondition: not done().
    [[nodiscard]] std::optional<Outcome> next();
    /// All results have been taken.
    [[nodiscard]] bool done() const;
    /// How many pieces of work are finished, taken or not.
    [[nodiscard]] std::size_t finished() const;
    /// No more work is handed out.
    void stop();

  private:
    const std::size_t count_;
    const std::size_t window_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t handedOut_ = 0;
    std::size_t turn_ = 0;  // the next result to be taken
    std::size_t finished_ = 0;
    std::size_t told_ = 0;  // how many of the finished next() has told of
    bool stopped_ = false;
    std::map<std::size_t, Outcome> waiting_;
};

}  // namespace tidewaiter::batch
