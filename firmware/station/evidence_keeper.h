// EvidenceKeeper: looks after the evidence while people work: says when the disk fills up, and once a day
// removes what the policy keeps no longer. Thread rule: safe to call from any thread; it has a thread of its
// own with a lower priority than those that serve people. It removes in small portions, since nothing is kept
// or sealed while one goes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>

#include "firmware/inspection/policy.h"
#include "firmware/records/record_store.h"
#include "firmware/records/retention.h"
#include "firmware/records/storage.h"

namespace tidewaiter::station {

/// What became of the policy's retention.
struct RetentionResult {
    std::string time;  ///< RFC 3339
    bool ok = false;
    std::uint64_t removed = 0;  ///< inspections
    std::uint64_t held = 0;     ///< inspections that stay for a hold alone
    std::string sentence;       ///< what was removed, or why nothing is
};

struct KeeperTimes {
    std::chrono::milliseconds first = std::chrono::minutes(5);     ///< from the start to the first removal
    std::chrono::milliseconds every = std::chrono::hours(24);      ///< between removals
    std::chrono::milliseconds again = std::chrono::hours(1);       ///< after one that failed
    std::chrono::milliseconds storage = std::chrono::seconds(10);  ///< between looks at the disk
    std::size_t portion = 50;                                      ///< inspections removed at once
};

struct KeeperMeans {
    std::function<Expected<inspection::Policy>()> policy;  ///< the one in use
    std::function<std::uint64_t()> now;                    ///< milliseconds since 1970
    std::function<records::ClockState()> clock;
    std::function<records::Storage()> storage;
    /// Events "storage" and "retention" for everybody who watches.
    std::function<void(const std::string& event, const nlohmann::json& data)> tell;
    std::function<void(const RetentionResult&)> note;  ///< for the audit log
    KeeperTimes times{};
};

class EvidenceKeeper {
  public:
    /// `store` outlives the keeper.
    EvidenceKeeper(KeeperMeans means, const records::RecordStore& store);
    ~EvidenceKeeper();
    EvidenceKeeper(const EvidenceKeeper&) = delete;
    EvidenceKeeper& operator=(const EvidenceKeeper&) = delete;

    /// Of the last time since the start of the program; nothing also where the policy keeps all for ever.
    [[nodiscard]] std::optional<RetentionResult> last() const;

  private:
    void run(const std::stop_token& stop);
    void lookAtStorage();
    bool carryOut(const std::stop_token& stop);
    [[nodiscard]] Expected<records::RetentionPlan> remove(const inspection::Policy& policy,
                                                          const std::stop_token& stop) const;
    void finish(const RetentionResult& result);

    const KeeperMeans means_;
    const records::RecordStore& store_;
    records::StorageState state_ = records::StorageState::Ok;  // the thread's own
    mutable std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::optional<RetentionResult> last_;
    std::jthread thread_;  // last: it uses all of the above
};

/// "storage" of the API.
[[nodiscard]] nlohmann::json storageJson(const records::Storage& storage);
/// "retention" of the API.
[[nodiscard]] nlohmann::json retentionJson(const RetentionResult& result);

}  // namespace tidewaiter::station
