#include "firmware/tuf/content_fields.h"

#include "firmware/tuf/hex.h"

namespace tidewaiter::tuf {

namespace {

Hashes readHashes(const JsonNode& node) {
    Hashes hashes;
    for (const auto& [algorithm, digits] : node.members()) {
        const auto bytes = fromHex(digits.text());
        if (!bytes || bytes->empty()) digits.refuse("hexadecimal digits");
        hashes.emplace(algorithm, toHex(bytes.value_or("")));
    }
    if (hashes.empty()) node.refuse("one hash at least");
    return hashes;
}

Content readContent(const JsonNode& node) {
    Content content;
    if (const auto length = node.optionalMember("length"))
        content.length = static_cast<std::uint64_t>(length->integer(0));
    if (const auto hashes = node.optionalMember("hashes")) content.hashes = readHashes(*hashes);
    return content;
}

}  // namespace

Keys readKeys(const JsonNode& node) {
    Keys keys;
    for (const auto& [id, key] : node.members()) {
        const auto type = key.member("keytype").text();
        const auto scheme = key.member("scheme").text();
        // A key of a kind that is not known may keep its public part in any shape.
        const auto publicPart = key.member("keyval").optionalMember("public");
        keys.emplace(
            id, Key{type, scheme, publicPart && publicPart->value().is_string() ? publicPart->text() : ""});
    }
    return keys;
}

Role readRole(const JsonNode& node) {
    return {node.member("keyids").texts(), node.member("threshold").integer(1)};
}

MetaFile readMetaFile(const JsonNode& node) {
    return {node.member("version").integer(1), readContent(node)};
}

TargetFile readTargetFile(const JsonNode& node) {
    TargetFile file;
    file.content.length = static_cast<std::uint64_t>(node.member("length").integer(0));
    file.content.hashes = readHashes(node.member("hashes"));
    if (const auto custom = node.optionalMember("custom")) file.custom = custom->value();
    return file;
}

}  // namespace tidewaiter::tuf
