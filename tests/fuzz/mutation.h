// Mutation: a text changed a little, the same way in every run.
// Thread rule: pure function but for the generator; one thread at a time.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace tidewaiter::fuzz {

/// One to four changes: a byte, a piece of one of `others`, a piece left out or doubled.
[[nodiscard]] std::string mutated(std::string text, const std::vector<std::string>& others,
                                  std::mt19937& random);

}  // namespace tidewaiter::fuzz
