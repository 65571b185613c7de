#include "firmware/records/storage.h"

#include <sys/statvfs.h>

#include <cmath>

namespace tidewaiter::records {

namespace {

std::string sentenceFor(StorageState state, double percent) {
    auto full = "the disk with the evidence is " + std::to_string(static_cast<int>(std::floor(percent))) +
                " % full; export and remove old evidence, or bring in a larger disk";
    switch (state) {
        case StorageState::Ok:
            return {};
        case StorageState::Warning:
            return full;
        case StorageState::Full:
            break;
    }
    return "no new inspection is taken: " + full;
}

}  // namespace

Storage storageFor(std::uint64_t totalBytes, std::uint64_t freeBytes) {
    Storage storage{totalBytes, freeBytes};
    if (totalBytes == 0) return storage;
    constexpr double kAll = 100;
    storage.percent = kAll - kAll * static_cast<double>(freeBytes) / static_cast<double>(totalBytes);
    if (storage.percent >= kWarnFromPercent) storage.state = StorageState::Warning;
    if (storage.percent >= kRefuseFromPercent) storage.state = StorageState::Full;
    storage.sentence = sentenceFor(storage.state, storage.percent);
    return storage;
}

Storage storageOf(const std::filesystem::path& folder) {
    struct statvfs disk {};
    if (::statvfs(folder.c_str(), &disk) != 0) return {};
    // What only the system's own user may use counts neither as free nor as there.
    const std::uint64_t reserved = disk.f_bfree - disk.f_bavail;
    return storageFor((disk.f_blocks - reserved) * disk.f_frsize, disk.f_bavail * disk.f_frsize);
}

}  // namespace tidewaiter::records
