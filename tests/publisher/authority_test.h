// AuthorityTest: an authority in a folder of its own, and what a test asks of it. Its keys cost next to
// nothing to open. Thread rule: one thread at a time.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "firmware/publisher/keygen.h"
#include "firmware/publisher/publish.h"
#include "firmware/publisher/rotate.h"
#include "firmware/publisher/status.h"
#include "tests/publisher/device.h"

namespace tidewaiter::publisher::tests {

inline constexpr const char* kPassphrase = "four words or five";
inline constexpr KeyCost kCheap{1, 8192};

/// Gives this passphrase once for each key.
[[nodiscard]] PassphraseSource knows(const std::string& passphrase = kPassphrase);
[[nodiscard]] inline Secret secret(const std::string& text) {
    return Secret::of(text);
}
inline void quiet(const std::string& /*step*/) {}

class AuthorityTest : public testing::Test {
  protected:
    AuthorityTest();
    ~AuthorityTest() override;

    [[nodiscard]] Places places() const { return {folder_ / "authority"}; }
    /// Founds the authority as every test but those of keygen wants it.
    void found(const RolePlans& plans = defaultPlans());
    /// A list file with serial numbers SN0, SN<step>, ... and, where given, one more.
    [[nodiscard]] std::filesystem::path list(const std::string& file, int count,
                                             const std::string& more = "");
    [[nodiscard]] Expected<PublishReport> publishFile(const std::filesystem::path& file,
                                                      const Steps& steps = quiet);
    [[nodiscard]] Expected<PublishReport> publishOrder(const PublishOrder& order, const Steps& steps = quiet);
    [[nodiscard]] PublishOrder renewal() const;
    [[nodiscard]] Expected<Rotation> rotateRole(const std::string& role, const Steps& steps = quiet);
    [[nodiscard]] Expected<Rotation> rotateOrder(const RotateOrder& order, const Steps& steps = quiet);
    [[nodiscard]] RotateOrder rotation(const std::string& role) const;
    [[nodiscard]] Device device(const std::string& name) const;
    /// Moves key files away, as somebody with a stick does.
    [[nodiscard]] std::filesystem::path takeAway(const std::vector<std::string>& keys, const std::string& to);
    /// Every file of the authority and its content, but for locks and what nobody needs.
    [[nodiscard]] std::map<std::string, std::string> everything() const;

    std::filesystem::path folder_;
    tuf::Time now_ = *tuf::parseDateTime("2027-03-01T12:00:00Z");
};

/// Fails the test unless `outcome` is a failure whose sentence holds `part`.
template <class T>
void expectRefusal(const Expected<T>& outcome, const std::string& part) {
    ASSERT_FALSE(outcome) << "it succeeded";
    EXPECT_NE(outcome.error().message.find(part), std::string::npos) << outcome.error().message;
}

#define EXPECT_OK(outcome)                                             \
    do {                                                               \
        const auto result = (outcome);                                 \
        EXPECT_TRUE(result) << (result ? "" : result.error().message); \
    } while (false)

}  // namespace tidewaiter::publisher::tests
