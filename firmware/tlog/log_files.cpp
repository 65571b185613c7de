#include "firmware/tlog/log_files.h"

#include <algorithm>
#include <functional>

#include "firmware/text/visible_text.h"
#include "firmware/tlog/tile_path.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::tlog {

namespace fs = std::filesystem;

namespace {

constexpr unsigned kBitsOfLevel = 8;
constexpr std::size_t kMostNoteBytes = std::size_t{1} << 20U;
constexpr std::size_t kMostBundleBytes = kTileWidth * (2 + kMostEntryBytes);
constexpr std::size_t kHashBytes = std::tuple_size_v<Hash>;

std::string named(const fs::path& file) {
    return '\'' + text::visibleText(file.string()) + '\'';
}

tl::unexpected<Error> missing(const fs::path& file) {
    return failure("the log's file " + named(file) + " is missing; bring it back from a backup");
}

tl::unexpected<Error> changed(const fs::path& file, const std::string& what) {
    return failure("the log's file " + named(file) + " was changed: " + what +
                   "; bring it back from a backup");
}

// Whatever a file has grown to, we take no more of it than a right one can have.
Expected<std::optional<std::string>> readAtMost(const fs::path& file, std::size_t most) {
    std::string content;
    const auto found = tuf::readPieces(file, 0, [&](std::string_view piece) -> Expected<void> {
        content += piece;
        if (content.size() > most) return changed(file, "it is longer than any such file can be");
        return {};
    });
    if (!found) return tl::unexpected(found.error());
    return *found ? std::optional(std::move(content)) : std::nullopt;
}

struct Stored {
    fs::path path;
    std::uint64_t width = 0;
    std::string bytes;
};

Expected<Stored> readStored(const std::function<fs::path(std::uint64_t)>& path, std::uint64_t width,
                            Width which, std::size_t most) {
    const auto last = which == Width::Exact ? width : kTileWidth;
    for (auto larger = width; larger <= last; ++larger) {
        auto bytes = readAtMost(path(larger), most);
        if (!bytes) return tl::unexpected(bytes.error());
        if (*bytes) return Stored{path(larger), larger, std::move(**bytes)};
    }
    return missing(path(width));
}

std::vector<Hash> hashesIn(std::string_view bytes) {
    std::vector<Hash> hashes(bytes.size() / kHashBytes);
    for (auto& hash : hashes) {
        std::copy_n(bytes.begin(), kHashBytes, hash.begin());
        bytes.remove_prefix(kHashBytes);
    }
    return hashes;
}

std::size_t lengthIn(std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(bytes[i])}; };
    return byte(0) << kBitsOfLevel | byte(1);
}

// The entries that end within `bytes`; nothing where more or less than `width` entries stand there.
std::optional<std::vector<std::string>> entriesIn(std::string_view bytes, std::uint64_t width) {
    std::vector<std::string> entries;
    while (bytes.size() >= 2 && bytes.size() - 2 >= lengthIn(bytes)) {
        entries.emplace_back(bytes.substr(2, lengthIn(bytes)));
        bytes.remove_prefix(2 + entries.back().size());
    }
    return bytes.empty() && entries.size() == width ? std::optional(std::move(entries)) : std::nullopt;
}

}  // namespace

std::uint64_t hashesAt(int level, std::uint64_t size) {
    return size >> (kBitsOfLevel * static_cast<unsigned>(level));
}

std::uint64_t widthOf(std::uint64_t number, std::uint64_t hashes) {
    return std::min(kTileWidth, hashes - number * kTileWidth);
}

fs::path checkpointPath(const fs::path& folder) {
    return folder / "checkpoint";
}

bool hasCheckpoint(const fs::path& folder) {
    std::error_code error;
    return fs::exists(checkpointPath(folder), error) || error;
}

Expected<std::string> readCheckpointNote(const fs::path& folder) {
    const auto path = checkpointPath(folder);
    auto note = readAtMost(path, kMostNoteBytes);
    if (!note) return tl::unexpected(note.error());
    if (*note) return std::move(**note);
    return missing(path);
}

Expected<Tile> readTile(const fs::path& folder, int level, std::uint64_t number, std::uint64_t width,
                        Width which) {
    const auto path = [&](std::uint64_t wide) { return folder / tilePath(level, number, wide); };
    auto stored = readStored(path, width, which, kTileWidth * kHashBytes);
    if (!stored) return tl::unexpected(stored.error());
    if (stored->bytes.size() != stored->width * kHashBytes) {
        return changed(stored->path, "it has " + std::to_string(stored->bytes.size()) + " bytes instead of " +
                                         std::to_string(stored->width * kHashBytes));
    }
    auto hashes = hashesIn(stored->bytes);
    hashes.resize(width);
    return Tile{stored->path, std::move(hashes)};
}

Expected<Bundle> readBundle(const fs::path& folder, std::uint64_t number, std::uint64_t width, Width which) {
    const auto path = [&](std::uint64_t wide) { return folder / bundlePath(number, wide); };
    auto stored = readStored(path, width, which, kMostBundleBytes);
    if (!stored) return tl::unexpected(stored.error());
    auto entries = entriesIn(stored->bytes, stored->width);
    if (!entries) {
        return changed(stored->path,
                       "the lengths in it do not give " + std::to_string(stored->width) + " entries");
    }
    entries->resize(width);
    return Bundle{stored->path, std::move(*entries)};
}

std::string bundled(std::string_view entry) {
    std::string bytes;
    bytes += static_cast<char>(entry.size() >> kBitsOfLevel);
    bytes += static_cast<char>(entry.size());
    return bytes.append(entry);
}

Expected<EdgeFiles> readEdge(const fs::path& folder, std::uint64_t size, Width which) {
    EdgeFiles files;
    for (int level = 0; level < kLevels && hashesAt(level, size) > 0; ++level) {
        const auto hashes = hashesAt(level, size);
        files.edge.emplace_back();
        if (hashes % kTileWidth == 0) continue;
        auto tile = readTile(folder, level, hashes / kTileWidth, hashes % kTileWidth, which);
        if (!tile) return tl::unexpected(tile.error());
        files.edge.back() = std::move(tile->hashes);
        files.paths.push_back(std::move(tile->path));
    }
    return files;
}

Hash rootOfEdge(const Edge& edge) {
    std::vector<Hash> subtrees;
    for (auto level = edge.rbegin(); level != edge.rend(); ++level) {
        for (const auto& [begin, end] : completeSubtrees({0, level->size()})) {
            const auto first = level->begin();
            subtrees.push_back(rootOf(
                {first + static_cast<std::ptrdiff_t>(begin), first + static_cast<std::ptrdiff_t>(end)}));
        }
    }
    return subtrees.empty() ? emptyRoot() : joined(subtrees);
}

}  // namespace tidewaiter::tlog
