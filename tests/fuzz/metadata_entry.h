// What both the fuzzer and the tests run: any bytes as each file of a repository.
// Thread rule: one thread at a time; the first call makes a repository.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::fuzz {

/// Reads `input` as metadata of each role and offers it to a client that trusts the first root of a simulated
/// repository; returns what is wrong, empty when all is well: values keep their bounds, a canonical form
/// that is JSON is its own canonical form, and nothing is accepted that says something else than the
/// repository signed.
[[nodiscard]] std::string problemWithMetadata(std::string_view input);

/// The files of that repository.
[[nodiscard]] const std::vector<std::string>& metadataSeeds();

}  // namespace tidewaiter::fuzz
