#include "firmware/tlog/signed_note.h"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <optional>

#include "firmware/files/base64.h"
#include "firmware/text/visible_text.h"
#include "models/utf8.h"

namespace tidewaiter::tlog {

namespace {

constexpr char kEd25519 = 1;
constexpr char kCosignature = 4;
constexpr std::string_view kDash = "\u2014 ";
constexpr std::string_view kPrivate = "PRIVATE+KEY+";
constexpr std::size_t kMostBytes = std::size_t{1} << 20U;
constexpr std::size_t kMostSignatures = 100;
constexpr char kFirstPrintable = ' ';

// Unicode's white space beyond ASCII (UAX #44).
constexpr std::string_view kSpaces[] = {"\u0085", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
                                        "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A",
                                        "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

template <std::size_t kSize>
std::string_view viewOf(const std::array<unsigned char, kSize>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool isName(std::string_view name) {
    const auto isBad = [](char c) { return (c >= 0 && c <= kFirstPrintable) || c == '+' || c == '\x7f'; };
    if (name.empty() || std::any_of(name.begin(), name.end(), isBad)) return false;
    if (models::validUtf8(name) != name) return false;
    return std::none_of(std::begin(kSpaces), std::end(kSpaces),
                        [name](auto space) { return name.find(space) != std::string_view::npos; });
}

KeyHash keyHashOf(const std::string& name, char type, std::string_view publicKey) {
    const auto named = name + '\n' + type + std::string(publicKey);
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), raw(named), named.size());
    KeyHash hash{};
    std::copy_n(digest.begin(), hash.size(), hash.begin());
    return hash;
}

VerifierKey verifierOf(std::string name, std::string_view publicKey, char type = kEd25519) {
    VerifierKey key{std::move(name), {}, {}};
    key.hash = keyHashOf(key.name, type, publicKey);
    std::copy(publicKey.begin(), publicKey.end(), key.publicKey.begin());
    return key;
}

std::string hexOf(const KeyHash& hash) {
    std::array<char, 2 * std::tuple_size_v<KeyHash> + 1> digits{};
    return sodium_bin2hex(digits.data(), digits.size(), hash.data(), hash.size());
}

// What stands behind the type's number in base64, 32 bytes of a key.
std::optional<std::string> keyBytes(std::string_view text, char type) {
    const auto bytes = files::fromBase64(text);
    if (!bytes || bytes->size() != 1 + crypto_sign_PUBLICKEYBYTES || bytes->front() != type)
        return std::nullopt;
    return bytes->substr(1);
}

struct KeyText {
    std::string_view name;
    std::string_view hash;
    std::string_view key;
};

std::optional<KeyText> partsOf(std::string_view text) {
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    KeyText parts{text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1)};
    return isName(parts.name) ? std::optional(parts) : std::nullopt;
}

VerifierKey verifierOf(std::string name, const files::Secret& seed) {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> publicKey{};
    files::Secret pair(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(publicKey.data(), pair.data(), seed.data());
    return verifierOf(std::move(name), viewOf(publicKey));
}

bool isText(std::string_view bytes) {
    const auto isControl = [](char c) { return c >= 0 && c < kFirstPrintable && c != '\n'; };
    return std::none_of(bytes.begin(), bytes.end(), isControl) && models::validUtf8(bytes) == bytes;
}

Expected<VerifierKey> parseKey(std::string_view text, char type) {
    const auto wrong = [text](const std::string& why) {
        return failure(text::quoted(text) + " is no verifier key: " + why + "; copy the whole line again");
    };
    const auto parts = partsOf(text);
    if (!parts) return wrong("it is not of the form NAME+HASH+KEY");
    const auto bytes = keyBytes(parts->key, type);
    if (!bytes) return wrong("its last part is no key of the type that is asked for");
    auto key = verifierOf(std::string(parts->name), *bytes, type);
    if (hexOf(key.hash) != parts->hash) return wrong("its hash is not that of the name and the key");
    return key;
}

}  // namespace

Expected<VerifierKey> parseVerifierKey(std::string_view text) {
    return parseKey(text, kEd25519);
}

Expected<WitnessKey> parseWitnessKey(std::string_view text) {
    auto key = parseKey(text, kCosignature);
    if (!key) return tl::unexpected(key.error());
    return WitnessKey{std::move(key->name), key->hash, key->publicKey};
}

std::string textOf(const VerifierKey& key) {
    return key.name + '+' + hexOf(key.hash) + '+' +
           files::toBase64(kEd25519 + std::string(viewOf(key.publicKey)));
}

VerifierKey named(const VerifierKey& key, std::string name) {
    assert(isName(name));
    return verifierOf(std::move(name), viewOf(key.publicKey));
}

NoteSigner NoteSigner::named(std::string name) const {
    assert(isName(name));
    auto seed = files::Secret::of(seed_.text());
    auto verifier = verifierOf(std::move(name), seed);
    return {std::move(verifier), std::move(seed)};
}

NoteSigner NoteSigner::generate(std::string name) {
    assert(isName(name));
    files::Secret seed(crypto_sign_SEEDBYTES);
    randombytes_buf(seed.data(), seed.size());
    auto verifier = verifierOf(std::move(name), seed);
    return {std::move(verifier), std::move(seed)};
}

Expected<NoteSigner> NoteSigner::parse(const files::Secret& text) {
    const auto wrong = [](const std::string& why) {
        return failure("the log's signing key cannot be read: " + why + "; bring it back from a backup");
    };
    if (!text.text().starts_with(kPrivate)) return wrong("it does not begin with " + std::string(kPrivate));
    const auto parts = partsOf(text.text().substr(kPrivate.size()));
    if (!parts) return wrong("it is not of the form PRIVATE+KEY+NAME+HASH+KEY");
    files::Secret bytes(1 + crypto_sign_SEEDBYTES);
    std::size_t size = 0;
    const int failed = sodium_base642bin(bytes.data(), bytes.size(), parts->key.data(), parts->key.size(),
                                         nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
    if (failed != 0 || size != bytes.size() || bytes.text().front() != kEd25519)
        return wrong("its last part is no Ed25519 key");
    auto seed = files::Secret::of(bytes.text().substr(1));
    auto verifier = verifierOf(std::string(parts->name), seed);
    if (hexOf(verifier.hash) != parts->hash) return wrong("its hash is not that of the name and the key");
    return NoteSigner(std::move(verifier), std::move(seed));
}

files::Secret NoteSigner::text() const {
    const auto begin = std::string(kPrivate) + verifier_.name + '+' + hexOf(verifier_.hash) + '+';
    files::Secret bytes(1 + seed_.size());
    bytes.data()[0] = kEd25519;
    std::copy_n(seed_.data(), seed_.size(), bytes.data() + 1);
    // The length counts a closing zero.
    const auto encoded = sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    files::Secret text(begin.size() + encoded);
    std::copy(begin.begin(), begin.end(), text.data());
    sodium_bin2base64(reinterpret_cast<char*>(text.data()) + begin.size(), encoded, bytes.data(),
                      bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.shorten(text.size() - 1);
    return text;
}

std::string NoteSigner::sign(std::string_view text) const {
    assert(!text.empty() && text.back() == '\n');
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> publicKey{};
    files::Secret pair(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(publicKey.data(), pair.data(), seed_.data());
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, raw(text), text.size(), pair.data());
    return std::string(kDash) + verifier_.name + ' ' +
           files::toBase64(std::string(viewOf(verifier_.hash)) + std::string(viewOf(signature))) + '\n';
}

Expected<NoteSignature> parseSignature(std::string_view line) {
    const auto wrong = [line] {
        return failure("the note has a signature line that is none, " + text::quoted(line) +
                       "; take the note from its source again");
    };
    if (!line.starts_with(kDash)) return wrong();
    line.remove_prefix(kDash.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos || !isName(line.substr(0, space))) return wrong();
    const auto bytes = files::fromBase64(line.substr(space + 1));
    NoteSignature signature{std::string(line.substr(0, space)), {}, {}};
    if (!bytes || bytes->size() <= signature.hash.size()) return wrong();
    std::copy_n(bytes->begin(), signature.hash.size(), signature.hash.begin());
    signature.signature = bytes->substr(signature.hash.size());
    return signature;
}

Expected<SignedNote> parseSignedNote(std::string_view bytes) {
    const auto wrong = [](const std::string& why) {
        return failure("this is no signed note: " + why + "; take it from its source again");
    };
    if (bytes.size() > kMostBytes) return wrong("it is longer than 1 MiB");
    if (!isText(bytes)) return wrong("it holds control characters or bytes that are no UTF-8");
    const auto blank = bytes.rfind("\n\n");
    if (blank == std::string_view::npos) return wrong("no blank line parts text and signatures");
    SignedNote note{std::string(bytes.substr(0, blank + 1)), {}};
    auto lines = bytes.substr(blank + 2);
    if (lines.empty() || lines.back() != '\n') return wrong("it does not end with a whole signature line");
    while (!lines.empty()) {
        if (note.signatures.size() == kMostSignatures) return wrong("it has more than 100 signatures");
        auto signature = parseSignature(lines.substr(0, lines.find('\n')));
        if (!signature) return tl::unexpected(signature.error());
        note.signatures.push_back(std::move(*signature));
        lines.remove_prefix(lines.find('\n') + 1);
    }
    return note;
}

bool isSignedBy(const SignedNote& note, const VerifierKey& key) {
    const auto isIts = [&](const NoteSignature& one) { return one.name == key.name && one.hash == key.hash; };
    const auto isRight = [&](const NoteSignature& one) {
        return one.signature.size() == crypto_sign_BYTES &&
               crypto_sign_verify_detached(raw(one.signature), raw(note.text), note.text.size(),
                                           key.publicKey.data()) == 0;
    };
    const auto& all = note.signatures;
    // One wrong signature in the key's name spoils the note, as the specification asks.
    return std::any_of(all.begin(), all.end(), isIts) &&
           std::all_of(all.begin(), all.end(), [&](const auto& one) { return !isIts(one) || isRight(one); });
}

}  // namespace tidewaiter::tlog
