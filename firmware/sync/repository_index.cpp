#include "firmware/sync/repository_index.h"

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "firmware/text/visible_text.h"
#include "firmware/tuf/digest.h"

namespace tidewaiter::sync {

using nlohmann::json;

namespace {

constexpr int kSchema = 1;

/// Takes members out of an object and remembers the first that is not as it should be.
class Members {
  public:
    explicit Members(const json& object) : object_(object) {}

    std::string text(const char* key) {
        const auto found = object_.find(key);
        if (found != object_.end() && found->is_string()) return found->get<std::string>();
        blame(key, "a text");
        return {};
    }

    std::string hash(const char* key) {
        auto digits = text(key);
        if (!tuf::isSha256Hex(digits)) blame(key, "64 hexadecimal digits");
        return digits;
    }

    std::uint64_t count(const char* key) {
        const auto found = object_.find(key);
        constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        if (found != object_.end() && found->is_number_unsigned() && found->get<std::uint64_t>() <= kMost)
            return found->get<std::uint64_t>();
        blame(key, "a whole number from 0 on");
        return 0;
    }

    [[nodiscard]] const std::string& fault() const { return fault_; }

  private:
    void blame(const char* key, const char* wanted) {
        if (fault_.empty()) fault_ = "\"" + std::string(key) + "\" has to be " + wanted;
    }

    const json& object_;
    std::string fault_;
};

Error wrong(const std::string& what) {
    return {"the repository's index is wrong: " + what + "; tell who publishes the lists"};
}

json deltaAsJson(const PublishedDelta& delta) {
    return {{"from", delta.from}, {"to", delta.to}, {"target", delta.target}, {"bytes", delta.bytes}};
}

Expected<PublishedDelta> deltaOf(const json& value) {
    if (!value.is_object()) return tl::unexpected(wrong("a delta is no object"));
    Members members(value);
    PublishedDelta delta{members.hash("from"), members.hash("to"), members.text("target"),
                         members.count("bytes")};
    if (!members.fault().empty()) return tl::unexpected(wrong("in a delta " + members.fault()));
    return delta;
}

Expected<PublishedList> listOf(const json& value) {
    if (!value.is_object()) return tl::unexpected(wrong("a list is no object"));
    Members members(value);
    PublishedList list{members.text("name"),
                       members.text("version"),
                       members.hash("content_hash"),
                       static_cast<std::int64_t>(members.count("entries")),
                       members.text("snapshot"),
                       members.count("snapshot_bytes"),
                       {}};
    if (!members.fault().empty()) return tl::unexpected(wrong("in a list " + members.fault()));
    if (!isListName(list.name))
        return tl::unexpected(wrong(text::quoted(list.name) + " cannot be a list's name"));
    const auto deltas = value.value("deltas", json::array());
    if (!deltas.is_array()) return tl::unexpected(wrong("\"deltas\" has to be an array"));
    for (const auto& one : deltas) {
        auto delta = deltaOf(one);
        if (!delta) return tl::unexpected(delta.error());
        list.deltas.push_back(std::move(*delta));
    }
    return list;
}

}  // namespace

bool isListName(std::string_view name) {
    const auto isPlain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
               c == '_' || c == '.' || c == ' ';
    };
    constexpr std::size_t kLongest = 100;
    return !name.empty() && name.size() <= kLongest && name.front() != '.' && name.front() != ' ' &&
           std::all_of(name.begin(), name.end(), isPlain);
}

std::string toJson(const RepositoryIndex& index) {
    auto lists = json::array();
    for (const auto& list : index.lists) {
        auto deltas = json::array();
        for (const auto& delta : list.deltas) deltas.push_back(deltaAsJson(delta));
        lists.push_back({{"name", list.name},
                         {"version", list.version},
                         {"content_hash", list.contentHash},
                         {"entries", list.entries},
                         {"snapshot", list.snapshot},
                         {"snapshot_bytes", list.snapshotBytes},
                         {"deltas", deltas}});
    }
    json all = {{"schema", kSchema}, {"lists", lists}};
    if (index.policy) all["policy"] = *index.policy;
    return all.dump(1) + "\n";
}

Expected<RepositoryIndex> parseIndex(std::string_view bytes) {
    const auto all = json::parse(bytes, nullptr, false);
    if (!all.is_object()) return tl::unexpected(wrong("it is no JSON object"));
    const auto schema = all.find("schema");
    if (schema == all.end() || *schema != kSchema)
        return failure(
            "the repository's index is of another version than this program's; update the program");
    const auto lists = all.find("lists");
    if (lists == all.end() || !lists->is_array())
        return tl::unexpected(wrong("\"lists\" has to be an array"));
    RepositoryIndex index;
    std::set<std::string> names;
    for (const auto& one : *lists) {
        auto list = listOf(one);
        if (!list) return tl::unexpected(list.error());
        if (!names.insert(list->name).second)
            return tl::unexpected(wrong("the list " + text::quoted(list->name) + " stands there twice"));
        index.lists.push_back(std::move(*list));
    }
    if (const auto policy = all.find("policy"); policy != all.end()) {
        if (!policy->is_string()) return tl::unexpected(wrong("\"policy\" has to be a text"));
        index.policy = policy->get<std::string>();
    }
    return index;
}

std::vector<std::string> cheapestPath(const PublishedList& list, std::string_view have) {
    if (have == list.contentHash) return {};
    // Bellman and Ford's algorithm: deltas are few, and each has its weight.
    struct Way {
        std::uint64_t bytes = 0;
        std::vector<std::string> targets;
    };
    std::map<std::string, Way, std::less<>> ways;
    if (!have.empty()) ways[std::string(have)] = {};
    for (bool better = true; better;) {
        better = false;
        for (const auto& delta : list.deltas) {
            const auto from = ways.find(delta.from);
            if (from == ways.end()) continue;
            const auto bytes = from->second.bytes + delta.bytes;
            if (bytes < delta.bytes || bytes >= list.snapshotBytes) continue;
            const auto to = ways.find(delta.to);
            if (to != ways.end() && to->second.bytes <= bytes) continue;
            auto targets = from->second.targets;
            targets.push_back(delta.target);
            ways[delta.to] = {bytes, std::move(targets)};
            better = true;
        }
    }
    const auto there = ways.find(list.contentHash);
    return there == ways.end() ? std::vector<std::string>{list.snapshot} : there->second.targets;
}

}  // namespace tidewaiter::sync
