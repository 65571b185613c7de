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

}  // namespace

Expected<void> sealInspection(const inspection::Inspection& inspection, const SealTime& when,
                              const RecordStore& store) {
    Record record{
        RecordKind::Inspection, inspection.id, when.time, store.device(), when.clock, {}, inspection};
    for (const auto& frame : inspection.frames) {
        const auto image = keepOriginal(frame, store);
        if (!image) return tl::unexpected(image.error());
        if (std::find(record.images.begin(), record.images.end(), *image) == record.images.end())
            record.images.push_back(*image);
    }
    return store.seal(record);
}

}  // namespace tidewaiter::records
