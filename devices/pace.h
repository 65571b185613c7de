// Pace: keeps a simulated camera from giving pictures faster than a real one would.
// Thread rule: one thread at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace tidewaiter::devices {

class Pace {
  public:
    /// `fps` pictures per second, above 0.
    explicit Pace(double fps)
        : interval_(std::chrono::duration_cast<std::chrono::steady_clock::duration>(
              std::chrono::duration<double>(1 / fps))) {}

    /// Waits until the next picture is due; the first is due at once. False where `stop` is requested.
    [[nodiscard]] bool wait(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        const auto due = next_;
        wakeUp_.wait_until(lock, stop, due, [] { return false; });
        next_ = std::max(due, std::chrono::steady_clock::now() - interval_) + interval_;
        return !stop.stop_requested();
    }

  private:
    std::chrono::steady_clock::duration interval_;
    std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now();
    std::mutex mutex_;  // a condition variable wants one; nobody else takes it
    std::condition_variable_any wakeUp_;
};

}  // namespace tidewaiter::devices
