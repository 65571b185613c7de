#include "firmware/files/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

namespace tidewaiter::files {

Expected<Descriptor> lockFile(const std::filesystem::path& file, const std::string& taken) {
    constexpr mode_t kOwnerOnly = 0600;
    Descriptor lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly));
    if (!lock.isOpen()) return tl::unexpected(writeError(file, errno));
    if (::flock(lock.number(), LOCK_EX | LOCK_NB) == 0) return lock;
    return failure(taken);
}

}  // namespace tidewaiter::files
