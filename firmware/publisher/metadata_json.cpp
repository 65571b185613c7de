#include "firmware/publisher/metadata_json.h"

#include "firmware/tuf/canonical_json.h"

namespace tidewaiter::publisher {

using nlohmann::json;

namespace {

constexpr const char* kSpecVersion = "1.0.34";

json headerJson(const char* type, const tuf::Header& header) {
    return {{"_type", type},
            {"spec_version", kSpecVersion},
            {"version", header.version},
            {"expires", tuf::dateTimeText(header.expires)}};
}

json contentJson(const tuf::Content& content) {
    json result = json::object();
    if (content.length) result["length"] = *content.length;
    if (!content.hashes.empty()) result["hashes"] = content.hashes;
    return result;
}

json metaFileJson(const tuf::MetaFile& file) {
    auto result = contentJson(file.content);
    result["version"] = file.version;
    return result;
}

}  // namespace

json keyJson(const tuf::Key& key) {
    return {{"keytype", key.keyType}, {"scheme", key.scheme}, {"keyval", {{"public", key.publicPart}}}};
}

json rootJson(const tuf::Root& root) {
    auto result = headerJson(tuf::kRoot, root);
    result["consistent_snapshot"] = root.consistentSnapshot;
    result["keys"] = json::object();
    for (const auto& [id, key] : root.keys) result["keys"][id] = keyJson(key);
    for (const auto& [name, role] : root.roles)
        result["roles"][name] = {{"keyids", role.keyIds}, {"threshold", role.threshold}};
    return result;
}

json targetsJson(const tuf::Targets& targets) {
    auto result = headerJson(tuf::kTargets, targets);
    result["targets"] = json::object();
    for (const auto& [path, file] : targets.targets) result["targets"][path] = contentJson(file.content);
    return result;
}

json snapshotJson(const tuf::Snapshot& snapshot) {
    auto result = headerJson(tuf::kSnapshot, snapshot);
    for (const auto& [name, file] : snapshot.meta) result["meta"][name] = metaFileJson(file);
    return result;
}

json timestampJson(const tuf::Timestamp& timestamp) {
    auto result = headerJson(tuf::kTimestamp, timestamp);
    result["meta"]["snapshot.json"] = metaFileJson(timestamp.snapshot);
    return result;
}

std::string signedFile(const json& content, const std::vector<const SigningKey*>& signers) {
    const auto canonical = *tuf::canonicalJson(content);
    json signatures = json::array();
    for (const auto* signer : signers)
        signatures.push_back({{"keyid", signer->id()}, {"sig", signer->sign(canonical)}});
    return json{{"signatures", signatures}, {"signed", content}}.dump(1) + "\n";
}

}  // namespace tidewaiter::publisher
