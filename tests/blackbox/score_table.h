// Score table: how well a run read, per source and in total, alone or beside another run.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <iosfwd>
#include <map>
#include <string>

#include "tests/blackbox/run_result.h"
#include "tests/blackbox/scoring.h"

namespace tidewaiter::blackbox {

struct ScoredRun {
    std::string reader;
    std::map<std::string, Score> bySource;
    Score total;
};

[[nodiscard]] ScoredRun scored(const RunResult& run);

/// `part` of `whole` in percent; of nothing, 0.
[[nodiscard]] double percent(int part, int whole);

void print(std::ostream& out, const ScoredRun& run);

/// Two runs row by row, then each line that only one of them reads. Photos that are not in both runs are
/// left out of either, and named.
void printBeside(std::ostream& out, const RunResult& one, const RunResult& other);

}  // namespace tidewaiter::blackbox
