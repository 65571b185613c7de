#include "firmware/tlog/log_reader.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "firmware/text/visible_text.h"
#include "firmware/tlog/log_files.h"
#include "firmware/tlog/tile_path.h"

namespace tidewaiter::tlog {

namespace fs = std::filesystem;

namespace {

constexpr int kBitsOfLevel = 8;

tl::unexpected<Error> changed(const fs::path& file, const std::string& what) {
    return failure("the log's file '" + text::visibleText(file.string()) + "' was changed: " + what +
                   "; bring it back from a backup");
}

/// The tiles of a log, one level of them held against the next.
class Audit {
  public:
    Audit(const fs::path& folder, const Checkpoint& checkpoint) : folder_(folder), checkpoint_(checkpoint) {}

    /// From the root down, so that a file is held only against what is proven already.
    [[nodiscard]] Expected<void> run() {
        if (auto ok = checkEdge(); !ok) return ok;
        for (int level = kLevels - 2; level >= 0; --level) {
            const auto full = hashesAt(level + 1, checkpoint_.size);
            for (std::uint64_t number = 0; number < full; ++number) {
                if (auto ok = checkTile(level, number); !ok) return ok;
            }
        }
        for (std::uint64_t number = 0; number * kTileWidth < checkpoint_.size; ++number) {
            if (auto ok = checkBundle(number); !ok) return ok;
        }
        for (int level = 0; level < kLevels; ++level) {
            const auto hashes = hashesAt(level, checkpoint_.size);
            for (std::uint64_t number = 0; number * kTileWidth < hashes; ++number) {
                if (auto ok = checkEarlier(level, number); !ok) return ok;
            }
        }
        return {};
    }

  private:
    Expected<Tile> tile(int level, std::uint64_t number) const {
        const auto width = widthOf(number, hashesAt(level, checkpoint_.size));
        return readTile(folder_, level, number, width, Width::OrLarger);
    }

    // Together the last tiles give the root, so which of them differs cannot be told.
    Expected<void> checkEdge() const {
        const auto files = readEdge(folder_, checkpoint_.size, Width::OrLarger);
        if (!files) return tl::unexpected(files.error());
        if (rootOfEdge(files->edge) == checkpoint_.root) return {};
        std::string names;
        for (const auto& path : files->paths)
            names += (names.empty() ? "'" : ", '") + text::visibleText(path.string()) + '\'';
        if (names.empty())
            return failure("the checkpoint of an empty log has the root of another; ask for the log");
        return failure("the log's last hashes do not give the root that is signed: " +
                       std::string(files->paths.size() > 1 ? "one of " : "") + names +
                       " was changed; bring it back from a backup");
    }

    Expected<void> checkTile(int level, std::uint64_t number) {
        const auto found = tile(level, number);
        if (!found) return tl::unexpected(found.error());
        const auto above = hash(level + 1, number);
        if (!above) return tl::unexpected(above.error());
        if (rootOf(found->hashes) == *above) return {};
        return changed(found->path, "its hashes do not give hash " + std::to_string(number % kTileWidth) +
                                        " of '" + text::visibleText(parent_.path.string()) + '\'');
    }

    // What a tile was when it had fewer hashes stays for whoever knows an earlier checkpoint.
    Expected<void> checkEarlier(int level, std::uint64_t number) const {
        std::error_code none;
        const auto partials = (folder_ / tilePath(level, number, 1)).parent_path();
        if (!fs::is_directory(partials, none)) return {};
        const auto now = tile(level, number);
        if (!now) return tl::unexpected(now.error());
        for (std::uint64_t width = 1; width < now->hashes.size(); ++width) {
            if (!fs::exists(folder_ / tilePath(level, number, width), none)) continue;
            const auto then = readTile(folder_, level, number, width, Width::Exact);
            if (!then) return tl::unexpected(then.error());
            if (!std::equal(then->hashes.begin(), then->hashes.end(), now->hashes.begin()))
                return changed(then->path, "its hashes are not those of the tile as it is now");
        }
        return {};
    }

    // One tile is the parent of 256, which come one after the other.
    Expected<Hash> hash(int level, std::uint64_t index) {
        if (parent_.hashes.empty() || parentLevel_ != level || parentNumber_ != index / kTileWidth) {
            auto found = tile(level, index / kTileWidth);
            if (!found) return tl::unexpected(found.error());
            parent_ = std::move(*found);
            parentLevel_ = level;
            parentNumber_ = index / kTileWidth;
        }
        return parent_.hashes[index % kTileWidth];
    }

