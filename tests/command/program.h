// Program: the built tidewaiter, run as a user runs it, with everything it says caught.
// Thread rule: one thread at a time.
#pragma once

#include <gtest/gtest.h>
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace tidewaiter::tests {

struct Outcome {
    int exitCode = -1;  ///< 128 + signal when a signal ended it, as a shell says it
    std::string out;
    std::string err;
};

struct Surroundings {
    std::string standardOutput = {};  ///< a file to write to instead of being caught
    bool outputClosed = false;        ///< the reader of standard output has gone away
    unsigned long maxFileBytes = 0;   ///< files cannot grow beyond this, as on a full disk; 0: no limit
    bool ordinaryUser = false;        ///< permissions of files count, even for root
};

/// Runs the program with `arguments` and TIDEWAITER_DATA set to the staged data.
Outcome run(const std::vector<std::string>& arguments, const Surroundings& surroundings = {});

/// Starts the program and does not wait for it; what it says is thrown away. Returns its process.
pid_t start(const std::vector<std::string>& arguments);

/// A folder of its own for each test, removed behind it.
class ProgramTest : public testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;

    /// Writes a file into the folder and returns its path.
    std::string write(const std::string& name, const std::string& content);
    /// A photo with lines of black print on white.
    std::string photo(const std::string& name, const std::vector<std::string>& lines);
    [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }

    std::filesystem::path folder_;
};

/// Exit code, one sentence on standard error that holds `part`, and nothing on standard output.
void expectFailure(const Outcome& outcome, int exitCode, const std::string& part);

}  // namespace tidewaiter::tests
