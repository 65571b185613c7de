#include "firmware/people/secret_rules.h"

#include <algorithm>
#include <array>
#include <string>

#include "firmware/people/plain_text.h"
#include "firmware/text/visible_text.h"

namespace tidewaiter::people {

namespace {

// What lists of stolen passwords begin with, as far as the other rules let it pass.
constexpr std::array<std::string_view, 12> kWellKnown = {
    "password", "password1", "passw0rd", "qwertyui",      "qwertyuiop", "1q2w3e4r",
    "iloveyou", "sunshine",  "princess", "administrator", "tidewaiter", "letmein1"};

bool isPin(std::string_view secret) {
    return std::all_of(secret.begin(), secret.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// 123456, 987654, abcdefgh: each character is one more, or one less, than the one before; after 9 comes 0.
bool isRun(std::string_view secret) {
    const auto goesBy = [secret](int step) {
        for (std::size_t i = 1; i < secret.size(); ++i) {
            const int difference = secret[i] - secret[i - 1];
            const bool aroundTheEnd = isPin(secret) && difference == -9 * step;
            if (difference != step && !aroundTheEnd) return false;
        }
        return true;
    };
    return goesBy(1) || goesBy(-1);
}

/// 777777, 121212, 123123: one piece over and over.
bool isRepetition(std::string_view secret) {
    for (std::size_t period = 1; period <= secret.size() / 2; ++period) {
        if (secret.substr(period) == secret.substr(0, secret.size() - period)) return true;
    }
    return false;
}

bool isTrivial(std::string_view secret) {
    return isRun(secret) || isRepetition(secret) ||
           std::find(kWellKnown.begin(), kWellKnown.end(), secret) != kWellKnown.end();
}

Expected<void> checkLength(std::string_view secret) {
    if (secret.size() > kLongestSecret)
        return failure("a secret has at most 256 bytes; choose a shorter one");
    const bool pin = isPin(secret);
    const auto least = pin ? kShortestPin : kShortestPassword;
    if (text::countCharacters(secret) >= least) return {};
    return failure(pin ? "a PIN has at least 6 digits; choose a longer one"
                       : "a password has at least 8 characters; choose a longer one");
}

}  // namespace

Expected<void> checkSecret(std::string_view secret, std::string_view name) {
    const auto normal = composed(secret);
    if (!normal) return failure("this secret is not text (UTF-8); choose another one");
    if (auto ok = checkLength(*normal); !ok) return ok;
    const auto plain = nameKey(*normal);
    if (plain == nameKey(name))
        return failure("a name is no secret; choose something that others do not know");
    if (isTrivial(plain))
        return failure("others would guess this at once; choose something without a simple pattern");
    return {};
}

}  // namespace tidewaiter::people
