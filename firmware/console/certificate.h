// Certificate: what the console shows to browsers over TLS: its own, made at first start, or one brought in.
// Thread rule: reads and writes files; one thread at a time for a file.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "models/error.h"

namespace tidewaiter::console {

struct Certificate {
    std::filesystem::path file;  ///< PEM, with what it was signed by behind it
    std::filesystem::path key;   ///< PEM, without a passphrase; may be the same file
    /// SHA-256 as browsers show it, "AB:CD:...": whoever compares it with the device's own screen knows
    /// whom they talk to.
    std::string fingerprint;
    std::chrono::sys_seconds end;  ///< of its validity
    bool isNew = false;            ///< made just now: browsers will ask again
};

/// So long before its end our own is made anew.
inline constexpr std::chrono::days kRenewed{30};

/// The certificate in `file`, which has key and certificate and is nobody else's to read. Where there is
/// none, where it is damaged, and where its end is near, a new one is made for `names`: host names and
/// addresses. Fails where others may have read the key, and where nothing can be written.
[[nodiscard]] Expected<Certificate> ownCertificate(const std::filesystem::path& file,
                                                   const std::vector<std::string>& names,
                                                   std::chrono::sys_seconds now);

/// One that was brought in. Fails, with a sentence that names the file, where it cannot be read, where the
/// key is not its own, is too weak, has a passphrase, or is everybody's to read, and where it has ended. One
/// that begins later is taken: it is more likely the clock that is wrong.
[[nodiscard]] Expected<Certificate> broughtCertificate(const std::filesystem::path& file,
                                                       const std::filesystem::path& key,
                                                       std::chrono::sys_seconds now);

}  // namespace tidewaiter::console
