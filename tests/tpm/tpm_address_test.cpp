#include "firmware/tpm/tpm_address.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace tidewaiter::tpm {
namespace {

/// Empty where there is none.
std::string firstDeviceForRootAlone() {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/dev", ignored)) {
        struct stat state {};
        if (::stat(entry.path().c_str(), &state) == 0 && S_ISCHR(state.st_mode) && state.st_uid == 0 &&
            (state.st_mode & S_IRWXO) == 0)
            return entry.path().string();
    }
    return {};
}

TEST(TpmAddress, NamesAChipASoftwareTpmOrTheResourceManager) {
    for (const auto* address : {"device:/dev/tpmrm0", "device:/dev/tpm0", "swtpm:host=127.0.0.1,port=2321",
                                "swtpm:port=2321", "tabrmd:"}) {
        EXPECT_TRUE(checkTpmAddress(address)) << address;
    }
}

/// The library would load any file and start any program.
TEST(TpmAddress, NamesNothingThatWouldBeLoadedOrStarted) {
    for (const auto& address :
         {std::string(), std::string("/dev/tpmrm0"), std::string("device"), std::string("device:"),
          std::string("device:dev/tpmrm0"), std::string("cmd:sh -c id"),
          std::string("libtss2-tcti-cmd.so:sh"), std::string("/usr/lib/any.so"), std::string("any.so:conf"),
          std::string("Device:/dev/tpmrm0"), std::string(" device:/dev/tpmrm0"),
          std::string("device:/dev/tpm\0rm0", 19), "device:/" + std::string(1000, 'x')}) {
        const auto checked = checkTpmAddress(address);
        ASSERT_FALSE(checked) << address.substr(0, 100);
        EXPECT_NE(checked.error().message.find("as in device:/dev/tpmrm0"), std::string::npos);
    }
}

/// On a fresh machine the user is not in the group of the TPM's device.
TEST(TpmAddress, TellsATpmThatMayNotBeOpened) {
    const auto device = firstDeviceForRootAlone();
    if (device.empty()) GTEST_SKIP() << "this machine has no device that is for root alone";
    EXPECT_EXIT(
        {
            if (::getuid() == 0) static_cast<void>(::setgid(65534) + ::setuid(65534));
            std::fputs(notAnswering("device:" + device).message.c_str(), stderr);
            std::_Exit(0);
        },
        testing::ExitedWithCode(0), "may not be opened; add the user who runs the program to the group");
}

}  // namespace
}  // namespace tidewaiter::tpm
