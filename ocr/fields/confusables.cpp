#include "ocr/fields/confusables.h"

#include <array>

#include "ocr/fields/ascii.h"

namespace tidewaiter::ocr {

namespace {

/// The first character of a class stands for all of it.
constexpr std::array<std::string_view, 6> kClasses = {"0OQD", "1IL", "5S", "8B", "2Z", "6G"};

constexpr char classOf(char c) {
    for (const auto members : kClasses) {
        if (members.find(c) != std::string_view::npos) return members[0];
    }
    return c;
}

}  // namespace

std::string confusableKey(std::string_view text) {
    auto key = joinedKey(text);
    for (char& c : key) c = classOf(c);
    return key;
}

bool differOnlyByConfusables(std::string_view one, std::string_view other) {
    return joinedKey(one) != joinedKey(other) && confusableKey(one) == confusableKey(other);
}

}  // namespace tidewaiter::ocr
