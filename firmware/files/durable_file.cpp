#include "firmware/files/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <set>
#include <system_error>
#include <utility>

#include "firmware/text/visible_text.h"

namespace tidewaiter::files {

using text::visibleText;

namespace {

constexpr const char* kTemporaryName = ".report.partial";
constexpr mode_t kReadableByAll = 0666;  // less the umask
constexpr mode_t kEnteredByAll = 0777;   // likewise

std::string adviceFor(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return "the disk is full; free some space there, then repeat what you did";
        case EACCES:
        case EPERM:
            return "no permission; choose a folder that you may write to";
        case EROFS:
            return "the disk is read-only; choose a folder on another one";
        case ENOTDIR:
            return "part of the path is a file; name a folder";
        case ENAMETOOLONG:
            return "the name is too long; choose a shorter one";
        default:
            return std::generic_category().message(error) + "; choose another folder or check the disk";
    }
}

/// Names become durable with their folder. 0, or the errno of a disk that failed. Some file systems cannot do
/// that and say so (fsync(2): EINVAL, EROFS), and a folder may be written to that is not to be read.
int syncFolder(const std::filesystem::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.isOpen() || ::fsync(opened.number()) == 0) return 0;
    return errno == EINVAL || errno == ENOTSUP || errno == EROFS ? 0 : errno;
}

Expected<void> removalError(const std::filesystem::path& path, int error) {
    return failure("cannot remove '" + visibleText(path.string()) + "': " + adviceFor(error));
}

}  // namespace

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

Descriptor::~Descriptor() {
    if (isOpen()) ::close(number_);
}

int writeThrough(const Descriptor& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) return errno;
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file.number()) == 0 ? 0 : errno;
}

Error writeError(const std::filesystem::path& path, int error) {
    return {"cannot write '" + visibleText(path.string()) + "': " + adviceFor(error)};
}

Expected<void> publishFile(const std::filesystem::path& temporary, const std::filesystem::path& target) {
    const Descriptor file(::open(temporary.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen() || ::fsync(file.number()) != 0) return tl::unexpected(writeError(target, errno));
    if (::rename(temporary.c_str(), target.c_str()) != 0) return tl::unexpected(writeError(target, errno));
    if (const int error = syncFolder(target.parent_path())) return tl::unexpected(writeError(target, error));
    return {};
}

Expected<void> makeFolder(const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::is_directory(folder, error)) return {};
    if (std::filesystem::exists(folder, error)) {
        return failure("cannot write into '" + visibleText(folder.string()) + '\'' +
                       ": it is a file; name a folder");
    }
    const auto above = std::filesystem::absolute(folder / "", error).parent_path().parent_path();
    if (std::filesystem::exists(above, error) && !std::filesystem::is_directory(above, error))
        return tl::unexpected(writeError(folder, ENOTDIR));
    if (above != folder) {
        if (auto made = makeFolder(above); !made) return made;
    }
    if (::mkdir(folder.c_str(), kEnteredByAll) != 0 && errno != EEXIST)
        return tl::unexpected(writeError(folder, errno));
    if (const int failed = syncFolder(above)) return tl::unexpected(writeError(folder, failed));
    return {};
}

Expected<void> removeFiles(const std::vector<std::filesystem::path>& files) {
    std::set<std::filesystem::path> folders;
    Expected<void> outcome;
    for (const auto& file : files) {
        if (::unlink(file.c_str()) != 0 && errno != ENOENT) {
            outcome = removalError(file, errno);
            break;
        }
        folders.insert(file.parent_path());
    }
    for (const auto& folder : folders) {
        const int error = syncFolder(folder);
        if (outcome && error != 0) outcome = removalError(folder, error);
    }
    return outcome;
}

PartialFile::PartialFile(std::filesystem::path temporary, std::filesystem::path target)
    : temporary_(std::move(temporary)), target_(std::move(target)) {}

PartialFile::PartialFile(PartialFile&& other) noexcept
    : temporary_(std::exchange(other.temporary_, {})), target_(std::move(other.target_)) {}

PartialFile::~PartialFile() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Expected<PartialFile> PartialFile::write(const std::filesystem::path& target, std::string_view bytes) {
    const auto temporary = target.parent_path() / kTemporaryName;
    ::unlink(temporary.c_str());
    const Descriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kReadableByAll));
    if (!file.isOpen()) return tl::unexpected(writeError(target, errno));
    PartialFile partial(temporary, target);
    if (const int error = writeThrough(file, bytes)) return tl::unexpected(writeError(target, error));
    return partial;
}

PartialFile PartialFile::adopt(const std::filesystem::path& temporary, const std::filesystem::path& target) {
    ::unlink(temporary.c_str());
    return {temporary, target};
}

Expected<void> PartialFile::publish() {
    if (auto ok = publishFile(temporary_, target_); !ok) return ok;
    temporary_.clear();
    return {};
}

}  // namespace tidewaiter::files
