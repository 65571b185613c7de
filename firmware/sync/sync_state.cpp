#include "firmware/sync/sync_state.h"

#include <nlohmann/json.hpp>

#include "firmware/files/durable_file.h"
#include "firmware/text/visible_text.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::sync {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int kSchema = 1;

fs::path fileIn(const fs::path& lists) {
    return syncFolder(lists) / "state.json";
}

std::optional<tuf::Time> timeAt(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) return std::nullopt;
    return tuf::parseDateTime(found->get<std::string>());
}

std::optional<SyncState> parsed(const std::string& bytes) {
    const auto all = json::parse(bytes, nullptr, false);
    if (!all.is_object() || all.value("schema", json()) != kSchema) return std::nullopt;
    const auto repository = all.value("repository", json());
    const auto lists = all.value("lists", json());
    if (!repository.is_string() || !lists.is_array()) return std::nullopt;
    SyncState state{repository.get<std::string>(), timeAt(all, "completed"), timeAt(all, "expires"), {}};
    for (const auto& name : lists) {
        if (!name.is_string()) return std::nullopt;
        state.lists.insert(name.get<std::string>());
    }
    return state;
}

}  // namespace

fs::path syncFolder(const fs::path& lists) {
    return lists / ".sync";
}

Expected<std::optional<SyncState>> readSyncState(const fs::path& lists) {
    const auto bytes = tuf::readFile(fileIn(lists));
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return std::nullopt;
    auto state = parsed(**bytes);
    if (!state)
        return failure(
            "'" + text::visibleText(fileIn(lists).string()) +
            "' is damaged: nobody knows how old the watchlists are; remove it and synchronize them again");
    return state;
}

Expected<void> writeSyncState(const fs::path& lists, const SyncState& state) {
    json all = {{"schema", kSchema}, {"repository", state.repository}, {"lists", state.lists}};
    if (state.completed) all["completed"] = tuf::dateTimeText(*state.completed);
    if (state.expires) all["expires"] = tuf::dateTimeText(*state.expires);
    auto file = files::PartialFile::write(fileIn(lists), all.dump(1) + "\n");
    if (!file) return tl::unexpected(file.error());
    return file->publish();
}

std::optional<fs::path> synchronizedPolicy(const fs::path& lists) {
    const auto file = syncFolder(lists) / "policy.toml";
    std::error_code unknown;
    return fs::exists(file, unknown) ? std::optional(file) : std::nullopt;
}

}  // namespace tidewaiter::sync
