#include "firmware/records/seal_inspection.h"

#include <algorithm>

#include "firmware/text/visible_text.h"
#include "firmware/tuf/digest.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::records {

namespace {

/// A picture that was read, and where from.
struct Original {
    std::string sha256;
    std::string source;
};

Expected<Image> keepOriginal(const Original& original, const RecordStore& store) {
    const auto bytes = tuf::readFile(original.source);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes || tuf::sha256Hex(**bytes) != original.sha256)
        return failure(
            "the photo '" + text::visibleText(original.source) +
            "' was changed or taken away while it was inspected, so nothing is sealed; put it back and "
            "repeat the inspection");
    return store.keep(**bytes);
}

Expected<Image> keptOriginal(const Original& original, const RecordStore& store) {
    std::error_code missing;
    const auto bytes = std::filesystem::file_size(store.files().image(original.sha256), missing);
    if (missing)
        return failure("the photo from '" + text::visibleText(original.source) +
                       "' is not among the evidence, so nothing is sealed; take it again");
    return Image{original.sha256, bytes};
}

/// Adds each picture once: frames of a light ring share their dark one.
template <class Keep>
Expected<void> add(std::vector<Image>& images, const Original& original, Keep keep,
                   const RecordStore& store) {
    const auto is = [&](const Image& image) { return image.sha256 == original.sha256; };
    if (std::any_of(images.begin(), images.end(), is)) return {};
    return keep(original, store).map([&](const Image& image) { images.push_back(image); });
}

/// `keep` says how a picture gets among the evidence; other pictures of a moment are there already.
template <class Keep>
Expected<std::vector<Image>> imagesOf(const std::vector<vision::Frame>& frames, Keep keep,
                                      const RecordStore& store) {
    std::vector<Image> images;
    for (const auto& frame : frames) {
        auto added = add(images, {frame.sha256, frame.source}, keep, store);
        if (added && frame.dark) added = add(images, {frame.dark->sha256, frame.dark->source}, keep, store);
        for (const auto& repeat : frame.repeats) {
            if (added) added = add(images, {repeat.sha256, frame.source}, keptOriginal, store);
        }
        if (!added) return tl::unexpected(added.error());
    }
    return images;
}

template <class Keep>
Expected<void> sealWith(Keep keep, const inspection::Inspection& inspection, std::optional<Signatory> by,
                        const SealTime& when, const RecordStore& store) {
    Record record{
        RecordKind::Inspection, inspection.id, when.time, store.device(), when.clock, {}, inspection,
        std::move(by)};
    auto images = imagesOf(inspection.frames, keep, store);
    if (!images) return tl::unexpected(images.error());
    record.images = std::move(*images);
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
