#include "firmware/tlog/cosignature.h"

#include <sodium.h>

#include <cstdint>
#include <limits>

#include "firmware/text/visible_text.h"

namespace tidewaiter::tlog {

namespace {

constexpr std::size_t kTimeBytes = 8;
constexpr unsigned kBitsOfByte = 8;

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::uint64_t timeIn(std::string_view bytes) {
    std::uint64_t time = 0;
    for (const char byte : bytes.substr(0, kTimeBytes))
        time = time << kBitsOfByte | static_cast<unsigned char>(byte);
    return time;
}

std::optional<std::chrono::seconds> timeOf(const std::string& signature, const std::string& text,
                                           const WitnessKey& witness) {
    if (signature.size() != kTimeBytes + crypto_sign_BYTES) return std::nullopt;
    const auto time = timeIn(signature);
    if (time > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
    const auto message = "cosignature/v1\ntime " + std::to_string(time) + '\n' + text;
    const auto* signedBytes = raw(signature) + kTimeBytes;
    if (crypto_sign_verify_detached(signedBytes, raw(message), message.size(), witness.publicKey.data()) != 0)
        return std::nullopt;
    return std::chrono::seconds(static_cast<std::int64_t>(time));
}

}  // namespace

std::optional<std::chrono::seconds> cosignedAt(const SignedNote& note, const WitnessKey& witness) {
    std::optional<std::chrono::seconds> latest;
    for (const auto& one : note.signatures) {
        if (one.name != witness.name || one.hash != witness.hash) continue;
        const auto time = timeOf(one.signature, note.text, witness);
        if (!time) return std::nullopt;
        if (!latest || *latest < *time) latest = time;
    }
    return latest;
}

Expected<std::string> withCosignature(std::string_view note, std::string_view line,
                                      const WitnessKey& witness) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    const auto before = parseSignedNote(note);
    if (!before) return tl::unexpected(before.error());
    auto signature = parseSignature(line);
    if (!signature) return tl::unexpected(signature.error());
    if (!cosignedAt({before->text, {std::move(*signature)}}, witness)) {
        return failure("the line is no cosignature of " + text::quoted(witness.name) +
                       " for this checkpoint; ask the witness to sign the checkpoint that the log has now");
    }
    auto longer = std::string(note).append(line) + '\n';
    if (const auto whole = parseSignedNote(longer); !whole) return tl::unexpected(whole.error());
    return longer;
}

}  // namespace tidewaiter::tlog
