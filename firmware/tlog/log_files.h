// LogFiles: the tiles and bundles of a log, read from its folder.
// Thread rule: reads files; safe to call from any thread. What comes is as it stands there: nothing is
// verified.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "firmware/tlog/merkle.h"
#include "models/error.h"

namespace tidewaiter::tlog {

inline constexpr int kLevels = 8;
/// An entry's length is two bytes in its bundle.
inline constexpr std::size_t kMostEntryBytes = 65535;

/// How many hashes the tiles of `level` hold together in a log of `size` entries.
[[nodiscard]] std::uint64_t hashesAt(int level, std::uint64_t size);
/// How many of them, in [1, 256], tile `number` has. Precondition: it has one.
[[nodiscard]] std::uint64_t widthOf(std::uint64_t number, std::uint64_t hashes);

/// Which file will do. A writer may have put a larger one in the place of a partial file; a reader takes the
/// beginning of that.
enum class Width { Exact, OrLarger };

[[nodiscard]] Expected<std::string> readCheckpointNote(const std::filesystem::path& folder);
[[nodiscard]] bool hasCheckpoint(const std::filesystem::path& folder);
[[nodiscard]] std::filesystem::path checkpointPath(const std::filesystem::path& folder);

/// Where it is read from, and the first hashes of it.
struct Tile {
    std::filesystem::path path;
    std::vector<Hash> hashes;
};

[[nodiscard]] Expected<Tile> readTile(const std::filesystem::path& folder, int level, std::uint64_t number,
                                      std::uint64_t width, Width which);

struct Bundle {
    std::filesystem::path path;
    std::vector<std::string> entries;
};

[[nodiscard]] Expected<Bundle> readBundle(const std::filesystem::path& folder, std::uint64_t number,
                                          std::uint64_t width, Width which);
/// An entry as it stands in a bundle.
[[nodiscard]] std::string bundled(std::string_view entry);

/// Of each level, from 0 on, the hashes of its last tile where that is not full: they give the root.
using Edge = std::vector<std::vector<Hash>>;

struct EdgeFiles {
    Edge edge;
    std::vector<std::filesystem::path> paths;
};

[[nodiscard]] Expected<EdgeFiles> readEdge(const std::filesystem::path& folder, std::uint64_t size,
                                           Width which);
[[nodiscard]] Hash rootOfEdge(const Edge& edge);

}  // namespace tidewaiter::tlog
