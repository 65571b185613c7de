// PeopleFolder: a list of people in a folder of its own, for tests.
// Thread rule: one thread at a time.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "firmware/people/roster.h"

namespace tidewaiter::people::tests {

inline constexpr HashCost kCheap{1, 8192};  ///< the least that Argon2id takes
inline constexpr const char* kSecret = "294716";
inline const Instant kNoon =
    Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 23)) + std::chrono::hours(12);

inline std::string contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

class PeopleFolder : public testing::Test {
  protected:
    void SetUp() override { std::filesystem::remove_all(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] Expected<Roster> tryOpen() const { return Roster::open(file_, kCheap); }
    [[nodiscard]] Roster open() const {
        auto roster = tryOpen();
        EXPECT_TRUE(roster) << roster.error().message;
        return std::move(*roster);
    }

    /// With Ada, its administrator.
    [[nodiscard]] Roster founded() const {
        auto roster = open();
        EXPECT_TRUE(roster.addFirst({"Ada", Role::Administrator, kSecret}));
        return roster;
    }

    static Person added(Roster& roster, const NewPerson& newcomer) {
        const auto person = roster.add(newcomer);
        EXPECT_TRUE(person) << person.error().message;
        return person.value_or(Person{});
    }

    static bool lets(Roster& roster, const std::string& name, const std::string& secret,
                     Instant now = kNoon) {
        return std::holds_alternative<Person>(roster.authenticate({name, "", secret}, now));
    }
    static bool isWrong(const LogIn& logIn) { return std::holds_alternative<Wrong>(logIn); }
    /// Seconds; 0 where it is no back-off.
    static long waitOf(const LogIn& logIn) {
        const auto* backingOff = std::get_if<BackingOff>(&logIn);
        return backingOff == nullptr ? 0 : static_cast<long>(backingOff->remaining.count());
    }

    std::filesystem::path folder_ =
        std::filesystem::path(testing::TempDir()) / ("people_" + std::to_string(::getpid()));
    std::filesystem::path file_ = folder_ / "people.json";
};

}  // namespace tidewaiter::people::tests
