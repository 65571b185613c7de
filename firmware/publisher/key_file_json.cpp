#include "firmware/publisher/key_file_json.h"

#include <sodium.h>

#include "firmware/publisher/metadata_json.h"
#include "firmware/text/visible_text.h"
#include "firmware/tuf/canonical_json.h"
#include "firmware/tuf/digest.h"
#include "firmware/tuf/hex.h"
#include "firmware/tuf/json_node.h"
#include "firmware/tuf/strict_json.h"

namespace tidewaiter::publisher {

using nlohmann::json;

namespace {

constexpr int kFormat = 1;
constexpr const char* kFormatName = "tidewaiter_key";
constexpr const char* kDerivation = "argon2id13";
constexpr const char* kCipher = "xchacha20poly1305-ietf";
constexpr const char* kChecksum = "checksum";
constexpr std::int64_t kMostPasses = 16;
constexpr auto kLeastMemory = static_cast<std::int64_t>(crypto_pwhash_MEMLIMIT_MIN);
constexpr auto kMostMemory = std::int64_t{1} << 30;  // what a hostile file can make us take
constexpr std::size_t kLongestName = 40;

json headerJson(const KeyFile& file) {
    return {{kFormatName, kFormat},
            {"name", file.name},
            {"key", keyJson(file.publicKey)},
            {"derivation",
             {{"algorithm", kDerivation},
              {"passes", file.cost.passes},
              {"memory", file.cost.memory},
              {"salt", tuf::toHex(file.salt)}}},
            {"cipher", {{"algorithm", kCipher}, {"nonce", tuf::toHex(file.nonce)}}}};
}

std::string checksumOf(const json& content) {
    const auto canonical = tuf::canonicalJson(content);
    return canonical ? tuf::sha256Hex(*canonical) : std::string();
}

void expect(const tuf::JsonNode& node, const char* text) {
    if (node.text() != text) node.refuse('\'' + std::string(text) + '\'');
}

std::string bytesOf(const tuf::JsonNode& node, std::size_t size) {
    const auto bytes = tuf::fromHex(node.text());
    if (!bytes || bytes->size() != size) node.refuse(std::to_string(2 * size) + " hexadecimal digits");
    return bytes.value_or("");
}

std::int64_t bounded(const tuf::JsonNode& node, std::int64_t least, std::int64_t most) {
    const auto number = node.integer(least);
    if (number > most) node.refuse(std::to_string(most) + " at most");
    return number;
}

tuf::Key readKey(const tuf::JsonNode& node) {
    expect(node.member("keytype"), "ed25519");
    expect(node.member("scheme"), "ed25519");
    const auto open = node.member("keyval").member("public");
    return {"ed25519", "ed25519", tuf::toHex(bytesOf(open, crypto_sign_PUBLICKEYBYTES))};
}

KeyFile readFields(const tuf::JsonNode& whole) {
    KeyFile file;
    const auto name = whole.member("name");
    file.name = name.text();
    if (file.name.empty() || file.name.size() > kLongestName || text::visibleText(file.name) != file.name)
        name.refuse("a short name");
    file.publicKey = readKey(whole.member("key"));
    const auto derivation = whole.member("derivation");
    expect(derivation.member("algorithm"), kDerivation);
    file.cost.passes = static_cast<std::uint64_t>(bounded(derivation.member("passes"), 1, kMostPasses));
    file.cost.memory =
        static_cast<std::size_t>(bounded(derivation.member("memory"), kLeastMemory, kMostMemory));
    file.salt = bytesOf(derivation.member("salt"), crypto_pwhash_SALTBYTES);
    const auto cipher = whole.member("cipher");
    expect(cipher.member("algorithm"), kCipher);
    file.nonce = bytesOf(cipher.member("nonce"), crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    file.sealed =
        bytesOf(whole.member("sealed"), SigningKey::kSeedBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    return file;
}

/// What is wrong with the file as a whole; empty where nothing is.
std::string problemOf(const json& content) {
    if (!content.is_object() || !content.contains(kFormatName)) return "is no key file";
    if (content[kFormatName] != kFormat) return "is of a later version of the program";
    auto rest = content;
    rest.erase(kChecksum);
    const auto sum = checksumOf(rest);
    return !sum.empty() && content.contains(kChecksum) && content[kChecksum] == sum ? "" : "is damaged";
}

}  // namespace

std::string headerOf(const KeyFile& file) {
    return *tuf::canonicalJson(headerJson(file));
}

std::string toJson(const KeyFile& file) {
    auto content = headerJson(file);
    content["sealed"] = tuf::toHex(file.sealed);
    content[kChecksum] = checksumOf(content);
    return content.dump(2) + "\n";
}

Expected<KeyFile> parseKeyFile(std::string_view text, const std::string& place) {
    const auto content = tuf::parseStrictly(text);
    const auto problem = content ? problemOf(*content) : std::string("is damaged");
    constexpr const char* kAdvice = "; take it from a backup";
    if (!problem.empty()) return failure("the key file '" + place + "' " + problem + kAdvice);
    tuf::Mistake mistake;
    const tuf::JsonNode whole(*content, "it", mistake);
    auto file = readFields(whole);
    if (mistake.sentence().empty()) return file;
    return failure("the key file '" + place + "' cannot be used: " + mistake.sentence() + kAdvice);
}

}  // namespace tidewaiter::publisher
