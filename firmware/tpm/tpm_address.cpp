#include "firmware/tpm/tpm_address.h"

#include <sys/stat.h>
#include <unistd.h>

#include "firmware/text/visible_text.h"

namespace tidewaiter::tpm {

using text::quoted;

namespace {

constexpr std::string_view kDevice = "device:";
constexpr std::string_view kSoftware = "swtpm:";
constexpr std::string_view kManager = "tabrmd:";
constexpr std::size_t kMost = 200;

}  // namespace

Expected<void> checkTpmAddress(std::string_view address) {
    const bool known =
        address.starts_with("device:/") || address.starts_with(kSoftware) || address.starts_with(kManager);
    if (known && address.size() <= kMost && address.find('\0') == std::string_view::npos) return {};
    return failure(quoted(std::string(address.substr(0, kMost))) +
                   " is no address of a TPM; write device: and its path, as in device:/dev/tpmrm0, or swtpm: "
                   "with host and port, as in swtpm:host=127.0.0.1,port=2321");
}

bool canBeTpm(const std::string& address) {
    if (!address.starts_with(kDevice)) return true;
    struct stat state {};
    return ::stat(address.c_str() + kDevice.size(), &state) == 0 && S_ISCHR(state.st_mode);
}

Error notAnswering(const std::string& address) {
    if (!address.starts_with(kDevice))
        return {"no TPM answers at " + quoted(address) + "; start the program that provides it, then repeat"};
    const auto path = address.substr(kDevice.size());
    if (::access(path.c_str(), F_OK) != 0)
        return {"there is no TPM at " + quoted(path) +
                "; switch it on in the machine's own settings (TPM, fTPM or PTT), then repeat"};
    if (!canBeTpm(address))
        return {quoted(path) + " is no TPM but a file; name the TPM's device, as in device:/dev/tpmrm0"};
    if (::access(path.c_str(), R_OK | W_OK) != 0)
        return {"the TPM at " + quoted(path) +
                " may not be opened; add the user who runs the program to the group that the file belongs to "
                "(tss), then log in anew"};
    return {"the TPM at " + quoted(path) +
            " does not answer; end other programs that use it (/dev/tpmrm0 is shared, /dev/tpm0 is not) or "
            "start the machine anew"};
}

}  // namespace tidewaiter::tpm
