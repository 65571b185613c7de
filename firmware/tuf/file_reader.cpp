#include "firmware/tuf/file_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <vector>

namespace tidewaiter::tuf {

namespace {

constexpr std::size_t kPiece = 1U << 18U;

class OpenFile {
  public:
    // A pipe in place of a file must not hold us up.
    explicit OpenFile(const std::filesystem::path& file)
        : descriptor_(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] bool isRegular() const {
        struct stat status {};
        return descriptor_ >= 0 && ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
    }
    [[nodiscard]] int descriptor() const { return descriptor_; }

  private:
    int descriptor_;
};

tl::unexpected<Error> unreadable(const std::filesystem::path& file, int error) {
    return failure("cannot read '" + file.string() + "': " + std::generic_category().message(error) +
                   "; check the disk or the stick, and who may read it");
}

}  // namespace

Expected<bool> readPieces(const std::filesystem::path& file, std::uint64_t from,
                          const std::function<Expected<void>(std::string_view)>& take) {
    const OpenFile open(file);
    if (open.descriptor() < 0 && errno != ENOENT && errno != ENOTDIR) return unreadable(file, errno);
    if (!open.isRegular()) return false;
    std::vector<char> buffer(kPiece);
    auto at = static_cast<off_t>(from);
    for (;;) {
        const ssize_t count = ::pread(open.descriptor(), buffer.data(), buffer.size(), at);
        if (count == 0) return true;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return unreadable(file, errno);
        if (auto ok = take({buffer.data(), static_cast<std::size_t>(count)}); !ok)
            return tl::unexpected(ok.error());
        at += count;
    }
}

}  // namespace tidewaiter::tuf
