// Durable files: bytes that are either on the disk as a whole or not at all.
// Thread rule: Descriptor and PartialFile belong to one thread at a time; the functions are safe to call from
// any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"

namespace tidewaiter::files {

/// An open file, closed at the end of its life.
class Descriptor {
  public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    [[nodiscard]] bool isOpen() const { return number_ >= 0; }
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

/// Writes all `bytes` and brings them to the disk. 0, or the errno that stopped it.
[[nodiscard]] int writeThrough(const Descriptor& file, std::string_view bytes);

/// What to say when writing `path` failed with `error`: "cannot write 'PATH': the disk is full; free ...".
[[nodiscard]] Error writeError(const std::filesystem::path& path, int error);

/// Brings `temporary` to the disk and gives it the name `target`, in the same folder, replacing an older
/// file.
[[nodiscard]] Expected<void> publishFile(const std::filesystem::path& temporary,
                                         const std::filesystem::path& target);

/// Makes `folder` and those above it, unless it is there; their names are on the disk then.
[[nodiscard]] Expected<void> makeFolder(const std::filesystem::path& folder);

/// Removes the files; their names are off the disk then. One that is gone already is fine. Stops at the first
/// that cannot be removed.
[[nodiscard]] Expected<void> removeFiles(const std::vector<std::filesystem::path>& files);

/// A file on its way: complete and on the disk, but under a temporary name until publish(). Removed at the
/// end of its life unless it was published.
class PartialFile {
  public:
    /// Writes `bytes` beside `target`. The temporary name is the same for all targets of a folder, so that
    /// the next write removes what a power cut left behind; the caller keeps a second writer out.
    [[nodiscard]] static Expected<PartialFile> write(const std::filesystem::path& target,
                                                     std::string_view bytes);
    /// A file that somebody else writes as `temporary`, in the folder of `target`, and closes before
    /// publish(). What an earlier writer left there is removed.
    [[nodiscard]] static PartialFile adopt(const std::filesystem::path& temporary,
                                           const std::filesystem::path& target);
    PartialFile(PartialFile&& other) noexcept;
    PartialFile& operator=(PartialFile&&) = delete;
    ~PartialFile();

    [[nodiscard]] const std::filesystem::path& temporary() const { return temporary_; }

    /// Brings the file to the disk and gives it its name, replacing an older one of that name.
    [[nodiscard]] Expected<void> publish();

  private:
    PartialFile(std::filesystem::path temporary, std::filesystem::path target);

    std::filesystem::path temporary_;  // empty once published or moved from
    std::filesystem::path target_;
};

}  // namespace tidewaiter::files