    Expected<void> checkBundle(std::uint64_t number) const {
        const auto hashes = tile(0, number);
        if (!hashes) return tl::unexpected(hashes.error());
        const auto bundle = readBundle(folder_, number, hashes->hashes.size(), Width::OrLarger);
        if (!bundle) return tl::unexpected(bundle.error());
        for (std::size_t i = 0; i < bundle->entries.size(); ++i) {
            if (leafHash(bundle->entries[i]) == hashes->hashes[i]) continue;
            return changed(bundle->path, "entry " + std::to_string(number * kTileWidth + i) +
                                             " is not the one whose hash is in the log");
        }
        return {};
    }

    const fs::path& folder_;
    const Checkpoint& checkpoint_;
    Tile parent_;
    int parentLevel_ = 0;
    std::uint64_t parentNumber_ = 0;
};

// A complete subtree: the hashes of the next level below it that has tiles stand in one tile, side by side.
Expected<Hash> subtreeHash(const fs::path& folder, const Range& subtree, std::uint64_t size) {
    const int height = std::countr_zero(subtree.end - subtree.begin);
    const int level = height / kBitsOfLevel;
    const auto first = hashesAt(level, subtree.begin);
    const auto number = first / kTileWidth;
    const auto tile =
        readTile(folder, level, number, widthOf(number, hashesAt(level, size)), Width::OrLarger);
    if (!tile) return tl::unexpected(tile.error());
    const auto begin = tile->hashes.begin() + static_cast<std::ptrdiff_t>(first % kTileWidth);
    return rootOf({begin, begin + (std::ptrdiff_t{1} << (height % kBitsOfLevel))});
}

Expected<Hash> rangeHash(const fs::path& folder, const Range& range, std::uint64_t size) {
    std::vector<Hash> hashes;
    for (const auto& subtree : completeSubtrees(range)) {
        auto hash = subtreeHash(folder, subtree, size);
        if (!hash) return hash;
        hashes.push_back(*hash);
    }
    return joined(hashes);
}

Expected<std::vector<Hash>> hashesOf(const fs::path& folder, const std::vector<Range>& ranges,
                                     std::uint64_t size) {
    std::vector<Hash> proof;
    for (const auto& range : ranges) {
        const auto hash = rangeHash(folder, range, size);
        if (!hash) return tl::unexpected(hash.error());
        proof.push_back(*hash);
    }
    return proof;
}

}  // namespace

Expected<LogReader> LogReader::open(const fs::path& folder, const VerifierKey& key) {
    auto note = readCheckpointNote(folder);
    if (!note) return tl::unexpected(note.error());
    auto checkpoint = openCheckpoint(*note, key);
    if (!checkpoint) {
        return failure('\'' + text::visibleText(checkpointPath(folder).string()) +
                       "': " + checkpoint.error().message);
    }
    return LogReader(folder, std::move(*note), std::move(*checkpoint));
}

Expected<std::string> LogReader::entry(std::uint64_t index) const {
    assert(index < checkpoint_.size);
    const auto number = index / kTileWidth;
    auto bundle = readBundle(folder_, number, widthOf(number, checkpoint_.size), Width::OrLarger);
    if (!bundle) return tl::unexpected(bundle.error());
    return std::move(bundle->entries[index % kTileWidth]);
}

Expected<std::vector<Hash>> LogReader::inclusionProof(std::uint64_t index) const {
    return hashesOf(folder_, inclusionRanges(index, checkpoint_.size), checkpoint_.size);
}

Expected<std::vector<Hash>> LogReader::consistencyProof(std::uint64_t oldSize) const {
    return hashesOf(folder_, consistencyRanges(oldSize, checkpoint_.size), checkpoint_.size);
}

Expected<LogReader> LogReader::asOf(std::string note, const VerifierKey& key) const {
    auto earlier = openCheckpoint(note, key);
    if (!earlier) return tl::unexpected(earlier.error());
    const auto broken =
        failure("the log does not continue what it was when it had " + std::to_string(earlier->size) +
                " records: it was cut off or begun anew; restore it from a copy");
    if (earlier->size > checkpoint_.size) return broken;
    const auto proof = consistencyProof(earlier->size);
    if (!proof) return tl::unexpected(proof.error());
    if (!provesConsistency(*proof, earlier->size, earlier->root, checkpoint_.size, checkpoint_.root))
        return broken;
    return LogReader(folder_, std::move(note), std::move(*earlier));
}

Expected<void> LogReader::verify() const {
    return Audit(folder_, checkpoint_).run();
}

}  // namespace tidewaiter::tlog
