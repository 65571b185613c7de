#include "firmware/records/record_store.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "firmware/files/durable_file.h"
#include "firmware/files/lock_file.h"
#include "firmware/records/awaited_pictures.h"
#include "firmware/records/decision.h"
#include "firmware/records/device_key.h"
#include "firmware/records/legal_hold.h"
#include "firmware/records/logged_record.h"
#include "firmware/text/visible_text.h"
#include "firmware/tlog/log_writer.h"
#include "firmware/tuf/digest.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::records {

namespace fs = std::filesystem;
using files::makeFolder;
using files::PartialFile;
using text::visibleText;

struct RecordStore::Open {
    files::Descriptor lock;
    EvidenceFiles files;
    tlog::LogWriter log;
    const std::string device;  ///< the log's origin: a copy, since whoever seals changes the log's checkpoint
    AwaitedPictures awaited;
    std::mutex turns;

    Open(files::Descriptor held, EvidenceFiles where, tlog::LogWriter writer)
        : lock(std::move(held)),
          files(std::move(where)),
          log(std::move(writer)),
          device(log.checkpoint().origin) {}

    Expected<void> logAndFile(const std::string& id, std::string_view bytes);
    Expected<void> finishPending();
    Expected<void> finish(const std::string& id, bool logged);
    Expected<void> sealNow(const Record& record);
    void finishLastRemoval() const;
    [[nodiscard]] Expected<void> checkParts(const Record& record) const;
    [[nodiscard]] Expected<bool> isStillRight(const Removal& removal, std::uint64_t count) const;
    [[nodiscard]] Expected<bool> isLast(const LogEntry& entry) const;
};

namespace {

Expected<void> writeFile(const fs::path& file, std::string_view bytes) {
    return makeFolder(file.parent_path())
        .and_then([&] { return PartialFile::write(file, bytes); })
        .and_then([](PartialFile partial) { return partial.publish(); });
}

/// Of the whole folder, since the audit log, the key and what waits belong to one program too.
Expected<files::Descriptor> lockOf(const EvidenceFiles& files) {
    return files::lockFile(
        files.lock(),
        "another tidewaiter has the evidence in '" + visibleText(files.folder().string()) +
            "' open; end it, then try again (tidewaiter serve keeps it open: place and release holds in its "
            "console, and it removes by itself once a day)");
}

/// The inspections that a record says something of: one that is removed, held or decided anew is no longer
/// what a plan took it for.
std::vector<std::string> inspectionsIn(const Record& record) {
    std::vector<std::string> ids;
    if (const auto decision = decisionIn(record); record.kind == RecordKind::Decision && decision)
        ids.push_back(decision->inspection);
    if (const auto hold = holdIn(record); record.kind == RecordKind::Hold && hold) ids = hold->records;
    if (const auto removal = removalIn(record); record.kind == RecordKind::Removal && removal) {
        for (const auto& one : removal->inspections) ids.push_back(one.id);
    }
    return ids;
}

/// Whether the removal, made before the record was sealed, might be another one after it.
bool concerns(const Record& later, const Removal& removal) {
    const auto takesImage = [&](const Image& image) {
        return std::ranges::find(removal.images, image.sha256, &Image::sha256) != removal.images.end();
    };
    const auto takes = [&](const std::string& id) {
        return std::ranges::find(removal.inspections, id, &RemovedInspection::id) !=
               removal.inspections.end();
    };
    return std::ranges::any_of(later.images, takesImage) || std::ranges::any_of(inspectionsIn(later), takes);
}

}  // namespace

/// Only the last entry can be that of a record that waits: nothing is sealed before what waits is finished.
Expected<bool> RecordStore::Open::isLast(const LogEntry& entry) const {
    const auto size = log.checkpoint().size;
    if (size == 0) return false;
    return log.reader()
        .and_then([&](const tlog::LogReader& reader) { return reader.entry(size - 1); })
        .map([&](const std::string& last) { return last == bytesOf(entry); });
}

