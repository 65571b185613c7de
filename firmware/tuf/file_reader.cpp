#include "firmware/tuf/file_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <vector>

#include "firmware/files/durable_file.h"

namespace tidewaiter::tuf {

namespace {

constexpr std::size_t kPiece = 1U << 18U;

bool isRegular(const files::Descriptor& file) {
    struct stat status {};
    return file.isOpen() && ::fstat(file.number(), &status) == 0 && S_ISREG(status.st_mode);
}

tl::unexpected<Error> unreadable(const std::filesystem::path& file, int error) {
    return failure("cannot read '" + file.string() + "': " + std::generic_category().message(error) +
                   "; check the disk or the stick, and who may read it");
}

}  // namespace

Expected<bool> readPieces(const std::filesystem::path& file, std::uint64_t from,
                          const std::function<Expected<void>(std::string_view)>& take) {
    // A pipe in place of a file must not hold us up.
    const files::Descriptor open(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (!open.isOpen() && errno != ENOENT && errno != ENOTDIR) return unreadable(file, errno);
    if (!isRegular(open)) return false;
    std::vector<char> buffer(kPiece);
    auto at = static_cast<off_t>(from);
    for (;;) {
        const ssize_t count = ::pread(open.number(), buffer.data(), buffer.size(), at);
        if (count == 0) return true;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return unreadable(file, errno);
        if (auto ok = take({buffer.data(), static_cast<std::size_t>(count)}); !ok)
            return tl::unexpected(ok.error());
        at += count;
    }
}

Expected<std::optional<std::string>> readFile(const std::filesystem::path& file) {
    std::string content;
    const auto found = readPieces(file, 0, [&content](std::string_view piece) -> Expected<void> {
        content += piece;
        return {};
    });
    if (!found) return tl::unexpected(found.error());
    if (!*found) return std::nullopt;
    return content;
}

}  // namespace tidewaiter::tuf
