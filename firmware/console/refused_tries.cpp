#include "firmware/console/refused_tries.h"

#include <utility>

namespace tidewaiter::console {

std::optional<std::string> RefusedTries::oneMore(people::Instant now) {
    const std::lock_guard lock(mutex_);
    ++tries_;
    // A clock that jumped back silences nothing.
    if (noted_ && now >= *noted_ && now - *noted_ < kBetween) return std::nullopt;
    noted_ = now;
    const auto tries = std::exchange(tries_, 0);
    return tries == 1 ? "a try with a name or badge that nobody has"
                      : std::to_string(tries) + " tries with names or badges that nobody has";
}

}  // namespace tidewaiter::console
