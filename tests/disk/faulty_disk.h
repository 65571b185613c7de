// FaultyDisk: while it lives, programs that are started see what they change below one folder fail.
// Thread rule: one thread at a time; it changes the environment.
//
// How: faulty_disk.cpp, preloaded by LD_PRELOAD. A change is a write, a flush, a new file or folder, another
// size, another name, a removal. Nothing is preloaded before a sanitizer, so there is none then: see
// available().
#pragma once

#include <filesystem>
#include <string>

namespace tidewaiter::tests {

enum class DiskFault {
    Once,    ///< one change fails with EIO
    Broken,  ///< that one and every later one
    Full,    ///< from that one on there is no space: ENOSPC
    Short,   ///< one write takes only half of its bytes, as it may
};

class FaultyDisk {
  public:
    /// From the `at`th change on, counted from 1 in each program; 0: never.
    FaultyDisk(const std::filesystem::path& folder, DiskFault fault, long at);
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    /// False where the tests are built with a sanitizer.
    [[nodiscard]] static bool available();
    /// How many changes the last program made that has ended by itself.
    [[nodiscard]] long changes() const;

  private:
    std::filesystem::path counter_;
};

[[nodiscard]] std::string nameOf(DiskFault fault);

}  // namespace tidewaiter::tests
