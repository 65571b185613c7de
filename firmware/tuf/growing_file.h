// GrowingFile: a file that grows under a temporary name until it is complete.
// Thread rule: one thread at a time.
#pragma once

#include <filesystem>
#include <string_view>
#include <utility>

#include "firmware/files/durable_file.h"
#include "models/error.h"

namespace tidewaiter::tuf {

/// What was written stays there when nobody publishes or discards it, so that a later attempt can go on.
class GrowingFile {
  public:
    /// Opens `temporary` at its end.
    [[nodiscard]] static Expected<GrowingFile> open(const std::filesystem::path& temporary);

    [[nodiscard]] Expected<void> append(std::string_view bytes);
    /// Brings the bytes to the disk and gives them their name, replacing an older file.
    [[nodiscard]] Expected<void> publish(const std::filesystem::path& target);
    void discard();

  private:
    GrowingFile(std::filesystem::path temporary, files::Descriptor descriptor)
        : temporary_(std::move(temporary)), descriptor_(std::move(descriptor)) {}

    std::filesystem::path temporary_;
    files::Descriptor descriptor_;
};

}  // namespace tidewaiter::tuf
