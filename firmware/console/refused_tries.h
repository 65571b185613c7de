// RefusedTries: what the audit log is told of people who guess names that nobody has.
// Thread rule: safe to call from any thread.
//
// Not every try, since a log that never forgets would fill the disk; and not what was typed, which may be a
// password in the wrong field.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

#include "firmware/people/instant.h"

namespace tidewaiter::console {

class RefusedTries {
  public:
    static constexpr std::chrono::minutes kBetween{1};

    /// Counts one more. What to note, as in "3 tries with names or badges that nobody has"; nothing where
    /// something was noted less than a minute ago: then it goes into the next note.
    [[nodiscard]] std::optional<std::string> oneMore(people::Instant now);

  private:
    std::mutex mutex_;
    int tries_ = 0;  // not noted yet
    std::optional<people::Instant> noted_;
};

}  // namespace tidewaiter::console
