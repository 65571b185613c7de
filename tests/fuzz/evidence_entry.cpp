#include "tests/fuzz/evidence_entry.h"

#include "firmware/records/evidence_files.h"
#include "firmware/records/record.h"
#include "firmware/tlog/log_proof.h"

namespace tidewaiter::fuzz {

using namespace records;

namespace {

const LogEntry kEntry{"01KAMZ0000000000000000000A", std::string(64, 'c')};

/// A log of two entries, of which the key signed the checkpoint.
struct SignedLog {
    tlog::NoteSigner signer = tlog::NoteSigner::generate("tidewaiter-fuzz");
    tlog::Hash other = tlog::leafHash("another entry");
    tlog::Checkpoint checkpoint{"tidewaiter-fuzz", 2, tlog::nodeHash(tlog::leafHash(bytesOf(kEntry)), other),
                                ""};
    std::string text = textOf(checkpoint);
    std::string note = text + "\n" + signer.sign(text);
};

const SignedLog& signedLog() {
    static const SignedLog log;
    return log;
}

template <class Value>
std::string problemWith(const Expected<Value>& read, std::string_view input, const char* what) {
    if (!read)
        return read.error().message.empty() ? std::string(what) + " is refused without a sentence" : "";
    return textOf(*read) == input ? "" : std::string(what) + " is not written as it was read";
}

std::string problemAsNote(std::string_view input) {
    const auto& log = signedLog();
    const auto note = tlog::parseSignedNote(input);
    if (!note) return note.error().message.empty() ? "a note is refused without a sentence" : "";
    if (!input.starts_with(note->text + "\n")) return "a note's text is not what stands there";
    if (isSignedBy(*note, log.signer.verifier()) && note->text != log.text)
        return "a text counts as signed that nobody signed";
    return {};
}

std::string problemAsProof(std::string_view input) {
    const auto& log = signedLog();
    const auto proof = tlog::parseLogProof(input);
    if (const auto problem = problemWith(proof, input, "a proof"); !problem.empty()) return problem;
    if (!proof) return {};
    const auto shown = verifyLogProof(*proof, bytesOf(kEntry), log.signer.verifier());
    if (shown && (*shown != log.checkpoint || proof->index != 0))
        return "what is not in the log counts as proven";
    return {};
}

std::string problemAsRecord(std::string_view input) {
    const auto record = parseRecord(input, "it");
    if (!record) return record.error().message.empty() ? "a record is refused without a sentence" : "";
    static_cast<void>(handOverIn(*record));
    const auto again = parseRecord(bytesOf(*record), "it");
    if (!again || bytesOf(*again) != bytesOf(*record)) return "a record is not read as it was written";
    return {};
}

std::string problemAsEntry(std::string_view input) {
    const auto entry = parseLogEntry(input, "it");
    if (!entry) return entry.error().message.empty() ? "an entry is refused without a sentence" : "";
    return bytesOf(*entry) == input ? "" : "an entry is not written as it was read";
}

}  // namespace

std::string problemWithEvidence(std::string_view input) {
    for (const auto& problem :
         {problemWith(tlog::parseVerifierKey(input), input, "a key"),
          problemWith(tlog::parseCheckpoint(input), input, "a checkpoint"), problemAsNote(input),
          problemAsProof(input), problemAsEntry(input), problemAsRecord(input)})
        if (!problem.empty()) return problem;
    return {};
}

const std::vector<std::string>& evidenceSeeds() {
    static const std::vector<std::string> seeds = {
        textOf(signedLog().signer.verifier()),
        signedLog().text,
        signedLog().note,
        textOf(tlog::LogProof{0, {signedLog().other}, signedLog().note}),
        bytesOf(kEntry),
        bytesOf(Record{RecordKind::Inspection,
                       kEntry.id,
                       "2026-11-22T08:00:00.000Z",
                       "tidewaiter-fuzz",
                       {"system", true, 1.5},
                       {{std::string(64, 'a'), 1234}},
                       {{"verdict", "hold"}, {"score", 0.97}, {"goods", "\u8336"}}}),
        bytesOf(Record{
            RecordKind::Custody, kEntry.id, "", "", {}, {}, contentOf(HandOver{"A", "B", "S", "", {"1"}})}),
    };
    return seeds;
}

}  // namespace tidewaiter::fuzz
