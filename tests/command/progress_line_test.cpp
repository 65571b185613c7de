// One line says how far a run has come.
#include "firmware/command/progress_line.h"

#include <gtest/gtest.h>

namespace tidewaiter::command {
namespace {

struct Row {
    ProgressState state;
    std::string line;
};

TEST(ProgressLine, SaysHowFarAndHowLong) {
    const std::vector<Row> rows = {
        {{0, 1000, 0, 0, 0, 0}, "[....................] 0 of 1000 items"},
        {{500, 1000, 0, 3, 12, 60},
         "[##########..........] 500 of 1000 items, 3 hold, 12 inspect, about 60 s left"},
        {{100, 1000, 0, 0, 1, 100}, "[##..................] 100 of 1000 items, 1 inspect, about 15 min left"},
        {{10, 1000, 0, 0, 0, 1000}, "[....................] 10 of 1000 items, about 28 h left"},
        {{900, 1000, 900, 0, 0, 1}, "[##################..] 900 of 1000 items"},
        {{910, 1000, 900, 0, 0, 10}, "[##################..] 910 of 1000 items, about 2 min left"},
        {{1000, 1000, 0, 0, 0, 100}, "[####################] 1000 of 1000 items"},
        {{0, 0, 0, 0, 0, 0}, "[####################] 0 of 0 items"},
    };
    for (const auto& [state, line] : rows) EXPECT_EQ(progressLine(state), line);
}

}  // namespace
}  // namespace tidewaiter::command
