#include "firmware/tpm/tpm_address.h"

#include <gtest/gtest.h>

namespace tidewaiter::tpm {
namespace {

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

}  // namespace
}  // namespace tidewaiter::tpm
