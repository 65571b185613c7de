// Cosignature: a witness's word that a checkpoint continues those it has seen of the log before.
// Thread rule: pure functions, safe to call from any thread.
//
// Source: C2SP tlog-cosignature (https://c2sp.org/tlog-cosignature), cosignature/v1, Ed25519.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/tlog/signed_note.h"

namespace tidewaiter::tlog {

/// When, since 1970, the witness signed the checkpoint in `note`. Nothing where it did not, or one of the
/// lines in its name is wrong.
[[nodiscard]] std::optional<std::chrono::seconds> cosignedAt(const SignedNote& note,
                                                             const WitnessKey& witness);

/// `note` with the witness's line, given with or without its line end. Fails where that does not verify.
[[nodiscard]] Expected<std::string> withCosignature(std::string_view note, std::string_view line,
                                                    const WitnessKey& witness);

}  // namespace tidewaiter::tlog
