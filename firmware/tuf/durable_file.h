// Durable files: bytes that are on the disk as a whole under their name, or not at all.
// Thread rule: one thread at a time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "models/error.h"

namespace tidewaiter::tuf {

/// A file on its way under a temporary name. What was written stays there when nobody publishes or discards
/// it, so that a later attempt can go on.
class GrowingFile {
  public:
    /// Opens `temporary` at its end, or empties it when `fresh`.
    [[nodiscard]] static Expected<GrowingFile> open(const std::filesystem::path& temporary, bool fresh);
    GrowingFile(GrowingFile&& other) noexcept;
    GrowingFile& operator=(GrowingFile&&) = delete;
    ~GrowingFile();

    [[nodiscard]] Expected<void> append(std::string_view bytes);
    /// Brings the bytes to the disk and gives them their name, replacing an older file.
    [[nodiscard]] Expected<void> publish(const std::filesystem::path& target);
    void discard();

  private:
    GrowingFile(std::filesystem::path temporary, int descriptor)
        : temporary_(std::move(temporary)), descriptor_(descriptor) {}

    std::filesystem::path temporary_;
    int descriptor_;
};

/// Writes a file at once. The caller keeps a second writer of the same file out.
[[nodiscard]] Expected<void> writeDurably(const std::filesystem::path& target, std::string_view bytes);

/// The content of a regular file; nothing when there is none.
[[nodiscard]] Expected<std::optional<std::string>> readFile(const std::filesystem::path& file);

/// Removes a file for good; well also when there is none.
[[nodiscard]] Expected<void> removeDurably(const std::filesystem::path& file);

[[nodiscard]] Expected<void> makeFolder(const std::filesystem::path& folder);

}  // namespace tidewaiter::tuf
