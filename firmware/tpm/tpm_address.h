// TPM address: where a TPM 2.0 is, in the words of tpm2-tss.
// Thread rule: safe to call from any thread.
//
// "device:/dev/tpmrm0" is a chip, "swtpm:host=127.0.0.1,port=2321" one in software, "tabrmd:" the resource
// manager of systems whose kernel has none. The library would load whatever file another name stands for.
#pragma once

#include <string>
#include <string_view>

#include "models/error.h"

namespace tidewaiter::tpm {

/// Fails on what is no address of these kinds.
[[nodiscard]] Expected<void> checkTpmAddress(std::string_view address);

/// Whether a TPM can be there: what is named as a device is one. The library would write into any file.
/// Precondition: checkTpmAddress(address).
[[nodiscard]] bool canBeTpm(const std::string& address);

/// Why the TPM there does not answer, as far as the system tells. Precondition: checkTpmAddress(address).
[[nodiscard]] Error notAnswering(const std::string& address);

}  // namespace tidewaiter::tpm
