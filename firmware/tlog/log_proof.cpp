#include "firmware/tlog/log_proof.h"

#include "firmware/files/base64.h"
#include "firmware/text/visible_text.h"
#include "firmware/tlog/lines.h"

namespace tidewaiter::tlog {

namespace {

constexpr std::string_view kHeader = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
/// No tree of 64-bit sizes is higher.
constexpr std::size_t kMostHashes = 64;

tl::unexpected<Error> wrong(const std::string& why) {
    return failure("this is no proof of a log: " + why + "; take it from its source again");
}

}  // namespace

std::string textOf(const LogProof& proof) {
    auto text = std::string(kHeader) + '\n';
    if (!proof.extra.empty()) text += std::string(kExtra) + files::toBase64(proof.extra) + '\n';
    text += std::string(kIndex) + std::to_string(proof.index) + '\n';
    for (const auto& hash : proof.hashes) text += textOf(hash) + '\n';
    return text + '\n' + proof.note;
}

Expected<LogProof> parseLogProof(std::string_view text) {
    LogProof proof;
    auto line = firstLine(text);
    if (!line || line->line != kHeader) return wrong("it does not begin with " + std::string(kHeader));
    line = firstLine(line->rest);
    if (line && line->line.starts_with(kExtra)) {
        auto extra = files::fromBase64(line->line.substr(kExtra.size()));
        if (!extra) return wrong("its line 'extra' is no base64");
        proof.extra = std::move(*extra);
        line = firstLine(line->rest);
    }
    if (!line || !line->line.starts_with(kIndex)) return wrong("its line 'index' is missing");
    const auto index = parseNumber(line->line.substr(kIndex.size()));
    if (!index) return wrong("its line 'index' holds no number");
    proof.index = *index;
    for (line = firstLine(line->rest); line && !line->line.empty(); line = firstLine(line->rest)) {
        const auto hash = parseHash(line->line);
        if (!hash) return wrong("one of its lines is no hash, " + text::quoted(line->line));
        if (proof.hashes.size() == kMostHashes) return wrong("it has more hashes than any tree is high");
        proof.hashes.push_back(*hash);
    }
    if (!line) return wrong("no checkpoint follows its hashes");
    proof.note = std::string(line->rest);
    return proof;
}

Expected<Checkpoint> verifyLogProof(const LogProof& proof, std::string_view entry, const VerifierKey& key) {
    auto checkpoint = openCheckpoint(proof.note, key);
    if (!checkpoint) return checkpoint;
    if (provesInclusion(proof.hashes, leafHash(entry), proof.index, checkpoint->size, checkpoint->root))
        return checkpoint;
    return failure("the proof is not that the log " + text::quoted(checkpoint->origin) +
                   " holds this entry as number " + std::to_string(proof.index) +
                   ": entry or proof were changed; take both from their source again");
}

}  // namespace tidewaiter::tlog
