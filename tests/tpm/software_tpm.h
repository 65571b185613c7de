// SoftwareTpm: a TPM 2.0 in software (swtpm), in a folder of its own, for one test.
// Thread rule: one thread at a time.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace tidewaiter::tpm::tests {

class SoftwareTpm {
  public:
    /// A new one: no other has its seeds. Throws where it does not start.
    SoftwareTpm();
    SoftwareTpm(const SoftwareTpm&) = delete;
    SoftwareTpm& operator=(const SoftwareTpm&) = delete;
    ~SoftwareTpm();

    /// Whether swtpm is installed.
    [[nodiscard]] static bool isInstalled();
    [[nodiscard]] std::string address() const;
    /// What it keeps, which a program with its keys could read.
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    /// As when the machine is switched off.
    void stop();
    /// As when it is switched on again, at the same address.
    void start();

  private:
    [[nodiscard]] bool answers() const;

    std::filesystem::path folder_;
    int port_;
    pid_t process_ = -1;
};

}  // namespace tidewaiter::tpm::tests

/// A skipped test says why; it does not pass.
#define TIDEWAITER_NEEDS_SWTPM()                             \
    if (!tidewaiter::tpm::tests::SoftwareTpm::isInstalled()) \
    GTEST_SKIP() << "swtpm, a TPM in software, is not installed"
