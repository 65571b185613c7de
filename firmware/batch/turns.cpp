#include "firmware/batch/turns.h"

#include <utility>

namespace tidewaiter::batch {

std::optional<std::size_t> Turns::take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped_ || handedOut_ == count_ || handedOut_ < turn_ + window_; });
    if (stopped_ || handedOut_ == count_) return std::nullopt;
    return handedOut_++;
}

void Turns::give(std::size_t number, Outcome outcome) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.emplace(number, std::move(outcome));
        ++finished_;
    }
    changed_.notify_all();
}

std::optional<Outcome> Turns::next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_.contains(turn_) || finished_ > told_; });
    const auto found = waiting_.find(turn_);
    if (found == waiting_.end()) {
        told_ = finished_;
        return std::nullopt;
    }
    auto outcome = std::move(found->second);
    waiting_.erase(found);
    ++turn_;
    lock.unlock();
    changed_.notify_all();
    return outcome;
}

bool Turns::done() const {
    const std::lock_guard lock(mutex_);
    return turn_ == (stopped_ ? handedOut_ : count_);
}

std::size_t Turns::finished() const {
    const std::lock_guard lock(mutex_);
    return finished_;
}

void Turns::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
}

}  // namespace tidewaiter::batch
