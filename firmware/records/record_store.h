// RecordStore: seals records: what was inspected is in the log, signed by this device, or it is not sealed.
// Thread rule: safe to call from any thread; sealing takes turns. One store for a folder: a second program
// that opens it is refused.
//
// A record counts once the log's checkpoint does. Pictures are on the disk before their record, the record
// before its entry in the log, so that a kill at any moment loses at most what was not sealed yet.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "firmware/records/evidence_files.h"
#include "firmware/records/key_place.h"
#include "firmware/records/record.h"
#include "firmware/records/removal.h"

namespace tidewaiter::records {

class RecordStore {
  public:
    /// Opens the evidence in `folder` for sealing. Where there is none it is made, with a new key of the
    /// device, which is kept as `key` says. A record that was left whole, by a power cut or on a full disk,
    /// is sealed now, and a removal that was interrupted is finished.
    [[nodiscard]] static Expected<RecordStore> open(const std::filesystem::path& folder,
                                                    const KeyPlace& key = {});
    RecordStore(RecordStore&&) noexcept;
    RecordStore& operator=(RecordStore&&) noexcept;
    ~RecordStore();

    /// Name of the key that signs, which records name as their device.
    [[nodiscard]] const std::string& device() const;

    [[nodiscard]] const EvidenceFiles& files() const;
    /// How many records are sealed.
    [[nodiscard]] std::uint64_t count() const;

    /// Keeps an original picture, byte for byte; one that is there already stays.
    [[nodiscard]] Expected<Image> keep(std::string_view original) const;

    /// Seals the record: it is on the disk and in the log when this returns. Fails where its pictures are not
    /// kept or its id was sealed before.
    [[nodiscard]] Expected<void> seal(const Record& record) const;

    /// Seals a record of kind Removal, which was made when there were `count` records, and takes its files
    /// away. False, and nothing is done, where a picture or a record came since that it has to know of.
    [[nodiscard]] Expected<bool> sealRemoval(const Record& removal, std::uint64_t count) const;
    /// Takes files away that earlier removals had named, under the same condition.
    [[nodiscard]] Expected<bool> finishRemoval(const Removal& left, std::uint64_t count) const;
    /// SHA-256 of pictures that were kept and are of inspections not sealed yet.
    [[nodiscard]] std::set<std::string> awaitedPictures() const;

  private:
    struct Open;
    explicit RecordStore(std::unique_ptr<Open> open);

    std::unique_ptr<Open> open_;
};

}  // namespace tidewaiter::records
