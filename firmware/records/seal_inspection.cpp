#include "firmware/records/seal_inspection.h"

#include <algorithm>

#include "firmware/text/visible_text.h"
#include "firmware/tuf/digest.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::records {

namespace {

Expected<Image> keepOriginal(const vision::Frame& frame, const RecordStore& store) {
    const auto bytes = tuf::readFile(frame.source);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes || tuf::sha256Hex(**bytes) != frame.sha256)
        return failure(
            "the photo '" + text::visibleText(frame.source) +
            "' was changed or taken away while it was inspected, so nothing is sealed; put it back and "
            "repeat the inspection");
    return store.keep(**bytes);
}

Expected<Image> kept(const std::string& sha256, const std::string& source, const RecordStore& store) {
    std::error_code missing;
    const auto bytes = std::filesystem::file_size(store.files().image(sha256), missing);
    if (missing)
        return failure("the photo from '" + text::visibleText(source) +
                       "' is not among the evidence, so nothing is sealed; take it again");
    return Image{sha256, bytes};
}

Expected<Image> keptOriginal(const vision::Frame& frame, const RecordStore& store) {
    return kept(frame.sha256, frame.source, store);
}

void addOnce(std::vector<Image>& images, const Image& image) {
    if (std::find(images.begin(), images.end(), image) == images.end()) images.push_back(image);
}

/// `original` says what is sealed of a frame.
template <class Original>
Expected<void> sealWith(Original original, const inspection::Inspection& inspection,
                        std::optional<Signatory> by, const SealTime& when, const RecordStore& store) {
    Record record{
        RecordKind::Inspection, inspection.id, when.time, store.device(), when.clock, {}, inspection,
        std::move(by)};
    for (const auto& frame : inspection.frames) {
        const Expected<Image> image = original(frame, store);
        if (!image) return tl::unexpected(image.error());
        addOnce(record.images, *image);
        for (const auto& repeat : frame.repeats) {
            const auto other = kept(repeat.sha256, frame.source, store);
            if (!other) return tl::unexpected(other.error());
            addOnce(record.images, *other);
        }
    }
    return store.seal(record);
}

}  // namespace

Expected<void> sealInspection(const inspection::Inspection& inspection, const SealTime& when,
                              const RecordStore& store) {
    return sealWith(keepOriginal, inspection, {}, when, store);
}

Expected<void> sealKeptInspection(const inspection::Inspection& inspection, const Signatory& by,
                                  const SealTime& when, const RecordStore& store) {
    return sealWith(keptOriginal, inspection, by, when, store);
}

}  // namespace tidewaiter::records
