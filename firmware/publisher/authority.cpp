#include "firmware/publisher/authority.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>

#include "firmware/text/visible_text.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::publisher {

using text::visibleText;

namespace {

constexpr mode_t kOwnerOnly = 0600;

Expected<files::Descriptor> lockOf(const Places& places) {
    files::Descriptor lock(::open(places.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly));
    if (!lock.isOpen()) return tl::unexpected(files::writeError(places.lock(), errno));
    if (::flock(lock.number(), LOCK_EX | LOCK_NB) == 0) return lock;
    return failure("another publisher is at work in '" + visibleText(places.folder.string()) +
                   "'; wait until it has finished, then try again");
}

}  // namespace

Expected<Settings> readSettings(const Places& places) {
    const auto text = tuf::readFile(places.settings());
    if (!text) return tl::unexpected(text.error());
    if (*text) return parseSettings(**text, visibleText(places.settings().string()));
    return failure("there is no authority in '" + visibleText(places.folder.string()) +
                   "'; name the folder that tidewaiter watchlist keygen made, or make one with it");
}

Expected<Authority> Authority::open(const std::filesystem::path& folder) {
    Places places{folder};
    auto settings = readSettings(places);
    if (!settings) return tl::unexpected(settings.error());
    auto lock = lockOf(places);
    if (!lock) return tl::unexpected(lock.error());
    return Authority(std::move(places), std::move(*settings), std::move(*lock));
}

Expected<void> replaceFile(const std::filesystem::path& file, std::string_view bytes, Readers readers) {
    auto partial = files::PartialFile::write(file, bytes);
    if (!partial) return tl::unexpected(partial.error());
    if (readers == Readers::Owner && ::chmod(partial->temporary().c_str(), kOwnerOnly) != 0)
        return tl::unexpected(files::writeError(file, errno));
    return partial->publish();
}

Expected<std::string> requiredFile(const std::filesystem::path& file) {
    auto bytes = tuf::readFile(file);
    if (!bytes) return tl::unexpected(bytes.error());
    if (*bytes) return std::move(**bytes);
    return failure("the file '" + visibleText(file.string()) + "' is missing; bring it back from a backup");
}

}  // namespace tidewaiter::publisher
