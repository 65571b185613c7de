// What both the fuzzer and the tests run: any bytes as a manifest, in each of its forms.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::fuzz {

/// Reads `input` as a manifest; returns what is wrong, empty when all is well: items have ids, each once, and
/// keep the bounds of a declaration; what is refused, as a whole or a row, is refused with a sentence.
[[nodiscard]] std::string problemWithManifest(std::string_view input);

[[nodiscard]] const std::vector<std::string>& manifestSeeds();

}  // namespace tidewaiter::fuzz
