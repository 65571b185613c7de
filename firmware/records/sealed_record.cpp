#include "firmware/records/sealed_record.h"

#include "firmware/inspection/parse_inspection.h"
#include "firmware/records/bundle.h"
#include "firmware/records/logged_record.h"
#include "firmware/records/record_check.h"
#include "firmware/records/retention_ledger.h"
#include "firmware/text/visible_text.h"
#include "firmware/tlog/log_reader.h"
#include "firmware/tuf/file_reader.h"
#include "vision/image_loader.h"

namespace tidewaiter::records {

namespace {

Error noneOf(const std::string& id) {
    return {"there is no sealed record " + text::quoted(id) + "; tidewaiter evidence list says their ids"};
}

/// What was sealed last is asked for most.
Expected<LogEntry> entryOf(const std::string& id, const tlog::LogReader& log) {
    for (auto index = log.checkpoint().size; index > 0; --index) {
        auto entry = log.entry(index - 1).and_then([&](const std::string& bytes) {
            return parseLogEntry(bytes, "entry " + std::to_string(index - 1) + " of the log");
        });
        if (!entry || entry->id == id) return entry;
    }
    return tl::unexpected(noneOf(id));
}

Expected<void> nothingWrong(const Verification& found) {
    return found.problems.empty()
               ? Expected<void>()
               : failure(found.problems.front() + "; restore it from a copy of the evidence");
}

Expected<void> checkEvidence(const std::string& id, const EvidenceFiles& files,
                             const tlog::VerifierKey& key) {
    const auto log = tlog::LogReader::open(files.log(), key);
    if (!log) return tl::unexpected(log.error());
    const auto entry = entryOf(id, *log);
    if (!entry) return tl::unexpected(entry.error());
    const auto ledger = ledgerOf(*log, files);
    if (const auto* removal = ledger.removalOf(id))
        return failure("the inspection " + id + " was removed as the policy says; " + *removal +
                       " says when and why");
    RecordCheck check(files, ledger);
    check.check(*entry);
    return nothingWrong(check.take());
}

/// A bundle is small: all of it is verified.
Expected<void> checkBundle(const std::string& id, const EvidenceFiles& files, const tlog::VerifierKey& key) {
    std::error_code unknown;
    if (!isRecordId(id) || !std::filesystem::exists(files.record(id), unknown))
        return tl::unexpected(noneOf(id));
    return verifyBundle(files, key).and_then(nothingWrong);
}

Expected<std::string> bytesIn(const std::filesystem::path& file) {
    auto bytes = tuf::readFile(file);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return failure(text::quoted(file.string()) + " is missing; verify the evidence");
    return std::move(**bytes);
}

/// Pixels and their quality are the present program's; where it came from is as it was recorded.
Expected<vision::Frame> loaded(const vision::Frame& recorded, const std::string& sha256,
                               const EvidenceFiles& files) {
    return bytesIn(files.image(sha256))
        .and_then([&](const std::string& bytes) { return vision::decodeImage(bytes, recorded.source); })
        .map([&](vision::Frame frame) {
            frame.time = recorded.time;
            frame.light = recorded.light;
            frame.linear = recorded.linear;
            frame.millimetersPerPixel = recorded.millimetersPerPixel;
            return frame;
        });
}

/// With the pictures that belong to it. Frames of a light ring share their dark one: `before` may have it.
Expected<vision::Frame> loadedWhole(const vision::Frame& recorded, const std::vector<vision::Frame>& before,
                                    const EvidenceFiles& files) {
    auto frame = loaded(recorded, recorded.sha256, files);
    if (!frame) return frame;
    if (recorded.dark) {
        const auto& last = before.empty() ? std::nullopt : before.back().dark;
        if (last && last->sha256 == recorded.dark->sha256) {
            frame->dark = last;
        } else {
            auto dark = loaded(recorded, recorded.dark->sha256, files);
            if (!dark) return dark;
            frame->dark = {recorded.dark->source, recorded.dark->sha256, dark->pixels};
        }
    }
    for (const auto& repeat : recorded.repeats) {
        auto other = loaded(recorded, repeat.sha256, files);
        if (!other) return other;
        frame->repeats.push_back({other->sha256, other->pixels});
    }
    return frame;
}

}  // namespace

Expected<Record> sealedRecord(const std::string& id, const EvidenceFiles& files,
                              const tlog::VerifierKey& key) {
    const auto whole = isBundle(files) ? checkBundle(id, files, key) : checkEvidence(id, files, key);
    if (!whole) return tl::unexpected(whole.error());
    const auto bytes = recordBytes(id, files);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return failure("the record " + id + " is missing; verify the evidence");
    return parseRecord(**bytes, "the record " + id);
}

Expected<inspection::Request> requestIn(const Record& record, const EvidenceFiles& files) {
    const auto item = inspection::parseInspection(record.content, "the record " + record.id);
    if (!item) return tl::unexpected(item.error());
    inspection::Request request{item->id, item->time, item->declaration, {}};
    for (const auto& recorded : item->frames) {
        auto frame = loadedWhole(recorded, request.frames, files);
        if (!frame) return tl::unexpected(frame.error());
        request.frames.push_back(std::move(*frame));
    }
    return request;
}

}  // namespace tidewaiter::records
