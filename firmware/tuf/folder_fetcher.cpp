#include "firmware/tuf/folder_fetcher.h"

#include <algorithm>
#include <filesystem>

#include "firmware/tuf/file_reader.h"
#include "firmware/tuf/url.h"

namespace tidewaiter::tuf {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kScheme = "file://";

/// Nothing when the address is none of a file or climbs out of the folder that is before it.
std::optional<fs::path> pathOf(const std::string& url) {
    if (!url.starts_with(kScheme)) return std::nullopt;
    const auto decoded = percentDecoded(std::string_view(url).substr(kScheme.size()));
    if (!decoded || decoded->find('\0') != std::string::npos) return std::nullopt;
    fs::path path(*decoded);
    if (!path.is_absolute() || std::find(path.begin(), path.end(), fs::path("..")) != path.end())
        return std::nullopt;
    return path;
}

tl::unexpected<FetchError> notFound(const std::string& url) {
    return tl::unexpected(
        FetchError{FetchProblem::NotFound,
                   "there is no file for '" + url + "'; check the folder, or take a newer copy of it"});
}

}  // namespace

std::string folderUrl(const std::string& folder) {
    std::error_code error;
    auto path = fs::absolute(folder, error).lexically_normal();
    return std::string(kScheme) + percentEncodedPath(path.string());
}

tl::expected<void, FetchError> FolderFetcher::fetch(const FetchRequest& request, const Sink& sink) {
    const auto path = pathOf(request.url);
    if (!path) return notFound(request.url);
    auto problem = FetchProblem::Failed;
    std::uint64_t position = request.from;
    const auto found = readPieces(*path, request.from, [&](std::string_view piece) -> Expected<void> {
        position += piece.size();
        if (position <= request.maxBytes) return sink(piece);
        problem = FetchProblem::TooLong;
        return failure("'" + path->filename().string() + "' is longer than the " +
                       std::to_string(request.maxBytes) +
                       " bytes that it may have; take another copy of the folder");
    });
    if (!found) return tl::unexpected(FetchError{problem, found.error().message});
    if (!*found) return notFound(request.url);
    return {};
}

}  // namespace tidewaiter::tuf
