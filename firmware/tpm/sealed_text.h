// SealedText: what a TPM gave out when it sealed something, as lines of text (FORMAT.md).
// Thread rule: immutable value and pure functions, safe to use from any thread.
#pragma once

#include <string>
#include <string_view>

#include "models/error.h"

namespace tidewaiter::tpm {

/// Bytes as the TPM wrote them (TPM 2.0 part 2).
struct SealedText {
    std::string parent;       ///< name of the storage key: a hash that differs for each TPM
    std::string publicPart;   ///< TPM2B_PUBLIC
    std::string privatePart;  ///< TPM2B_PRIVATE: encrypted by the TPM

    bool operator==(const SealedText&) const = default;
};

[[nodiscard]] std::string textOf(const SealedText& sealed);

/// Fails on anything that textOf() does not write.
[[nodiscard]] Expected<SealedText> parseSealedText(std::string_view text);

}  // namespace tidewaiter::tpm
