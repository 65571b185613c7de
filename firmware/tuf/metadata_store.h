// MetadataStore: the trusted metadata of one repository in a folder (FORMAT.md).
// Thread rule: one thread at a time; the caller keeps a second process out.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/tuf/date_time.h"
#include "models/error.h"

namespace tidewaiter::tuf {

/// A complete, consistent set of top-level metadata.
struct LastGood {
    Time refreshed;  ///< when the update went through, by the clock of that moment
    std::string root;
    std::string timestamp;
    std::string snapshot;
    std::string targets;
};

class MetadataStore {
  public:
    explicit MetadataStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// The bytes as they were received; nothing when the role was never stored.
    [[nodiscard]] Expected<std::optional<std::string>> load(const std::string& role) const;
    [[nodiscard]] Expected<void> save(const std::string& role, std::string_view bytes) const;
    [[nodiscard]] Expected<void> remove(const std::string& role) const;

    /// The four top-level files as they were when an update last went through, however far a later one came.
    [[nodiscard]] Expected<LastGood> loadLastGood() const;
    [[nodiscard]] Expected<void> saveLastGood(const LastGood& lastGood) const;

  private:
    [[nodiscard]] std::filesystem::path fileOf(const std::string& role) const;

    std::filesystem::path folder_;
};

}  // namespace tidewaiter::tuf
