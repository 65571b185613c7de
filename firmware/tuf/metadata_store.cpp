#include "firmware/tuf/metadata_store.h"

#include "firmware/files/durable_file.h"
#include "firmware/tuf/file_reader.h"
#include "firmware/tuf/json_node.h"
#include "firmware/tuf/metadata.h"
#include "firmware/tuf/strict_json.h"
#include "firmware/tuf/url.h"

namespace tidewaiter::tuf {

namespace {

constexpr const char* kLastGood = "last_good";  // no ".json": that is metadata only
constexpr const char* kRefreshed = "refreshed";
constexpr const char* kDamaged = "; it was damaged, refresh to write it anew";

Expected<void> replace(const std::filesystem::path& file, std::string_view bytes) {
    auto partial = files::PartialFile::write(file, bytes);
    if (!partial) return tl::unexpected(partial.error());
    return partial->publish();
}

}  // namespace

std::filesystem::path MetadataStore::fileOf(const std::string& role) const {
    return folder_ / (safeFileName(role) + ".json");
}

Expected<std::optional<std::string>> MetadataStore::load(const std::string& role) const {
    return readFile(fileOf(role));
}

Expected<void> MetadataStore::save(const std::string& role, std::string_view bytes) const {
    return replace(fileOf(role), bytes);
}

Expected<void> MetadataStore::remove(const std::string& role) const {
    std::error_code error;
    std::filesystem::remove(fileOf(role), error);  // lasts from the next save on at the latest
    if (error) return tl::unexpected(files::writeError(fileOf(role), error.value()));
    return {};
}

Expected<LastGood> MetadataStore::loadLastGood() const {
    const auto text = readFile(folder_ / kLastGood);
    if (!text) return tl::unexpected(text.error());
    if (!*text) return failure("no update of '" + folder_.string() + "' ever went through; refresh first");
    const auto bundle = parseStrictly(**text);
    if (!bundle) return failure(std::string(kLastGood) + ' ' + bundle.error().message + kDamaged);
    Mistake mistake;
    const JsonNode node(*bundle, kLastGood, mistake);
    const auto refreshed = parseDateTime(node.member(kRefreshed).text());
    LastGood lastGood{refreshed.value_or(Time{}), node.member(kRoot).text(), node.member(kTimestamp).text(),
                      node.member(kSnapshot).text(), node.member(kTargets).text()};
    if (!mistake.sentence().empty()) return failure(mistake.sentence() + kDamaged);
    if (!refreshed) return failure(std::string(kLastGood) + " has no time" + kDamaged);
    return lastGood;
}

Expected<void> MetadataStore::saveLastGood(const LastGood& lastGood) const {
    const nlohmann::json bundle = {{kRefreshed, dateTimeText(lastGood.refreshed)},
                                   {kRoot, lastGood.root},
                                   {kTimestamp, lastGood.timestamp},
                                   {kSnapshot, lastGood.snapshot},
                                   {kTargets, lastGood.targets}};
    return replace(folder_ / kLastGood, bundle.dump());
}

}  // namespace tidewaiter::tuf
