// Load: browsers that watch and phones that upload, all at once, and what their calls took.
// Thread rule: one thread at a time; starts threads of its own and ends them.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "tests/console/served.h"

namespace tidewaiter::console::tests {

struct LoadPlan {
    int browsers = 50;  ///< each with events, the live picture, and a call now and then
    int uploaders = 4;  ///< each makes one inspection after the other
    std::chrono::seconds time{60};
    std::chrono::milliseconds between{1000};  ///< two calls of one browser
};

struct LoadResult {
    std::vector<double> callsMs;      ///< what the browsers' calls took, sorted
    std::vector<std::string> errors;  ///< one for each call that failed, and each stream that broke off
    std::size_t streamedBytes = 0;
    std::size_t pictures = 0;  ///< that came live, all browsers together
    std::size_t events = 0;    ///< likewise
    int uploads = 0;
    int inspections = 0;     ///< that were judged
    int full = 0;            ///< told politely that the queue is full
    std::size_t memory = 0;  ///< of the program at the end, bytes

    /// `share` in [0, 1]: 0.99 is what one call of a hundred exceeds.
    [[nodiscard]] double percentileMs(double share) const;
};

[[nodiscard]] LoadResult load(const Served& served, const LoadPlan& plan);
/// A few lines for people.
[[nodiscard]] std::string describe(const LoadResult& result);

}  // namespace tidewaiter::console::tests
