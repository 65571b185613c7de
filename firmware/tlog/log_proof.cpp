#include "firmware/tlog/log_proof.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "firmware/files/base64.h"

namespace tidewaiter::tlog {

namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
/// A tree of 2^64 entries has no more levels.
constexpr std::size_t kMostHashes = 64;

/// Takes the next line away; nothing where no line end follows.
std::optional<std::string_view> takeLine(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

std::optional<std::uint64_t> numberIn(std::string_view digits) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = error == std::errc() && end == digits.data() + digits.size();
    return whole && digits == std::to_string(number) ? std::optional(number) : std::nullopt;
}

std::optional<Hash> hashIn(std::string_view line) {
    const auto bytes = files::fromBase64(line);
    Hash hash{};
    if (!bytes || bytes->size() != hash.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
}

}  // namespace

std::string textOf(const LogProof& proof) {
    std::string text(kFirstLine);
    text += "\n" + std::string(kIndex) + std::to_string(proof.index) + "\n";
    for (const auto& hash : proof.hashes)
        text += files::toBase64({reinterpret_cast<const char*>(hash.data()), hash.size()}) + "\n";
    return text + "\n" + proof.checkpoint;
}

Expected<LogProof> parseLogProof(std::string_view text) {
    if (takeLine(text) != kFirstLine)
        return failure("its first line is not '" + std::string(kFirstLine) + "'");
    auto line = takeLine(text);
    if (line && line->starts_with(kExtra)) line = takeLine(text);
    const auto index =
        line && line->starts_with(kIndex) ? numberIn(line->substr(kIndex.size())) : std::nullopt;
    if (!index) return failure("its index is missing or no number");
    LogProof proof{*index, {}, {}};
    for (line = takeLine(text); line && !line->empty(); line = takeLine(text)) {
        const auto hash = hashIn(*line);
        if (!hash || proof.hashes.size() == kMostHashes)
            return failure("its line " + std::to_string(proof.hashes.size() + 1) +
                           " behind the index is no hash");
        proof.hashes.push_back(*hash);
    }
    if (!line || text.empty()) return failure("it ends before the checkpoint");
    proof.checkpoint = text;
    return proof;
}

Expected<Checkpoint> checkProof(const LogProof& proof, std::string_view entry, const VerifierKey& key) {
    return openCheckpoint(proof.checkpoint, key)
        .and_then([&](const Checkpoint& checkpoint) -> Expected<Checkpoint> {
            if (provesInclusion(proof.hashes, leafHash(entry), proof.index, checkpoint.size, checkpoint.root))
                return checkpoint;
            return failure("its hashes do not lead from the entry to the signed root");
        });
}

}  // namespace tidewaiter::tlog
