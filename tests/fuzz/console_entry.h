// What both the fuzzer and the tests run: any bytes as a request to the console, behind its HTTP parser.
// Thread rule: one thread at a time; the first call makes people with sessions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::fuzz {

/// Reads `input` as "METHOD TARGET", lines "name: value", an empty line and a body; "@administrator@" and
/// "@officer@" in a header stand for a token. Returns what is wrong, empty when all is well: nobody gets to
/// what is not theirs, what is refused is refused as a problem with a sentence, what is taken keeps its
/// bounds.
[[nodiscard]] std::string problemWithRequest(std::string_view input);

[[nodiscard]] const std::vector<std::string>& requestSeeds();

}  // namespace tidewaiter::fuzz
