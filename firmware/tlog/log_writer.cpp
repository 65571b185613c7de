#include "firmware/tlog/log_writer.h"

#include <algorithm>
#include <string>
#include <system_error>

#include "firmware/files/lock_file.h"
#include "firmware/text/visible_text.h"
#include "firmware/tlog/tile_path.h"

namespace tidewaiter::tlog {

namespace fs = std::filesystem;

namespace {

std::string named(const fs::path& path) {
    return '\'' + text::visibleText(path.string()) + '\'';
}

Expected<files::Descriptor> lockOf(const fs::path& folder) {
    return files::lockFile(folder / "lock", "somebody else writes to the log in " + named(folder) +
                                                "; wait until that has finished, then try again");
}

Expected<void> writeFile(const fs::path& path, std::string_view bytes) {
    if (auto made = files::makeFolder(path.parent_path()); !made) return made;
    auto partial = files::PartialFile::write(path, bytes);
    if (!partial) return tl::unexpected(partial.error());
    return partial->publish();
}

std::string bytesOf(const std::vector<Hash>& hashes) {
    std::string bytes;
    for (const auto& hash : hashes) bytes.append(reinterpret_cast<const char*>(hash.data()), hash.size());
    return bytes;
}

Expected<void> checkEntries(const std::vector<std::string_view>& entries) {
    for (const auto& entry : entries) {
        if (entry.size() <= kMostEntryBytes) continue;
        return failure("an entry of " + std::to_string(entry.size()) +
                       " bytes is too long for the log; at most " + std::to_string(kMostEntryBytes) +
                       " are possible: put what is long into a file of its own");
    }
    return {};
}

/// The files that make a log longer. None of them takes the place of one that counts before the checkpoint
/// says so; until then the log is as it was.
class Growth {
  public:
    Growth(const fs::path& folder, Edge edge, std::uint64_t size)
        : folder_(folder), edge_(std::move(edge)), oldSize_(size), size_(size) {}

    [[nodiscard]] const Edge& edge() const { return edge_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }

    [[nodiscard]] Expected<void> add(const std::vector<std::string_view>& entries) {
        if (auto ok = takeUpBundle(); !ok) return ok;
        for (const auto& entry : entries) {
            if (auto ok = add(entry); !ok) return ok;
        }
        return writePartialFiles();
    }

    /// Frees the space again when the log stays as it was.
    void undo() const {
        std::error_code ignored;
        for (const auto& path : written_) fs::remove(path, ignored);
    }

    /// What counts no more, once the new checkpoint is there. Tiles of earlier checkpoints stay until theirs
    /// is full, as the specification asks; bundles, which are large, do not. What stays does no harm.
    void sweep() const {
        for (int level = 0; level < kLevels && hashesAt(level, size_) > 0; ++level) {
            const auto number = hashesAt(level, oldSize_) / kTileWidth;
            if (number < hashesAt(level, size_) / kTileWidth)
                removeAllBut({}, (folder_ / tilePath(level, number, 1)).parent_path());
        }
        const auto number = oldSize_ / kTileWidth;
        const bool isFull = number < size_ / kTileWidth;
        removeAllBut(isFull ? fs::path() : folder_ / bundlePath(number, size_ % kTileWidth),
                     (folder_ / bundlePath(number, 1)).parent_path());
    }

  private:
    // The last bundle is read again, and only taken over as what it was.
    Expected<void> takeUpBundle() {
        if (edge_.empty() || edge_[0].empty()) return {};
        const auto bundle = readBundle(folder_, size_ / kTileWidth, edge_[0].size(), Width::Exact);
        if (!bundle) return tl::unexpected(bundle.error());
        for (std::size_t i = 0; i < edge_[0].size(); ++i) {
            if (leafHash(bundle->entries[i]) != edge_[0][i]) {
                return failure("the log's file " + named(bundle->path) + " was changed: entry " +
                               std::to_string(size_ - edge_[0].size() + i) +
                               " is not the one whose hash is in the log; bring it back from a backup");
            }
            bundle_ += bundled(bundle->entries[i]);
        }
        return {};
    }

    Expected<void> add(std::string_view entry) {
        if (edge_.empty()) edge_.emplace_back();
        bundle_ += bundled(entry);
        edge_[0].push_back(leafHash(entry));
        ++size_;
        if (edge_[0].size() < kTileWidth) return {};
        if (auto ok = write(bundlePath(size_ / kTileWidth - 1, kTileWidth), bundle_); !ok) return ok;
        bundle_.clear();
        return writeFullTiles();
    }

    Expected<void> writeFullTiles() {
        for (std::size_t level = 0; level < edge_.size() && edge_[level].size() == kTileWidth; ++level) {
            const auto number = hashesAt(static_cast<int>(level) + 1, size_) - 1;
            const auto path = tilePath(static_cast<int>(level), number, kTileWidth);
            if (auto ok = write(path, bytesOf(edge_[level])); !ok) return ok;
            if (level + 1 == edge_.size()) edge_.emplace_back();
            edge_[level + 1].push_back(rootOf(edge_[level]));
            edge_[level].clear();
        }
        return {};
    }

