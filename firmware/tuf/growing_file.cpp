#include "firmware/tuf/growing_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace tidewaiter::tuf {

Expected<GrowingFile> GrowingFile::open(const std::filesystem::path& temporary) {
    constexpr mode_t kReadableByAll = 0666;  // less the umask
    files::Descriptor descriptor(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, kReadableByAll));
    if (!descriptor.isOpen()) return tl::unexpected(files::writeError(temporary, errno));
    return GrowingFile(temporary, std::move(descriptor));
}

Expected<void> GrowingFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_.number(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) return tl::unexpected(files::writeError(temporary_, errno));
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Expected<void> GrowingFile::publish(const std::filesystem::path& target) {
    return files::publishFile(temporary_, target);
}

void GrowingFile::discard() {
    ::unlink(temporary_.c_str());
}

}  // namespace tidewaiter::tuf