/// The record waits in `pending`, whole and on the disk.
Expected<void> RecordStore::Open::logAndFile(const std::string& id, std::string_view bytes) {
    const LogEntry entry{id, tuf::sha256Hex(bytes)};
    const auto line = bytesOf(entry);
    const auto logged = isLast(entry);
    if (!logged) return tl::unexpected(logged.error());
    if (!*logged) {
        if (auto appended = log.append({line}); !appended) return tl::unexpected(appended.error());
    }
    return makeFolder(files.record(id).parent_path()).and_then([&] {
        return files::publishFile(files.pending() / (id + ".json"), files.record(id));
    });
}

Expected<void> RecordStore::Open::finishPending() {
    std::error_code error;
    std::vector<std::string> waiting;
    for (const auto& entry : fs::directory_iterator(files.pending(), error)) {
        const auto id = entry.path().stem().string();
        if (entry.path().extension() == ".json" && isRecordId(id)) waiting.push_back(id);
    }
    std::sort(waiting.begin(), waiting.end());
    // The one that is in the log already goes first, while it is the last there.
    for (const bool logged : {true, false}) {
        for (const auto& id : waiting) {
            if (auto finished = finish(id, logged); !finished) return finished;
        }
    }
    return {};
}

/// Seals the record that waits, unless it is gone or whether it is in the log is not as `logged` says.
Expected<void> RecordStore::Open::finish(const std::string& id, bool logged) {
    const auto bytes = tuf::readFile(files.pending() / (id + ".json"));
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return {};
    const auto isLogged = isLast({id, tuf::sha256Hex(**bytes)});
    if (!isLogged) return tl::unexpected(isLogged.error());
    return *isLogged == logged ? logAndFile(id, **bytes) : Expected<void>();
}

/// Of a removal that was the last to be sealed. What cannot be taken away now is told by the verification.
void RecordStore::Open::finishLastRemoval() const {
    const auto size = log.checkpoint().size;
    if (size == 0) return;
    const auto removal = log.reader()
                             .and_then([&](const tlog::LogReader& reader) { return reader.entry(size - 1); })
                             .and_then([](const std::string& last) { return parseLogEntry(last, "the log"); })
                             .and_then([&](const LogEntry& entry) { return loggedRecord(entry, files); })
                             .and_then(removalIn);
    if (removal) static_cast<void>(removeFiles(*removal, files));
}

/// What a record names has to be among the evidence: its pictures, and what it holds.
Expected<void> RecordStore::Open::checkParts(const Record& record) const {
    std::error_code unknown;
    for (const auto& image : record.images) {
        if (fs::file_size(files.image(image.sha256), unknown) != image.bytes || unknown)
            return failure("the record " + record.id + " is not sealed: its picture " + image.sha256 +
                           " is not among the evidence in '" + visibleText(files.folder().string()) +
                           "'; inspect the item again");
    }
    const auto hold = record.kind == RecordKind::Hold ? holdIn(record) : LegalHold{};
    if (!hold) return tl::unexpected(hold.error());
    if (hold->state == HoldState::Released) return {};
    for (const auto& id : hold->records) {
        if (!isRecordId(id) || !fs::exists(files.record(id), unknown))
            return failure("there is no sealed inspection " + text::quoted(id) +
                           " to be held; tidewaiter evidence list says their ids");
    }
    return {};
}

/// Whether a removal that was made when there were `count` records would be made now as well.
Expected<bool> RecordStore::Open::isStillRight(const Removal& removal, std::uint64_t count) const {
    const auto isAwaited = [&](const Image& image) { return awaited.contains(image.sha256); };
    if (std::ranges::any_of(removal.images, isAwaited)) return false;
    const auto size = log.checkpoint().size;
    if (size == count) return true;
    const auto reader = log.reader();
    if (!reader) return tl::unexpected(reader.error());
    for (auto index = count; index < size; ++index) {
        const auto later = entryAt(*reader, index).and_then([&](const LogEntry& entry) {
            return loggedRecord(entry, files);
        });
        if (!later) return tl::unexpected(later.error());
        if (concerns(*later, removal)) return false;
    }
    return true;
}

