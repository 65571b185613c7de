#include "firmware/tuf/target_download.h"

#include <vector>

#include "firmware/files/durable_file.h"
#include "firmware/tuf/file_reader.h"
#include "firmware/tuf/growing_file.h"
#include "firmware/tuf/url.h"

namespace tidewaiter::tuf {

namespace {

namespace fs = std::filesystem;

constexpr const char* kPartialEnd = ".partial";
constexpr std::size_t kHashInName = 16;  // digits: tells versions of a target apart, verifies nothing

std::string shown(const TargetInfo& target) {
    return "target '" + percentEncodedPath(target.path) + "'";
}

std::string partialNamePrefix(const TargetInfo& target) {
    return '.' + safeFileName(target.path) + '.';
}

fs::path partialFileOf(const TargetInfo& target, const fs::path& folder) {
    const auto hash = namingHash(target.file.content.hashes).value_or("").substr(0, kHashInName);
    return folder / (partialNamePrefix(target) + hash + kPartialEnd);
}

/// Beginnings of other versions of the target are of no more use.
void removeOtherPartials(const TargetInfo& target, const fs::path& folder) {
    const auto prefix = partialNamePrefix(target);
    const auto length = prefix.size() + kHashInName + std::string_view(kPartialEnd).size();
    std::error_code error;  // what cannot be removed disturbs nothing
    std::vector<fs::path> old;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const auto name = entry->path().filename().string();
        if (name.starts_with(prefix) && name.ends_with(kPartialEnd) && name.size() == length &&
            entry->path() != partialFileOf(target, folder))
            old.push_back(entry->path());
    }
    for (const auto& file : old) fs::remove(file, error);
}

/// Adds a file's content to `check`; how many bytes that were, 0 when there is no such file.
Expected<std::uint64_t> addFile(const fs::path& file, ContentCheck& check) {
    std::uint64_t bytes = 0;
    const auto found = readPieces(file, 0, [&](std::string_view piece) -> Expected<void> {
        check.add(piece);
        bytes += piece.size();
        return {};
    });
    if (!found) return tl::unexpected(found.error());
    return bytes;
}

/// One attempt, from where an earlier one stopped.
class Attempt {
  public:
    Attempt(const TargetInfo& target, fs::path partial, const ProgressCallback& progress)
        : target_(target), partial_(std::move(partial)), progress_(progress) {}

    Expected<void> run(Fetcher& fetcher, const std::string& url, const fs::path& destination) {
        auto file = GrowingFile::open(partial_);
        if (!file) return tl::unexpected(file.error());
        const auto present = addFile(partial_, check_);
        if (!present) return tl::unexpected(present.error());
        received_ = present_ = *present;
        const auto length = *target_.file.content.length;
        if (present_ < length) {
            const auto fetched = fetcher.fetch({url, length, present_},
                                               [&](std::string_view piece) { return take(piece, *file); });
            if (!fetched) return stop(*file, fetched.error());
        }
        if (auto ok = check_.verify(target_.file.content, shown(target_)); !ok) {
            file->discard();
            wrongBeginning_ = present_ > 0;
            return ok;
        }
        return file->publish(destination);
    }
    /// Whether the content was wrong and bytes of an earlier attempt took part: they may be the reason.
    [[nodiscard]] bool wrongBeginning() const { return wrongBeginning_; }

  private:
    Expected<void> take(std::string_view piece, GrowingFile& file) {
        check_.add(piece);
        received_ += piece.size();
        if (progress_) progress_({target_.path, received_, *target_.file.content.length});
        return file.append(piece);
    }
    /// What came is kept for the next attempt unless it cannot be the beginning of the target.
    static Expected<void> stop(GrowingFile& file, const FetchError& error) {
        if (error.problem != FetchProblem::Failed) file.discard();
        return failure(error.message);
    }

    const TargetInfo& target_;
    fs::path partial_;
    const ProgressCallback& progress_;
    ContentCheck check_;
    std::uint64_t present_ = 0;
    std::uint64_t received_ = 0;
    bool wrongBeginning_ = false;
};

}  // namespace

fs::path targetFileOf(const TargetInfo& target, const fs::path& folder) {
    return folder / safeFileName(target.path);
}

std::string targetUrl(const std::string& base, const TargetInfo& target, bool consistentSnapshot) {
    const auto hash = namingHash(target.file.content.hashes);
    if (!consistentSnapshot || !hash) return joinedUrl(base, percentEncodedPath(target.path));
    const auto slash = target.path.rfind('/');
    const auto name = slash == std::string::npos ? 0 : slash + 1;
    return joinedUrl(
        base, percentEncodedPath(target.path.substr(0, name) + *hash + '.' + target.path.substr(name)));
}

Expected<std::optional<fs::path>> presentTarget(const TargetInfo& target, const fs::path& folder) {
    const auto file = targetFileOf(target, folder);
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return std::nullopt;
    ContentCheck check;
    if (const auto read = addFile(file, check); !read) return tl::unexpected(read.error());
    if (!check.verify(target.file.content, shown(target))) return std::nullopt;
    return file;
}

Expected<fs::path> downloadTarget(Fetcher& fetcher, const std::string& url, const TargetInfo& target,
                                  const fs::path& folder, const ProgressCallback& progress) {
    const auto destination = targetFileOf(target, folder);
    if (auto ok = checkVerifiable(target.file.content, shown(target)); !ok) return tl::unexpected(ok.error());
    if (auto ok = files::makeFolder(folder); !ok) return tl::unexpected(ok.error());
    removeOtherPartials(target, folder);
    Attempt first(target, partialFileOf(target, folder), progress);
    auto ok = first.run(fetcher, url, destination);
    if (first.wrongBeginning()) {
        Attempt second(target, partialFileOf(target, folder), progress);
        ok = second.run(fetcher, url, destination);
    }
    if (!ok) return tl::unexpected(ok.error());
    return destination;
}

}  // namespace tidewaiter::tuf
