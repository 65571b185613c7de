// LogInDelays: how long whoever guessed wrongly has to wait, kept over restarts.
// Thread rule: safe to call from any thread.
//
// After the first wrong secret one second, then twice as long each time, up to 15 minutes; nobody is locked
// out for good. What is known of a person stays until a right log-in or a day without a wrong one. Names
// that nobody has wait likewise, so that waiting tells nothing; of those the oldest make room for new ones.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/people/instant.h"

namespace tidewaiter::people {

class LogInDelays {
  public:
    static constexpr std::chrono::seconds kFirst{1};
    static constexpr std::chrono::seconds kLongest{std::chrono::minutes(15)};
    static constexpr std::chrono::hours kForgotten{24};
    static constexpr std::size_t kMostStrangers = 1000;

    /// Takes up what was kept in `file`. Where that is damaged all begin anew: nobody may be kept out by it.
    explicit LogInDelays(std::filesystem::path file);

    /// How long to wait before the next try; nothing where it may be made now.
    [[nodiscard]] std::optional<std::chrono::seconds> remaining(const std::string& who, Instant now);
    /// Begins a try, which counts as wrong until passed() says otherwise: tries at the same time wait for
    /// each other's delay. `stranger`: nobody here is called so. What remaining() says, where it may not be
    /// made.
    [[nodiscard]] std::optional<std::chrono::seconds> begin(const std::string& who, bool stranger,
                                                            Instant now);
    /// The try that was begun was right, or somebody with the right to do so says that all is well.
    void passed(const std::string& who);
    /// The try that was begun was wrong: brings it to the disk. A full disk keeps nobody from logging in, so
    /// that it can be mended; then it counts until the next start.
    void failed();

  private:
    struct Delay {
        int wrong = 0;  ///< tries in a row
        Instant last;   ///< of them
        bool stranger = false;
        bool kept = false;  ///< on the disk, if with fewer tries
    };
    using Delays = std::map<std::string, Delay>;

    [[nodiscard]] std::optional<std::chrono::seconds> wait(Delays::iterator delay, Instant now);
    void makeRoom();
    void load(std::string_view text);
    void save();

    std::filesystem::path file_;
    std::mutex mutex_;
    Delays delays_;
};

}  // namespace tidewaiter::people
