#include "firmware/watchlist/list_update.h"

#include "firmware/text/visible_text.h"
#include "firmware/watchlist/list_file.h"
#include "firmware/watchlist/store_editor.h"

namespace tidewaiter::watchlist {

namespace {

using Progress = std::function<void(std::int64_t)>;
constexpr std::int64_t kChangesBetweenSigns = 20000;

Expected<Summary> replace(const UpdateOrder& order, const Progress& progress) {
    auto builder = StoreBuilder::begin(order.target);
    if (!builder) return tl::unexpected(builder.error());
    std::int64_t changes = 0;
    const auto take = [&](const Change& change) -> Expected<void> {
        if (!change.add) return failure("a snapshot takes nothing away");
        if (++changes % kChangesBetweenSigns == 0) progress(changes);
        return builder->add(change.entry);
    };
    if (auto read = readChanges(order.files.front(), take); !read) return tl::unexpected(read.error());
    return builder->finish(order.title, [&] { progress(changes); });
}

Error doesNotFollow(const std::filesystem::path& file) {
    return {text::visibleText(file.filename().string()) +
            " changes another version of the list than the one in use; the list stays as it is"};
}

Expected<Summary> edit(const UpdateOrder& order, const Progress& progress) {
    auto content =
        Store::open(order.target).map([](const Store& store) { return store.summary().contentHash; });
    if (!content) return tl::unexpected(content.error());
    auto editor = StoreEditor::begin(order.target);
    if (!editor) return tl::unexpected(editor.error());
    std::int64_t changes = 0;
    const auto take = [&](const Change& change) {
        if (++changes % kChangesBetweenSigns == 0) progress(changes);
        return editor->apply(change);
    };
    for (const auto& file : order.files) {
        const auto header = readListFileHeader(file);
        if (!header) return tl::unexpected(header.error());
        if (header->from != *content) return tl::unexpected(doesNotFollow(file));
        if (auto read = readChanges(file, take); !read) return tl::unexpected(read.error());
        *content = header->to;
    }
    return editor->finish(order.title);
}

}  // namespace

Expected<Summary> updateStore(const UpdateOrder& order, const Progress& progress) {
    if (!order.files.empty()) {
        const auto header = readListFileHeader(order.files.front());
        if (!header) return tl::unexpected(header.error());
        if (header->from.empty()) {
            if (order.files.size() > 1) return tl::unexpected(doesNotFollow(order.files[1]));
            return replace(order, progress);
        }
    }
    return edit(order, progress);
}

}  // namespace tidewaiter::watchlist
