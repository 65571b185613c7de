#include "firmware/console/page_files.h"

#include <array>

#include "firmware/console/problem.h"
#include "firmware/tuf/digest.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::console {

namespace fs = std::filesystem;

namespace {

/// Empty for files that are none of the page.
std::string typeOf(const fs::path& file) {
    constexpr std::array<std::pair<const char*, const char*>, 7> kTypes = {
        {{".html", "text/html; charset=utf-8"},
         {".css", "text/css; charset=utf-8"},
         {".js", "text/javascript; charset=utf-8"},
         {".json", "application/json"},
         {".svg", "image/svg+xml"},
         {".png", "image/png"},
         {".webmanifest", "application/manifest+json"}}};
    for (const auto& [ending, type] : kTypes) {
        if (file.extension() == ending) return type;
    }
    return {};
}

}  // namespace

Expected<PageFiles> PageFiles::load(const fs::path& folder) {
    PageFiles page;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const auto type = typeOf(entry->path());
        if (type.empty() || !entry->is_regular_file(error)) continue;
        auto bytes = tuf::readFile(entry->path());
        if (!bytes) return tl::unexpected(bytes.error());
        if (!*bytes) continue;
        const auto tag = "\"" + tuf::sha256Hex(**bytes).substr(0, 32) + "\"";
        page.files_["/" + fs::relative(entry->path(), folder, error).generic_string()] = {std::move(**bytes),
                                                                                          type, tag};
    }
    if (!page.files_.contains("/index.html"))
        return failure("the console's page is not in '" + folder.string() +
                       "'; install the program again, or name the folder of its data with --data");
    return page;
}

WebResponse PageFiles::answer(const WebRequest& request) const {
    if (request.method != "GET" && request.method != "HEAD") return responseOf(problemOfStatus(405));
    const auto found = files_.find(request.path == "/" ? "/index.html" : request.path);
    if (found == files_.end()) return responseOf(problemOfStatus(404));
    const auto& file = found->second;
    WebResponse response{200,
                         {{"Content-Type", file.type}, {"ETag", file.tag}, {"Cache-Control", "no-cache"}}};
    if (request.header("if-none-match") == file.tag) {
        response.status = 304;
    } else {
        response.body = file.bytes;
    }
    return response;
}

}  // namespace tidewaiter::console
