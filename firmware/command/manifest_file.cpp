#include "firmware/command/manifest_file.h"

#include "firmware/command/text_file.h"
#include "firmware/inspection/plain_text.h"

namespace tidewaiter::command {

namespace {

constexpr std::uintmax_t kMaxBytes = 64 << 20;  ///< hundreds of thousands of items

}  // namespace

Expected<manifest::Manifest> loadManifest(const std::filesystem::path& file,
                                          const manifest::ColumnNames& columns) {
    const auto name = inspection::plainText(file.string());
    std::error_code ignored;  // what has no size is read all the same, or named when it cannot be
    const auto size = std::filesystem::file_size(file, ignored);  // of a pipe there is none
    if (!ignored && size > kMaxBytes)
        return failure("the manifest " + name + " is larger than 64 MiB; divide it into several");
    const auto text = readTextFile(file, "manifest");
    if (!text) return tl::unexpected(text.error());
    return manifest::parseManifest(*text, name, columns);
}

}  // namespace tidewaiter::command
