#include "firmware/tuf/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "firmware/tuf/file_reader.h"

namespace tidewaiter::tuf {

namespace {

constexpr mode_t kReadableByAll = 0666;  // less the umask

std::string adviceFor(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return "the disk is full; free some space there and try again, what was there stays in use";
        case EACCES:
        case EPERM:
            return "no permission; run as the user who owns the folder, or choose another folder";
        case EROFS:
            return "the disk is read-only; choose a folder on another one";
        default:
            return std::generic_category().message(error) + "; check the folder and the disk";
    }
}

tl::unexpected<Error> problem(const char* verb, const std::filesystem::path& path, int error) {
    return failure(std::string("cannot ") + verb + " '" + path.string() + "': " + adviceFor(error));
}

// Names become durable with their folder. Some file systems cannot do that; the content itself is on the
// disk.
void syncFolder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    static_cast<void>(::fsync(descriptor));
    ::close(descriptor);
}

}  // namespace

GrowingFile::GrowingFile(GrowingFile&& other) noexcept
    : temporary_(std::move(other.temporary_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

GrowingFile::~GrowingFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Expected<GrowingFile> GrowingFile::open(const std::filesystem::path& temporary, bool fresh) {
    const int flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | (fresh ? O_TRUNC : 0);
    const int descriptor = ::open(temporary.c_str(), flags, kReadableByAll);
    if (descriptor < 0) return problem("write", temporary, errno);
    return GrowingFile(temporary, descriptor);
}

Expected<void> GrowingFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) return problem("write", temporary_, errno);
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Expected<void> GrowingFile::publish(const std::filesystem::path& target) {
    if (::fsync(descriptor_) != 0) return problem("write", target, errno);
    if (::rename(temporary_.c_str(), target.c_str()) != 0) return problem("write", target, errno);
    syncFolder(target.parent_path());
    return {};
}

void GrowingFile::discard() {
    ::unlink(temporary_.c_str());
}

Expected<void> writeDurably(const std::filesystem::path& target, std::string_view bytes) {
    auto file =
        GrowingFile::open(target.parent_path() / ("." + target.filename().string() + ".partial"), true);
    if (!file) return tl::unexpected(file.error());
    auto ok = file->append(bytes);
    if (ok) ok = file->publish(target);
    if (!ok) file->discard();
    return ok;
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

Expected<void> removeDurably(const std::filesystem::path& file) {
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) return problem("remove", file, errno);
    syncFolder(file.parent_path());
    return {};
}

Expected<void> makeFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return problem("make folder", folder, error.value());
    return {};
}

}  // namespace tidewaiter::tuf
