#include "firmware/manifest/manifest_row.h"

#include "firmware/inspection/plain_text.h"
#include "models/utf8.h"

namespace tidewaiter::manifest {

namespace {

Expected<void> put(ManifestItem& item, const ManifestCell& cell) {
    const auto text = trimmed(cell.text);
    if (text.empty()) return {};
    if (models::validUtf8(text) != text)
        return failure(inspection::inQuotes(text) + " is not UTF-8 text; save the file as UTF-8");
    return cell.column->set(item, text);
}

}  // namespace

void ManifestBuilder::add(const ManifestRow& row) {
    Taken taken{{}, row.place, row.mistake};
    taken.item.images = row.images;
    for (const auto& cell : row.cells) {
        const auto outcome = put(taken.item, cell);
        if (!outcome && !taken.mistake) taken.mistake = Mistake{cell.place, outcome.error().message};
    }
    const auto& id = taken.item.declaration.item;
    if (id.empty() && !taken.mistake) taken.mistake = Mistake{row.place, "the item has no id"};
    if (!id.empty()) {
        const auto [known, isNew] = firstRowOf_.emplace(id, rows_.size());
        if (!isNew) {
            auto& first = rows_[known->second];
            const auto twice = "item " + inspection::inQuotes(id) + " stands there twice, in line " +
                               std::to_string(first.place.line) + " and in line " +
                               std::to_string(row.place.line) + "; neither is inspected";
            if (!first.mistake) first.mistake = Mistake{first.place, twice};
            if (!taken.mistake) taken.mistake = Mistake{row.place, twice};
        }
    }
    rows_.push_back(std::move(taken));
}

Manifest ManifestBuilder::finish() && {
    Manifest manifest;
    for (auto& [item, place, mistake] : rows_) {
        if (mistake) {
            manifest.problems.push_back({placeIn(file_, mistake->place) + mistake->what, std::move(item)});
        } else {
            manifest.items.push_back(std::move(item));
        }
    }
    return manifest;
}

}  // namespace tidewaiter::manifest