    Expected<void> writePartialFiles() {
        if (!edge_[0].empty()) {
            if (auto ok = write(bundlePath(size_ / kTileWidth, edge_[0].size()), bundle_); !ok) return ok;
        }
        for (std::size_t i = 0; i < edge_.size(); ++i) {
            const int level = static_cast<int>(i);
            if (edge_[i].empty() || hashesAt(level, size_) == hashesAt(level, oldSize_)) continue;
            const auto path = tilePath(level, hashesAt(level + 1, size_), edge_[i].size());
            if (auto ok = write(path, bytesOf(edge_[i])); !ok) return ok;
        }
        return {};
    }

    Expected<void> write(const std::string& path, std::string_view bytes) {
        written_.push_back(folder_ / path);
        return writeFile(written_.back(), bytes);
    }

    static void removeAllBut(const fs::path& kept, const fs::path& folder) {
        std::error_code ignored;
        for (fs::directory_iterator file(folder, ignored), end; file != end; file.increment(ignored)) {
            if (file->path() != kept) fs::remove(file->path(), ignored);
        }
        if (kept.empty()) fs::remove(folder, ignored);
    }

    const fs::path& folder_;
    Edge edge_;
    std::uint64_t oldSize_;
    std::uint64_t size_;
    std::string bundle_;
    std::vector<fs::path> written_;
};

Expected<void> checkFolder(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(folder / "tile", error)) return {};
    return failure("the log in " + named(folder) +
                   " has entries but no checkpoint; bring the file 'checkpoint' back from a backup");
}

}  // namespace

Expected<LogWriter> LogWriter::open(const fs::path& folder, NoteSigner signer) {
    if (auto made = files::makeFolder(folder); !made) return tl::unexpected(made.error());
    auto lock = lockOf(folder);
    if (!lock) return tl::unexpected(lock.error());
    LogWriter log(folder, std::move(*lock), std::move(signer));
    if (auto ok = hasCheckpoint(folder) ? log.load() : log.found(); !ok) return tl::unexpected(ok.error());
    return log;
}

Expected<void> LogWriter::found() {
    if (auto ok = checkFolder(folder_); !ok) return ok;
    return publish({signer_.verifier().name, 0, emptyRoot(), {}});
}

Expected<void> LogWriter::load() {
    auto log = reader();
    if (!log) return tl::unexpected(log.error());
    auto files = readEdge(folder_, log->checkpoint().size, Width::Exact);
    if (!files) return tl::unexpected(files.error());
    if (rootOfEdge(files->edge) != log->checkpoint().root) {
        return failure(
            "the last hashes of the log in " + named(folder_) +
            " do not give the root that is signed: a file was changed; verify the log to see which, and "
            "bring it back from a backup");
    }
    checkpoint_ = log->checkpoint();
    edge_ = std::move(files->edge);
    unsure_ = false;
    return {};
}

Expected<LogReader> LogWriter::reader() const {
    return LogReader::open(folder_, signer_.verifier());
}

Expected<void> LogWriter::publish(Checkpoint checkpoint) {
    const auto text = textOf(checkpoint);
    const auto note = text + '\n' + signer_.sign(text);
    auto written = writeFile(checkpointPath(folder_), note);
    // A disk that fails once the file has its name leaves a checkpoint that may not outlast a power cut. It
    // is there all the same: nothing else may be signed of its size.
    const auto there = written ? Expected<std::string>(note) : readCheckpointNote(folder_);
    if (there == note) checkpoint_ = std::move(checkpoint);
    unsure_ = !there;
    return written;
}

Expected<std::uint64_t> LogWriter::append(const std::vector<std::string_view>& entries) {
    if (auto ok = checkEntries(entries); !ok) return tl::unexpected(ok.error());
    if (unsure_) {
        if (auto ok = load(); !ok) return tl::unexpected(ok.error());
    }
    const auto first = checkpoint_.size;
    if (entries.empty()) return first;
    Growth growth(folder_, edge_, first);
    auto grown = growth.add(entries);
    if (grown) grown = publish({checkpoint_.origin, growth.size(), rootOfEdge(growth.edge()), {}});
    if (checkpoint_.size != first) {
        edge_ = growth.edge();
    } else if (!unsure_) {
        growth.undo();
    }
    if (!grown) return tl::unexpected(grown.error());
    growth.sweep();  // not before the checkpoint is on the disk: the one before may come back
    return first;
}

Expected<void> LogWriter::addCosignature(std::string_view line, const WitnessKey& witness) {
    const auto log = reader();
    if (!log) return tl::unexpected(log.error());
    const auto note = withCosignature(log->note(), line, witness);
    if (!note) return tl::unexpected(note.error());
    return writeFile(checkpointPath(folder_), *note);
}

}  // namespace tidewaiter::tlog
