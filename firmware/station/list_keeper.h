// ListKeeper: synchronizes watchlists and policy while people work.
// Thread rule: safe to call from any thread; it has a thread of its own while it synchronizes.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "models/error.h"

namespace tidewaiter::station {

struct SyncResult {
    std::string time;  ///< RFC 3339
    bool ok = false;
    std::string sentence;  ///< what has come, or why nothing has
};

struct SyncTask {
    std::function<Expected<std::string>()> synchronize;  ///< may take minutes; says what has come
    std::function<std::string()> now;                    ///< RFC 3339
    std::function<void()> told;                          ///< it has begun, or ended
};

class ListKeeper {
  public:
    explicit ListKeeper(SyncTask task) : task_(std::move(task)) {}

    /// Begins, unless it is synchronizing already: then false.
    bool start();
    [[nodiscard]] bool isBusy() const { return busy_; }
    /// Of the last time since the start of the program.
    [[nodiscard]] std::optional<SyncResult> last() const;

  private:
    void run();

    const SyncTask task_;
    std::atomic<bool> busy_ = false;
    mutable std::mutex mutex_;
    std::optional<SyncResult> last_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace tidewaiter::station
