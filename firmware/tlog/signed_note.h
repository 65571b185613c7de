// SignedNote: a text with the signatures of those who stand for it.
// Thread rule: immutable values and pure functions, safe to use from any thread; a NoteSigner belongs to one
// thread at a time.
//
// Source: C2SP signed-note (https://c2sp.org/signed-note), Ed25519 only.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/files/secret.h"
#include "models/error.h"

namespace tidewaiter::tlog {

/// What a signature of one key begins with, so that its key is found.
using KeyHash = std::array<unsigned char, 4>;

/// Whose signatures count. In text "NAME+hash+base64", the hash in hexadecimal digits.
struct VerifierKey {
    std::string name;
    KeyHash hash{};
    std::array<unsigned char, 32> publicKey{};

    bool operator==(const VerifierKey&) const = default;
};

/// Fails on a text whose hash is not that of name and key, and on algorithms other than Ed25519.
[[nodiscard]] Expected<VerifierKey> parseVerifierKey(std::string_view text);
[[nodiscard]] std::string textOf(const VerifierKey& key);
/// The same key under another name. Precondition: as for NoteSigner::generate.
[[nodiscard]] VerifierKey named(const VerifierKey& key, std::string name);

/// The same of a witness, who signs checkpoints with the time at which they were seen (cosignature.h).
struct WitnessKey {
    std::string name;
    KeyHash hash{};
    std::array<unsigned char, 32> publicKey{};

    bool operator==(const WitnessKey&) const = default;
};

[[nodiscard]] Expected<WitnessKey> parseWitnessKey(std::string_view text);

/// Signs notes under a name.
class NoteSigner {
  public:
    /// A new key. Precondition: `name` has neither spaces nor '+' and is not empty.
    [[nodiscard]] static NoteSigner generate(std::string name);
    /// "PRIVATE+KEY+NAME+hash+base64", as Go's sumdb/note writes it.
    [[nodiscard]] static Expected<NoteSigner> parse(const files::Secret& text);
    [[nodiscard]] files::Secret text() const;
    /// The same key under another name. Precondition: as for generate().
    [[nodiscard]] NoteSigner named(std::string name) const;

    [[nodiscard]] const VerifierKey& verifier() const { return verifier_; }
    /// The signature line of `text`, with its line end. Precondition: `text` ends with a line end.
    [[nodiscard]] std::string sign(std::string_view text) const;

  private:
    NoteSigner(VerifierKey verifier, files::Secret seed)
        : verifier_(std::move(verifier)), seed_(std::move(seed)) {}

    VerifierKey verifier_;
    files::Secret seed_;
};

struct NoteSignature {
    std::string name;
    KeyHash hash{};
    std::string signature;  ///< bytes, whatever the algorithm

    bool operator==(const NoteSignature&) const = default;
};

struct SignedNote {
    std::string text;                       ///< with its last line end, without the blank line
    std::vector<NoteSignature> signatures;  ///< of anybody: nothing is verified yet
};

/// Fails on what is no signed note; at most 1 MiB and 100 signatures.
[[nodiscard]] Expected<SignedNote> parseSignedNote(std::string_view bytes);

/// Fails where the line, without its line end, is none.
[[nodiscard]] Expected<NoteSignature> parseSignature(std::string_view line);

/// Whether one of the note's signatures is by `key`. False where there is none, or it is wrong.
[[nodiscard]] bool isSignedBy(const SignedNote& note, const VerifierKey& key);

}  // namespace tidewaiter::tlog
