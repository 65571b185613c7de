#include "firmware/tuf/metadata_store.h"

#include "firmware/tuf/durable_file.h"
#include "firmware/tuf/url.h"

namespace tidewaiter::tuf {

namespace {

constexpr const char* kLastRefresh = "last_refresh";  // no ".json": that is metadata only

}  // namespace

std::filesystem::path MetadataStore::fileOf(const std::string& role) const {
    return folder_ / (safeFileName(role) + ".json");
}

Expected<std::optional<std::string>> MetadataStore::load(const std::string& role) const {
    return readFile(fileOf(role));
}

Expected<void> MetadataStore::save(const std::string& role, std::string_view bytes) const {
    return writeDurably(fileOf(role), bytes);
}

Expected<void> MetadataStore::remove(const std::string& role) const {
    return removeDurably(fileOf(role));
}

std::optional<Time> MetadataStore::lastRefresh() const {
    const auto text = readFile(folder_ / kLastRefresh);
    if (!text || !*text) return std::nullopt;
    return parseDateTime(std::string_view(**text).substr(0, (*text)->find('\n')));
}

Expected<void> MetadataStore::saveLastRefresh(Time time) const {
    return writeDurably(folder_ / kLastRefresh, dateTimeText(time) + '\n');
}

}  // namespace tidewaiter::tuf
