// Pattern: a regular expression that fits a whole token or its beginning. Thread rule: immutable, safe to use
// from any thread.
//
// std::regex backtracks by recursion; tokens above kMaxTokenBytes are never tried, which bounds both time and
// stack whatever a label says.
#pragma once

#include <cstddef>
#include <regex>
#include <string>
#include <string_view>

#include "models/error.h"

namespace tidewaiter::models {

class Pattern {
  public:
    static constexpr std::size_t kMaxTokenBytes = 48;

    /// Fails with the reason when `expression` (ECMAScript) is not a regular expression.
    [[nodiscard]] static Expected<Pattern> compile(const std::string& expression);

    /// Whether all of `token` fits; capitals and small letters differ.
    [[nodiscard]] bool fits(std::string_view token) const;

    /// How many bytes at the beginning of `token` fit, 0 for none.
    [[nodiscard]] std::size_t fitLength(std::string_view token) const;

  private:
    std::regex regex_;
};

}  // namespace tidewaiter::models
