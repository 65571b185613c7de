// FirstStart: the one-time code that makes somebody the first administrator of a device that has nobody.
// Thread rule: safe to call from any thread.
//
// There is no default password. Whoever can read the device's own screen or its file is told the code.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/people/instant.h"
#include "models/error.h"

namespace tidewaiter::people {

class FirstStart {
  public:
    /// Wrong ones before another code is made.
    static constexpr int kMostTries = 10;
    /// Between a wrong one and the next try.
    static constexpr std::chrono::seconds kPause{1};

    enum class Answer {
        Right,
        Wrong,
        TooSoon,  ///< after a wrong one: not even looked at
        Renewed,  ///< wrong too often: code() is another one, which the device should show
    };

    /// The code that `file` keeps for the service alone, or a new one where there is none or it is no code.
    /// Fails where it cannot be kept, or where others may read it.
    [[nodiscard]] static Expected<FirstStart> open(const std::filesystem::path& file);

    /// "ABCD-EFGH", without letters and digits that look alike.
    [[nodiscard]] std::string code() const;
    /// Spaces, hyphens and small letters do not matter.
    [[nodiscard]] Answer answerTo(std::string_view typed, Instant now) const;
    /// The first administrator is there: the code opens nothing any more and its file goes.
    void finish() const;

  private:
    struct State {
        std::filesystem::path file;
        std::mutex mutex;
        std::string code;  // without the hyphen; empty when finished
        int wrong = 0;
        std::optional<Instant> lastWrong{};
    };
    explicit FirstStart(std::unique_ptr<State> state) : state_(std::move(state)) {}

    std::unique_ptr<State> state_;
};

}  // namespace tidewaiter::people
