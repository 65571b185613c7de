#include "firmware/records/record_check.h"

#include <vector>

#include "firmware/records/logged_record.h"
#include "firmware/records/record.h"
#include "firmware/text/visible_text.h"
#include "firmware/tuf/digest.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::records {

namespace fs = std::filesystem;

namespace {

/// Files that are not `known`, but for those that were being written when the power went.
std::vector<fs::path> othersIn(const fs::path& folder, const std::set<fs::path>& known) {
    std::vector<fs::path> others;
    std::error_code error;
    for (const auto& file : fs::recursive_directory_iterator(folder, error)) {
        const bool partial = file.path().filename().string().starts_with(".");
        if (!file.is_directory(error) && !partial && !known.contains(file.path()))
            others.push_back(file.path());
    }
    return others;
}

}  // namespace

std::string RecordCheck::nameOf(const fs::path& file) const {
    return "'" + text::visibleText(file.lexically_relative(files_.folder()).string()) + "'";
}

void RecordCheck::check(const LogEntry& entry) {
    if (!records_.insert(files_.record(entry.id)).second)
        return tell("the record " + entry.id + " stands in the log twice");
    ++result_.records;
    if (const auto* removal = ledger_.removalOf(entry.id))
        checkRemoved(entry, *removal);
    else
        checkRecord(entry);
}

/// That it is missing is right only because a sealed removal says so.
void RecordCheck::checkRemoved(const LogEntry& entry, const std::string& removal) {
    const auto file = files_.record(entry.id);
    const auto bytes = tuf::readFile(file);
    if (!bytes) return tell(bytes.error().message);
    ++result_.removed;
    if (!*bytes) return;
    if (tuf::sha256Hex(**bytes) == entry.sha256) return tellThereAgain(file, removal);
    tell("the record " + nameOf(file) + " was removed (" + removal +
         "), and what is there now is not what was sealed");
}

/// The removal that was sealed last may have been interrupted: the next run that seals finishes it.
void RecordCheck::tellThereAgain(const fs::path& file, const std::string& removal) {
    if (removal == ledger_.last())
        ++result_.notYetRemoved;
    else
        tell(nameOf(file) + " was removed (" + removal +
             ") and is there again; find out who put it back, then run tidewaiter evidence remove");
}

void RecordCheck::checkRemovedImages() {
    std::error_code unknown;
    for (const auto& [sha256, removal] : ledger_.removedImages()) {
        const auto file = files_.image(sha256);
        if (!images_.contains(file) && fs::exists(file, unknown)) {
            images_.insert(file);
            tellThereAgain(file, removal);
        }
    }
}

void RecordCheck::checkRecord(const LogEntry& entry) {
    const auto file = files_.record(entry.id);
    const auto bytes = recordBytes(entry.id, files_);  // a program may be sealing it at this moment
    if (!bytes) return tell(bytes.error().message);
    if (!*bytes) return tell("the record " + nameOf(file) + " is missing");
    result_.bytes += (*bytes)->size();
    if (tuf::sha256Hex(**bytes) != entry.sha256)
        return tell("the record " + nameOf(file) + " was changed after it was sealed");
    const auto record = parseRecord(**bytes, nameOf(file));
    if (!record) return tell(record.error().message);
    if (record->id != entry.id) tell("the record " + nameOf(file) + " has the id of another one");
    for (const auto& image : record->images) checkImage(entry.id, image.sha256, image.bytes);
}

void RecordCheck::checkImage(const std::string& id, const std::string& sha256, std::uint64_t bytes) {
    const auto file = files_.image(sha256);
    if (!images_.insert(file).second) return;
    tuf::ContentCheck content;
    const auto read = tuf::readPieces(file, 0, [&](std::string_view piece) -> Expected<void> {
        content.add(piece);
        return {};
    });
    const auto whose = nameOf(file) + " of the record " + id;
    if (!read) return tell(read.error().message);
    if (!*read) return tell("the picture " + whose + " is missing");
    result_.bytes += bytes;
    if (!content.verify({bytes, {{"sha256", sha256}}}, whose))
        tell("the picture " + whose + " was changed after it was sealed");
}

void RecordCheck::checkNothingElse() {
    for (const auto& file : othersIn(files_.records(), records_))
        tell(nameOf(file) + " belongs to no sealed record");
    result_.images = images_.size();
    checkRemovedImages();
    result_.loosePictures = othersIn(files_.images(), images_).size();
    std::error_code unknown;
    for (const auto& file : fs::directory_iterator(files_.pending(), unknown)) {
        if (file.path().extension() == ".json") ++result_.unsealed;
    }
}

Verification RecordCheck::take() {
    return std::move(result_);
}

}  // namespace tidewaiter::records
