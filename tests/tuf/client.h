// Client: an updater with a folder of its own that talks to a simulated repository, and what a test asks of
// it. Thread rule: one thread at a time.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "firmware/tuf/updater.h"
#include "tests/tuf/repository.h"

namespace tidewaiter::tests {

/// Serves a Repository under "sim:/metadata/" and "sim:/targets/".
class SimulatedFetcher : public tuf::Fetcher {
  public:
    explicit SimulatedFetcher(Repository& repository) : repository_(repository) {}
    [[nodiscard]] tl::expected<void, tuf::FetchError> fetch(const tuf::FetchRequest& request,
                                                            const tuf::Sink& sink) override;

    std::set<std::string> endless;        ///< addresses whose answers never end
    std::set<std::string> unreachable;    ///< addresses that cannot be reached
    std::optional<std::size_t> breakOff;  ///< bytes after which the next answer breaks off
    std::uint64_t delivered = 0;          ///< bytes, all in all
    std::uint64_t lastFrom = 0;           ///< where the last answer began

  private:
    Repository& repository_;
};

using Versions = std::map<std::string, std::int64_t>;

/// A client of a fresh repository; nothing is initialized.
class ClientTest : public testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;

    /// Stores version 1 of the root.
    void initialize();
    /// initialize() and a refresh that must succeed.
    void begin();
    /// As a new process would: opens the client and refreshes.
    [[nodiscard]] Expected<void> refresh();
    void expectRefresh();
    /// The refresh must fail with a message that holds `part`.
    void expectRefusal(const std::string& part);
    /// Refreshes, finds and downloads the target; its content.
    [[nodiscard]] Expected<std::string> download(const std::string& path);

    [[nodiscard]] Expected<tuf::Updater> open();
    /// Versions in the metadata folder, by file name without ".json"; each must parse.
    [[nodiscard]] Versions trusted() const;
    [[nodiscard]] std::int64_t version(const std::string& role) const;
    [[nodiscard]] std::string storedBytes(const std::string& name) const;
    /// Names of downloaded files, hidden ones too.
    [[nodiscard]] std::vector<std::string> downloads() const;

    Repository repository_;
    SimulatedFetcher fetcher_{repository_};
    tuf::Time now_ = today();
    tuf::Limits limits_;
    std::filesystem::path folder_;
    std::filesystem::path metadata_;
    std::filesystem::path targets_;
};

}  // namespace tidewaiter::tests