Expected<void> RecordStore::Open::sealNow(const Record& record) {
    if (!isRecordId(record.id))
        return failure("the record " + text::quoted(record.id) + " has no ULID for its id");
    std::error_code unknown;
    if (fs::exists(files.record(record.id), unknown))
        return failure("the record " + record.id + " is sealed already and stays as it is");
    if (auto whole = checkParts(record); !whole) return whole;
    const auto bytes = bytesOf(record);
    return finishPending()
        .and_then([&] { return writeFile(files.pending() / (record.id + ".json"), bytes); })
        .and_then([&] { return logAndFile(record.id, bytes); })
        .map([&] { awaited.forget(record.images); });
}

RecordStore::RecordStore(std::unique_ptr<Open> open) : open_(std::move(open)) {}
RecordStore::RecordStore(RecordStore&&) noexcept = default;
RecordStore& RecordStore::operator=(RecordStore&&) noexcept = default;
RecordStore::~RecordStore() = default;

Expected<RecordStore> RecordStore::open(const fs::path& folder, const KeyPlace& key) {
    EvidenceFiles files(folder);
    if (auto made = makeFolder(folder); !made) return tl::unexpected(made.error());
    auto lock = lockOf(files);
    if (!lock) return tl::unexpected(lock.error());
    for (const auto& one : {files.records(), files.images(), files.pending(), files.log()}) {
        if (auto made = makeFolder(one); !made) return tl::unexpected(made.error());
    }
    auto signer = deviceKey(files, key);
    if (!signer) return tl::unexpected(signer.error());
    auto log = tlog::LogWriter::open(files.log(), std::move(*signer));
    if (!log) return tl::unexpected(log.error());
    auto open = std::make_unique<Open>(std::move(*lock), std::move(files), std::move(*log));
    if (auto finished = open->finishPending(); !finished) return tl::unexpected(finished.error());
    open->finishLastRemoval();
    return RecordStore(std::move(open));
}

const std::string& RecordStore::device() const {
    return open_->device;
}

const EvidenceFiles& RecordStore::files() const {
    return open_->files;
}

std::uint64_t RecordStore::count() const {
    const std::lock_guard turn(open_->turns);
    return open_->log.checkpoint().size;
}

Expected<Image> RecordStore::keep(std::string_view original) const {
    const std::lock_guard turn(open_->turns);
    Image image{tuf::sha256Hex(original), original.size()};
    open_->awaited.add(image.sha256);
    const auto file = open_->files.image(image.sha256);
    std::error_code missing;
    if (fs::file_size(file, missing) == image.bytes && !missing) return image;
    return writeFile(file, original).map([&] { return image; });
}

Expected<void> RecordStore::seal(const Record& record) const {
    const std::lock_guard turn(open_->turns);
    return open_->sealNow(record);
}

Expected<bool> RecordStore::sealRemoval(const Record& removal, std::uint64_t count) const {
    const std::lock_guard turn(open_->turns);
    const auto what = removalIn(removal);
    if (!what) return tl::unexpected(what.error());
    auto right = open_->isStillRight(*what, count);
    if (!right || !*right) return right;
    return open_->sealNow(removal).and_then([&] { return removeFiles(*what, open_->files); }).map([] {
        return true;
    });
}

Expected<bool> RecordStore::finishRemoval(const Removal& left, std::uint64_t count) const {
    const std::lock_guard turn(open_->turns);
    auto right = open_->isStillRight(left, count);
    if (!right || !*right) return right;
    return removeFiles(left, open_->files).map([] { return true; });
}

std::set<std::string> RecordStore::awaitedPictures() const {
    const std::lock_guard turn(open_->turns);
    const auto& all = open_->awaited.all();
    return {all.begin(), all.end()};
}

}  // namespace tidewaiter::records
