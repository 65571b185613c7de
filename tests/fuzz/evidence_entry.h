// What both the fuzzer and the tests run: any bytes as each file of a log and its records.
// Thread rule: one thread at a time; the first call makes a key.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::fuzz {

/// Reads `input` as key, signed note, checkpoint, proof, entry and record; returns what is wrong, empty when
/// all is well: what is read is written as it was, what is refused is refused with a sentence, and nothing
/// counts as signed or proven but what the key signed.
[[nodiscard]] std::string problemWithEvidence(std::string_view input);

[[nodiscard]] const std::vector<std::string>& evidenceSeeds();

}  // namespace tidewaiter::fuzz
