#include "firmware/files/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "firmware/files/durable_file.h"
#include "firmware/text/visible_text.h"

namespace tidewaiter::files {

namespace fs = std::filesystem;

namespace {

constexpr mode_t kOwnerAlone = 0600;

tl::unexpected<Error> refused(const fs::path& file, const std::string& why) {
    return failure('\'' + text::visibleText(file.string()) + "' " + why);
}

Expected<void> checkPrivate(const fs::path& file, const struct stat& state, std::size_t most) {
    if (!S_ISREG(state.st_mode)) return refused(file, "is no file; restore it from its backup");
    if (state.st_uid != ::geteuid())
        return refused(file,
                       "belongs to another user; run the program as that user, or give the file to this one "
                       "(chown)");
    if ((state.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return refused(file,
                       "can be read or changed by others; make it private (chmod 600), and renew what is "
                       "secret in it if others may have read it");
    if (static_cast<std::size_t>(state.st_size) > most)
        return refused(file, "is larger than any such file can be; restore it from its backup");
    return {};
}

/// Fills `content`; the errno that stopped it, or 0. A file that became shorter meanwhile ends earlier.
int fill(const Descriptor& opened, Secret& content) {
    std::size_t done = 0;
    while (done < content.size()) {
        const ssize_t count = ::read(opened.number(), content.data() + done, content.size() - done);
        if (count < 0 && errno != EINTR) return errno;
        if (count == 0) break;
        if (count > 0) done += static_cast<std::size_t>(count);
    }
    content.shorten(done);
    return 0;
}

}  // namespace

Expected<void> writePrivateFile(const fs::path& file, std::string_view bytes) {
    const auto temporary = file.string() + ".partial";
    ::unlink(temporary.c_str());
    int error = 0;
    {
        const Descriptor opened(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerAlone));
        error = opened.isOpen() ? writeThrough(opened, bytes) : errno;
    }
    auto written = error == 0 ? publishFile(temporary, file) : tl::unexpected(writeError(file, error));
    if (!written) ::unlink(temporary.c_str());
    return written;
}

Expected<std::optional<Secret>> readPrivateFile(const fs::path& file, std::size_t most) {
    // A pipe in place of a file must not hold us up.
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (!opened.isOpen() && errno == ENOENT) return std::nullopt;
    if (!opened.isOpen())
        return refused(file, "cannot be opened; run the program as the user whom it belongs to");
    struct stat state {};
    if (::fstat(opened.number(), &state) != 0) return refused(file, "cannot be read; check the disk");
    if (auto ok = checkPrivate(file, state, most); !ok) return tl::unexpected(ok.error());
    Secret content(static_cast<std::size_t>(state.st_size));
    if (fill(opened, content) != 0) return refused(file, "cannot be read; check the disk");
    return content;
}

}  // namespace tidewaiter::files
