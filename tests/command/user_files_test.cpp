// Where a user's lists and memory are: what was given, then the environment, then the configuration.
#include "firmware/command/user_files.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace tidewaiter::command {
namespace {

namespace fs = std::filesystem;

class UserFiles : public ::testing::Test {
  protected:
    UserFiles() {
        for (const auto* name : {"TIDEWAITER_LISTS", "TIDEWAITER_SEEN", "XDG_DATA_HOME", "XDG_STATE_HOME"})
            unsetenv(name);
        setenv("HOME", "/home/a", 1);
    }
};

TEST_F(UserFiles, Lists) {
    EXPECT_EQ(listFolder(std::nullopt, std::nullopt), "/home/a/.local/share/tidewaiter/lists");
    setenv("XDG_DATA_HOME", "relative", 1);
    EXPECT_EQ(listFolder(std::nullopt, std::nullopt), "/home/a/.local/share/tidewaiter/lists");
    setenv("XDG_DATA_HOME", "/x", 1);
    EXPECT_EQ(listFolder(std::nullopt, std::nullopt), "/x/tidewaiter/lists");
    EXPECT_EQ(listFolder(std::nullopt, fs::path("c")), "c");
    setenv("TIDEWAITER_LISTS", "e", 1);
    EXPECT_EQ(listFolder(std::nullopt, fs::path("c")), "e");
    EXPECT_EQ(listFolder(fs::path("g"), fs::path("c")), "g");
}

TEST_F(UserFiles, SeenSerials) {
    EXPECT_EQ(seenFile(std::nullopt, std::nullopt).path, "/home/a/.local/state/tidewaiter/seen.sqlite");
    EXPECT_FALSE(seenFile(std::nullopt, std::nullopt).asked);
    EXPECT_EQ(seenFile(std::nullopt, fs::path("")).path, "");
    EXPECT_TRUE(seenFile(std::nullopt, fs::path("c")).asked);
    setenv("TIDEWAITER_SEEN", "", 1);
    EXPECT_EQ(seenFile(std::nullopt, fs::path("c")).path, "");
    EXPECT_EQ(seenFile(fs::path("g"), fs::path("c")).path, "g");
}

}  // namespace
}  // namespace tidewaiter::command
