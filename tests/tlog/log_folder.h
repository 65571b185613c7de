// LogFolder: a log in a folder of its own, for tests.
// Thread rule: one thread at a time.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "firmware/tlog/log_writer.h"

namespace tidewaiter::tlog::tests {

inline std::string contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

class LogFolder : public testing::Test {
  protected:
    void SetUp() override { std::filesystem::remove_all(base_); }
    void TearDown() override { std::filesystem::remove_all(base_); }

    static std::string entryAt(std::uint64_t index) { return "entry " + std::to_string(index); }

    /// Entries as entryAt() has them, under one checkpoint.
    static Expected<std::uint64_t> append(LogWriter& log, std::uint64_t count) {
        std::vector<std::string> entries;
        for (std::uint64_t i = 0; i < count; ++i) entries.push_back(entryAt(log.checkpoint().size + i));
        return log.append({entries.begin(), entries.end()});
    }

    [[nodiscard]] NoteSigner signer() const { return *NoteSigner::parse(key_); }
    [[nodiscard]] Expected<LogWriter> open() const { return LogWriter::open(folder_, signer()); }
    [[nodiscard]] Expected<LogReader> read() const { return LogReader::open(folder_, signer().verifier()); }

    /// A log of so many entries that passes its own test.
    void make(std::uint64_t size) const {
        auto log = open();
        ASSERT_TRUE(log) << log.error().message;
        const auto first = append(*log, size);
        ASSERT_TRUE(first) << first.error().message;
    }

    /// The files of the log, as paths below its folder.
    [[nodiscard]] std::vector<std::string> files() const {
        std::vector<std::string> paths;
        for (const auto& file : std::filesystem::recursive_directory_iterator(folder_)) {
            if (file.is_regular_file() && file.path().filename() != "lock")
                paths.push_back(std::filesystem::relative(file.path(), folder_).string());
        }
        std::sort(paths.begin(), paths.end());
        return paths;
    }

    std::filesystem::path base_ =
        std::filesystem::path(testing::TempDir()) / ("tlog_" + std::to_string(::getpid()));
    std::filesystem::path folder_ = base_ / "log";
    files::Secret key_ = NoteSigner::generate("tidewaiter.example/log").text();
};

}  // namespace tidewaiter::tlog::tests
