#include "tests/tuf/repository.h"

#include <charconv>

#include "firmware/tuf/digest.h"
#include "firmware/tuf/url.h"
#include "tests/tuf/sums.h"

namespace tidewaiter::tests {

using nlohmann::json;

tuf::Time today() {
    return *tuf::parseDateTime("2027-03-01T12:00:00Z");
}

std::string inDays(int days) {
    return tuf::dateTimeText(today() + std::chrono::days(days));
}

namespace {

constexpr int kValidDays = 30;

json header(const std::string& type) {
    return {{"_type", type}, {"spec_version", "1.0.34"}, {"version", 1}, {"expires", inDays(kValidDays)}};
}

json emptyRole() {
    return {{"keyids", json::array()}, {"threshold", 1}};
}

/// Canonical JSON by another way than the client's: only line ends are written differently in what is used
/// here.
std::string canonical(const json& value) {
    const auto escaped = value.dump();
    std::string result;
    for (std::size_t i = 0; i < escaped.size(); ++i) {
        const bool isEscape = escaped[i] == '\\';
        if (isEscape && escaped[i + 1] == 'n') {
            result += '\n';
            ++i;
        } else {
            result += escaped[i];
            if (isEscape) result += escaped[++i];
        }
    }
    return result;
}

bool isTargets(const std::string& name) {
    return name != "root" && name != "timestamp" && name != "snapshot";
}

}  // namespace

Repository::Repository(const std::string& kind) {
    roles_["root"] = header("root");
    roles_["root"].update(
        {{"consistent_snapshot", true}, {"keys", json::object()}, {"roles", json::object()}});
    roles_["timestamp"] = header("timestamp");
    roles_["timestamp"]["meta"] = {{"snapshot.json", {{"version", 1}}}};
    roles_["snapshot"] = header("snapshot");
    roles_["snapshot"]["meta"] = {{"targets.json", {{"version", 1}}}};
    roles_["targets"] = header("targets");
    roles_["targets"]["targets"] = json::object();
    for (const char* name : {"root", "timestamp", "snapshot", "targets"}) {
        roles_["root"]["roles"][name] = emptyRole();
        addKey(name, Signer::make(kind));
    }
    publish({"root", "targets", "snapshot", "timestamp"});
}

void Repository::addKey(const std::string& name, const Signer& signer) {
    auto& root = roles_.at("root");
    root["keys"][signer.keyId()] = signer.publicKey();
    root["roles"][name]["keyids"].push_back(signer.keyId());
    signers_[name].push_back(signer);
}

void Repository::rotateKeys(const std::string& name) {
    auto& role = roles_.at("root")["roles"][name];
    role["keyids"] = json::array();
    signers_[name].clear();
    for (int i = 0; i < role["threshold"].get<int>(); ++i) addKey(name);
}

void Repository::sign(const std::string& name) {
    const auto& content = roles_.at(name);
    json signatures = json::array();
    for (const auto& signer : signers_[name])
        signatures.push_back({{"keyid", signer.keyId()}, {"sig", signer.sign(canonical(content))}});
    published_[name].push_back(json{{"signed", content}, {"signatures", signatures}}.dump(1));
}

/// What was just published, in the file that speaks of it.
void Repository::list(const std::string& name) {
    if (name == "root" || name == "timestamp") return;
    json entry = {{"version", roles_.at(name)["version"]}};
    if (listHashes) {
        const auto& bytes = published_[name].back();
        entry["length"] = bytes.size();
        entry["hashes"] = {{"sha256", sumOf("sha256", bytes)}};
    }
    roles_.at(isTargets(name) ? "snapshot" : "timestamp")["meta"][name + ".json"] = entry;
}

void Repository::publish(const std::vector<std::string>& names, bool bump) {
    for (const auto& name : names) {
        auto& content = roles_.at(name);
        if (bump && !published_[name].empty())
            content["version"] = content["version"].get<std::int64_t>() + 1;
        sign(name);
        list(name);
    }
}

void Repository::addTarget(const std::string& name, const std::string& path, const std::string& content,
                           const std::vector<std::string>& algorithms) {
    json hashes = json::object();
    for (const auto& algorithm : algorithms) hashes[algorithm] = sumOf(algorithm, content);
    roles_.at(name)["targets"][path] = {{"length", content.size()}, {"hashes", hashes}};
    artifacts[path] = content;
}

void Repository::delegate(const std::string& delegator, const std::string& name,
                          const DelegationOptions& options) {
    const auto signer = Signer::make();
    auto& delegations = roles_.at(delegator)["delegations"];
    delegations["keys"][signer.keyId()] = signer.publicKey();
    json role = {
        {"name", name}, {"keyids", {signer.keyId()}}, {"threshold", 1}, {"terminating", options.terminating}};
    if (options.hashPrefixes.empty()) {
        role["paths"] = options.paths;
    } else {
        role["path_hash_prefixes"] = options.hashPrefixes;
    }
    delegations["roles"].push_back(role);
    signers_[name].push_back(signer);
    if (roles_.contains(name)) return;
    roles_[name] = header("targets");
    roles_[name]["targets"] = json::object();
}

std::optional<std::string> Repository::file(const std::string& path) {
    if (const auto found = overrides.find(path); found != overrides.end()) return found->second;
    constexpr std::string_view kMetadata = "metadata/";
    constexpr std::string_view kTargets = "targets/";
    constexpr std::string_view kEnd = ".json";
    if (path.starts_with(kMetadata) && path.ends_with(kEnd))
        return metadata(path.substr(kMetadata.size(), path.size() - kMetadata.size() - kEnd.size()));
    if (path.starts_with(kTargets)) return target(path.substr(kTargets.size()));
    return std::nullopt;
}

std::optional<std::string> Repository::metadata(const std::string& name) {
    requests.push_back(name);
    const bool versioned = name.find('.') != std::string::npos &&
                           (name.ends_with(".root") || name != "timestamp") &&
                           (name.ends_with(".root") || roles_.at("root")["consistent_snapshot"] == true);
    const auto dot = name.find('.');
    const auto role = tuf::percentDecoded(versioned ? name.substr(dot + 1) : name).value_or("");
    const auto found = published_.find(role);
    if (found == published_.end() || found->second.empty()) return std::nullopt;
    if (!versioned) return found->second.back();
    std::size_t version = 0;
    std::from_chars(name.data(), name.data() + dot, version);
    if (version == 0 || version > found->second.size()) return std::nullopt;
    return found->second[version - 1];
}

std::optional<std::string> Repository::target(const std::string& path) {
    targetRequests.push_back(path);
    auto name = tuf::percentDecoded(path).value_or("");
    if (roles_.at("root")["consistent_snapshot"] == true) {
        const auto slash = name.rfind('/') + 1;  // 0 where there is none
        name.erase(slash, name.find('.', slash) + 1 - slash);
    }
    const auto found = artifacts.find(name);
    if (found == artifacts.end()) return std::nullopt;
    return found->second;
}

}  // namespace tidewaiter::tests
