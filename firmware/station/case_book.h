// CaseBook: the cases that are being worked on, and the queue of those that wait to be read.
// Thread rule: safe to call from any thread; takeNext waits, nothing else does.
//
// It is bounded: open cases, waiting ones, photos of a case, and what stays in memory of finished ones, which
// lie sealed in the evidence.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "firmware/station/case.h"
#include "firmware/station/refusal.h"

namespace tidewaiter::station {

struct CaseLimits {
    std::size_t open = 64;      ///< cases nobody has finished; one more takes the place of the oldest
    std::size_t waiting = 16;   ///< cases that wait to be read; more are refused
    std::size_t photos = 24;    ///< of one case
    std::size_t finished = 64;  ///< kept in memory; older ones are read from the evidence
};

class CaseBook {
  public:
    explicit CaseBook(const CaseLimits& limits = {}) : limits_(limits) {}

    /// A case that has just been opened, or one that was read from the evidence; one that is there stays.
    Case add(const Case& fresh);
    [[nodiscard]] std::optional<Case> find(const std::string& id) const;
    /// The newest open case, for a button that belongs to no screen.
    [[nodiscard]] std::optional<Case> newestOpen() const;

    /// Gives the photo its id. Open cases only.
    [[nodiscard]] Outcome<Photo> addPhoto(const std::string& id, Photo photo);
    [[nodiscard]] Outcome<void> removePhoto(const std::string& id, const std::string& photo);
    [[nodiscard]] Outcome<void> abandon(const std::string& id);
    /// Into the queue. Fails where the case has no photo or the queue is full.
    [[nodiscard]] Outcome<Case> finish(const std::string& id);

    /// The case that has waited longest, which is being read from now on; nothing where `stop` is requested.
    [[nodiscard]] std::optional<Case> takeNext(const std::stop_token& stop);
    void judged(const std::string& id, std::shared_ptr<const inspection::Inspection> result);
    void failed(const std::string& id, const std::string& problem);

    /// Changes a judged case, under the book's lock. Fails where it is in another state.
    [[nodiscard]] Outcome<Case> changeJudged(const std::string& id, const std::function<void(Case&)>& change);

    [[nodiscard]] std::size_t waiting() const;
    /// How many cases are read before this one; nothing where it does not wait.
    [[nodiscard]] std::optional<std::size_t> before(const std::string& id) const;
    [[nodiscard]] const CaseLimits& limits() const { return limits_; }

  private:
    using Change = std::function<Outcome<void>(Case&)>;
    [[nodiscard]] Outcome<Case> changed(const std::string& id, CaseState needed, const Change& change);
    void forgetOldest(const std::function<bool(CaseState)>& which, std::size_t most);

    const CaseLimits limits_;
    mutable std::mutex mutex_;
    std::condition_variable_any waits_;
    std::map<std::string, Case> cases_;  // ids sort by time
    std::deque<std::string> queue_;
};

}  // namespace tidewaiter::station
