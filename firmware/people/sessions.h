// Sessions: who is logged in, by the token that their browser keeps in a cookie.
// Thread rule: safe to call from any thread.
//
// In memory only: after a restart everybody logs in again. Of a token only its hash is kept, so that what
// leaks from memory opens nothing.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/people/instant.h"

namespace tidewaiter::people {

struct SessionLimits {
    /// Without anything done for so long, a session ends.
    std::chrono::seconds idle{std::chrono::minutes(5)};
    /// So long after log-in it ends in any case: a shift.
    std::chrono::seconds longest{std::chrono::hours(12)};
    /// At most so many at once, at least 1; beyond it the one that was idle longest ends.
    std::size_t most = 500;
};

class Sessions {
  public:
    explicit Sessions(SessionLimits limits = {}) : limits_(limits) {}

    [[nodiscard]] const SessionLimits& limits() const { return limits_; }

    /// A new token of 256 random bits, as 64 hexadecimal digits.
    [[nodiscard]] std::string open(const std::string& person, Instant now);
    /// Whose session this is, which goes on from now; nothing where there is none or it has ended.
    [[nodiscard]] std::optional<std::string> find(std::string_view token, Instant now);
    /// The same without letting it go on: for what a page asks by itself, and for streams.
    [[nodiscard]] std::optional<std::string> peek(std::string_view token, Instant now);
    void close(std::string_view token);
    /// After a change of secret, role or activity.
    void closeAllOf(const std::string& person);
    /// How many are open.
    [[nodiscard]] std::size_t count(Instant now);

  private:
    struct Session {
        std::string person;
        Instant opened;
        Instant seen;
    };
    using Open = std::map<std::string, Session>;

    [[nodiscard]] Open::iterator current(std::string_view token, Instant now);
    static void follow(Session& session, Instant now);
    [[nodiscard]] bool isOver(const Session& session, Instant now) const;
    void closeThoseThatAreOver(Instant now);

    SessionLimits limits_;
    std::mutex mutex_;
    Open open_;  // by the token's hash
};

}  // namespace tidewaiter::people
