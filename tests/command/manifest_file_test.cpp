#include "firmware/command/manifest_file.h"

#include <gtest/gtest.h>

namespace tidewaiter::command {
namespace {

TEST(ManifestFile, AFileThatCannotBeReadIsNamed) {
    for (const auto* file : {"/nonexistent/m.csv", "/"}) {
        const auto items = loadManifest(file);
        ASSERT_FALSE(items);
        EXPECT_EQ(items.error().message.find("cannot read the manifest " + std::string(file)), 0U);
    }
}

}  // namespace
}  // namespace tidewaiter::command
