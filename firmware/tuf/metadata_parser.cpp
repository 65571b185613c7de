#include "firmware/tuf/metadata_parser.h"

#include <set>

#include "firmware/tuf/canonical_json.h"
#include "firmware/tuf/content_fields.h"
#include "firmware/tuf/delegation_fields.h"
#include "firmware/tuf/json_node.h"
#include "firmware/tuf/strict_json.h"
#include "firmware/tuf/url.h"

namespace tidewaiter::tuf {

namespace {

using nlohmann::json;

constexpr const char* kWhatToDo = "; nothing was taken over, tell the publisher of the repository";

tl::unexpected<Error> refused(const std::string& role, const std::string& mistake) {
    return failure("metadata of role '" + percentEncoded(role) + "': " + mistake + kWhatToDo);
}

/// Section 4.3, SPEC_VERSION: the major number says whether files can be understood.
void checkSpecVersion(const JsonNode& node) {
    if (!node.text().starts_with("1.")) node.refuse("a version 1.x of the specification");
}

Header readHeader(const JsonNode& content) {
    checkSpecVersion(content.member("spec_version"));
    Header header;
    header.version = content.member("version").integer(1);
    const auto expires = content.member("expires");
    const auto time = parseDateTime(expires.text());
    if (!time) expires.refuse("a time as in 2030-01-31T00:00:00Z");
    header.expires = time.value_or(Time{});
    return header;
}

/// Section 4.2: an id stands once among signatures, even where the others would suffice.
std::vector<Signature> readSignatures(const JsonNode& file) {
    std::vector<Signature> signatures;
    std::set<std::string> seen;
    for (const auto& element : file.member("signatures").elements()) {
        Signature signature{element.member("keyid").text(), element.member("sig").text()};
        if (!seen.insert(signature.keyId).second) element.refuse("the only signature with its keyid");
        signatures.push_back(std::move(signature));
    }
    return signatures;
}

Root readRoot(const JsonNode& content) {
    Root root{readHeader(content), false, {}, {}};
    if (const auto consistent = content.optionalMember("consistent_snapshot"))
        root.consistentSnapshot = consistent->boolean();
    root.keys = readKeys(content.member("keys"));
    const auto roles = content.member("roles");
    for (const char* name : {kRoot, kTimestamp, kSnapshot, kTargets})
        root.roles.emplace(name, readRole(roles.member(name)));
    return root;
}

Timestamp readTimestamp(const JsonNode& content) {
    return {readHeader(content), readMetaFile(content.member("meta").member("snapshot.json"))};
}

Snapshot readSnapshot(const JsonNode& content) {
    Snapshot snapshot{readHeader(content), {}};
    for (const auto& [name, file] : content.member("meta").members())
        snapshot.meta.emplace(name, readMetaFile(file));
    return snapshot;
}

Targets readTargets(const JsonNode& content) {
    Targets targets{readHeader(content), {}, std::nullopt};
    for (const auto& [path, file] : content.member("targets").members())
        targets.targets.emplace(path, readTargetFile(file));
    if (const auto delegations = content.optionalMember("delegations"))
        targets.delegations = readDelegations(*delegations);
    return targets;
}

template <class T>
Expected<Document<T>> parse(std::string_view bytes, const std::string& role, const char* type,
                            T (*read)(const JsonNode&)) {
    const auto file = parseStrictly(bytes);
    if (!file) return refused(role, file.error().message);
    Mistake mistake;
    const JsonNode whole(*file, "file", mistake);
    const JsonNode content(whole.member("signed").value(), "signed", mistake);
    const auto typeField = content.member("_type");
    if (typeField.text() != type) typeField.refuse("'" + std::string(type) + "'");
    Document<T> document{read(content), {}, readSignatures(whole)};
    if (!mistake.sentence().empty()) return refused(role, mistake.sentence());
    auto canonical = canonicalJson(content.value());
    if (!canonical) return refused(role, canonical.error().message);
    document.canonical = std::move(*canonical);
    return document;
}

}  // namespace

bool isTopLevelRole(std::string_view name) {
    return name == kRoot || name == kTimestamp || name == kSnapshot || name == kTargets;
}

Expected<Document<Root>> parseRoot(std::string_view bytes) {
    return parse<Root>(bytes, kRoot, kRoot, readRoot);
}

Expected<Document<Timestamp>> parseTimestamp(std::string_view bytes) {
    return parse<Timestamp>(bytes, kTimestamp, kTimestamp, readTimestamp);
}

Expected<Document<Snapshot>> parseSnapshot(std::string_view bytes) {
    return parse<Snapshot>(bytes, kSnapshot, kSnapshot, readSnapshot);
}

Expected<Document<Targets>> parseTargets(std::string_view bytes, const std::string& role) {
    return parse<Targets>(bytes, role, kTargets, readTargets);
}

}  // namespace tidewaiter::tuf
