// What both the fuzzer and the tests run: any bytes as a watchlist, as a list file and as a repository's
// index. Thread rule: one thread at a time; writes a file of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::fuzz {

/// Reads `input` in each of these ways and returns what is wrong, empty when all is well: an entry that is
/// given is in its canonical form and its text is UTF-8, an index that is read is written and read again as
/// it was, a path through it ends, and what is refused is refused with a sentence.
[[nodiscard]] std::string problemWithLists(std::string_view input);

/// Lists, list files and an index, good ones, to begin with.
[[nodiscard]] const std::vector<std::string>& listSeeds();

}  // namespace tidewaiter::fuzz
