// Sealed secret: bytes that one TPM 2.0 alone gives back, as a text that is of no use to another machine.
// Thread rule: safe to call from any thread.
//
// FORMAT.md says what the text holds, what it protects against and what not.
#pragma once

#include <string>
#include <string_view>

#include "firmware/files/secret.h"
#include "models/error.h"

namespace tidewaiter::tpm {

/// As much as every TPM 2.0 seals (TPM 2.0 part 2, MAX_SYM_DATA), in bytes.
inline constexpr std::size_t kMostSealed = 128;

/// Seals `secret` with the TPM at `address` (tpm_address.h). Precondition: it has 1 to kMostSealed bytes.
[[nodiscard]] Expected<std::string> seal(const files::Secret& secret, const std::string& address);

/// What was sealed. Fails, with a sentence that begins with what is wrong and says what to do, where the TPM
/// does not answer, where it is another one or was cleared since, and where the text was changed.
[[nodiscard]] Expected<files::Secret> unseal(std::string_view sealed, const std::string& address);

}  // namespace tidewaiter::tpm
