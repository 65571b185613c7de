// What the console's calls take while browsers watch and phones upload (issue 6, Load). Starts the program
// itself, with a simulated camera: console_load [SECONDS [BROWSERS [UPLOADERS]]], 60, 50 and 4 without them.
#include <cstdio>
#include <cstdlib>

#include "tests/console/load.h"

int main(int count, char** words) {
    using namespace tidewaiter::console::tests;
    LoadPlan plan;
    if (count > 1) plan.time = std::chrono::seconds(std::atoi(words[1]));
    if (count > 2) plan.browsers = std::atoi(words[2]);
    if (count > 3) plan.uploaders = std::atoi(words[3]);
    const Served served;
    std::printf("%d browsers, %d uploaders, %ld s\n", plan.browsers, plan.uploaders,
                static_cast<long>(plan.time.count()));
    const auto result = load(served, plan);
    std::printf("%s", describe(result).c_str());
    return result.errors.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}
